"""A seller changes the account it is paid to: proposed on a phone, checked by a curator, shown to the treasurer."""

from eorder.simulator.samples import sample_pdf
from tests.journeys.browsing import order_path


def test_account_when_changed_then_seller_curator_and_treasurer_see_what_holds(people):
    seller = people("kertas", album="rekening").turn_to("Produk saya")
    seller.follow("Rekening usaha").reads("Dibayar ke rekening ini").look("usaha")
    seller.press("Usulkan rekening ini").reads("Unggah halaman buku tabungan").look("usaha-salah")
    seller.fill("Bank", "Bank Contoh Lain").fill("Nomor rekening", "9911 2233 44")
    seller.fill("Nama pemilik rekening", "TOKO CONTOH KERTAS").upload(
        "Halaman buku tabungan", sample_pdf("tabungan")
    )
    seller.fill("Alasan", "Bank lama tutup.").press("Usulkan rekening ini").reads("Usulan terkirim").look(
        "diusulkan"
    )
    curator = people("kurator.gbr", album="rekening").follow("Periksa rekening: Toko Contoh Kertas")
    curator.reads("Rekening yang diusulkan").look("periksa")
    curator.press("Pastikan rekening ini").reads("Rekening dipastikan")
    seller.open(seller.page.url.removeprefix(seller.site))
    seller.reads("Menunggu berlaku").look("menunggu").follow("Hentikan perubahan").look("hentikan")
    seller.press("Hentikan perubahan").reads("Perubahan dihentikan").look("dihentikan")
    biller = people("mawar").follow("Kirim tagihan: Konsumsi rapat koordinasi").press("Kirim tagihan")
    order = order_path(biller.reads("Tagihan terkirim")).rsplit("/", 1)[
        1
    ]  # a bill that no other journey takes
    treasurer = people("bendahara.gbr", album="rekening")
    treasurer.page.locator(f"main .task-list a[href*='{order}']").first.click()
    treasurer.press("Tagihan benar, setujui").follow("Bayar", exact=True)
    treasurer.reads("Transfer ke rekening ini").reads("Berlaku sejak").look("bayar")
