"""A seller whose product did not pass appeals, another curator decides, and everybody sees it wait."""

from tests.journeys.browsing import PHONE, resize

WHY = "Contoh yang diperiksa rusak di perjalanan."


def judge(curator, least):
    """Give every criterion of the product on the page the points and what was seen."""
    for field in curator.page.locator("main textarea[name^='evidence-']").all():
        key = field.get_attribute("name").removeprefix("evidence-")
        curator.page.locator(f"label[for='f-points-{key}-{least}']").click()
        field.fill("Dua dari tiga contoh rusak.")
    return curator.press("Simpan nilai").reads("Nilai tersimpan")


def test_appeal_when_made_then_another_curator_decides_it_and_the_seller_reads_why(people):
    seller = people("pena", album="keberatan").turn_to("Produk saya").follow("Kurasi")
    here = seller.page.url.removeprefix(seller.site)
    seller.press("Serahkan ke kurasi").reads("Dalam antrean")
    judge(people("kurator.gbr").turn_to("Pendaftaran").follow("Nilai produk"), 2)
    seller.open(here)
    seller.reads("Terakhir dinilai: belum lulus")
    resize(seller.page, PHONE)
    seller.page.locator("summary", has_text="Ajukan keberatan atas hasil ini").click()
    seller.look("ajukan").press("Kirim keberatan").reads("5 sampai 2000 huruf").look("ajukan-salah")
    seller.fill("Keberatan Anda", WHY).press("Kirim keberatan").reads("urutan ke-1").look("diajukan")
    watcher = people(album="keberatan")
    watcher.open("/kurasi")
    watcher.reads("Keberatan atas hasil kurasi").look("antrean")
    people("kurator.gbr").turn_to("Pendaftaran").reads("Tidak ada produk yang menunggu")
    other = people("kurator.dpc", album="keberatan").turn_to("Pendaftaran").look("pekerjaan")
    other.follow("Putuskan keberatan").reads(WHY).look("putuskan")
    other.press("Simpan putusan").reads("Pilih: keberatan dikabulkan").look("putuskan-salah")
    other.mark("Ditolak").fill("Alasan putusan", "Contoh kedua sama rusaknya.").press("Simpan putusan")
    other.reads("Putusan atas keberatan tersimpan")
    seller.open(here)
    seller.reads("Contoh kedua sama rusaknya.").look("diputuskan")
