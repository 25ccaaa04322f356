"""What each further role does: dispose, return and withdraw, send back, pay, read, sell, and find nothing to do."""

import re
from urllib.parse import urlsplit

import pytest

from eorder.simulator.samples import sample_pdf, sample_photo
from tests.journeys.site import PACKAGES

ALBUM = "peran"


@pytest.fixture(params=["script", "plain"])
def way(request):
    """With scripts or without."""
    return request.param


@pytest.fixture
def seat(people, way):
    """Seat people who can do their part in either way."""
    album = ALBUM if way == "script" else f"{ALBUM}-tanpa-skrip"
    return lambda key: people(key, script=way == "script", album=album)


def test_package_when_kpa_disposes_then_it_can_come_back_twice_and_be_withdrawn(people):
    name = PACKAGES["back"]
    kpa, ppk, officer = (people(f"{key}.gbr", album=ALBUM) for key in ("kpa", "ppk", "pp"))
    kpa.look("kpa-tugas").follow(f"Disposisi paket: {name}").follow("Disposisi ke PPK").mark("Melati Contoh")
    kpa.look("kpa-disposisi").press("Kirim disposisi").reads("PPK mengikat anggaran")
    kpa.follow("Tarik kembali disposisi").press("Tarik kembali disposisi").reads("Tulis alasannya")
    kpa.fill("Alasan", "PPK sedang cuti.").look("kpa-tarik-disposisi").press("Tarik kembali disposisi")
    kpa.reads("PPK sedang cuti.").look("kpa-disposisi-ditarik").follow("Disposisi ke PPK")
    kpa.mark("Melati Contoh").press("Kirim disposisi").reads("PPK mengikat anggaran")
    ppk.turn_to("Tugas saya").follow(f"Siapkan paket: {name}").follow("Siapkan paket", exact=True)
    ppk.mark("5.1.02.01.01.0024").upload("Kerangka acuan kerja", sample_pdf(f"KAK {name}"))
    ppk.press("Simpan persiapan").follow("Disposisi ke Pejabat Pengadaan").mark("Cempaka Contoh")
    ppk.press("Kirim disposisi").reads("Penerimaan paket")
    officer.turn_to("Tugas saya").follow(f"Terima paket: {name}").follow("Kembalikan ke PPK")
    officer.press("Kembalikan paket").reads("Tulis alasannya").look("pp-kembalikan-salah")
    officer.fill("Alasan", "Spesifikasi belum lengkap.").look("pp-kembalikan").press("Kembalikan paket")
    officer.reads("Spesifikasi belum lengkap.").look("pp-dikembalikan")
    ppk.turn_to("Tugas saya").follow(f"Siapkan paket: {name}").follow("Kembalikan ke PA/KPA")
    ppk.fill("Alasan", "Kebutuhan ini sudah tidak ada.").look("ppk-kembalikan").press("Kembalikan paket")
    ppk.reads("Kebutuhan ini sudah tidak ada.")
    kpa.turn_to("Tugas saya").follow(f"Disposisi paket: {name}").follow("Tarik paket")
    kpa.fill("Alasan", "Tidak jadi dilaksanakan.").look("kpa-tarik").press("Tarik paket")
    kpa.reads("Tidak jadi dilaksanakan.").look("kpa-ditarik")


def test_delivery_when_nothing_can_be_accepted_then_sent_back_and_told_in_public(people):
    ppk = people("ppk.gbr", album=ALBUM).follow("Hitung dan terima barang: Konsumsi rapat koordinasi")
    counting = urlsplit(ppk.page.url).path
    ppk.open(counting.rsplit("/", 1)[0] + "/kembalikan")
    ppk.reads("tidak datang").look("ppk-barang-tidak-datang").open(counting)
    for line in range(ppk.page.get_by_label(re.compile("^Diterima ")).count()):
        whole = ppk.page.get_by_label(re.compile("^Diterima ")).nth(line).input_value()
        ppk.fill("Diterima (kotak)", "0", line).fill("Ditolak (kotak)", whole, line)
        ppk.fill("Alasan penolakan", "basi", line)
    ppk.upload("Foto barang", sample_photo("basi"), "image/png").press("Catat penerimaan")
    ppk.reads("Penerimaan tercatat").look("ppk-semua-ditolak").follow("Kembalikan semua barang")
    ppk.look("ppk-kembalikan-barang-kosong").press("Kembalikan semua barang").reads("perlu diperbaiki")
    ppk.fill("Alasan", "Semua makanan basi.").look("ppk-kembalikan-barang")
    ppk.press("Kembalikan semua barang").reads("Semua barang dikembalikan").look("ppk-barang-dikembalikan")
    ppk.follow("Halaman umum pembelian ini").reads("Semua makanan basi.")


def test_assistant_treasurer_when_a_bill_waits_then_verifies_and_pays_it(people):
    treasurer = people("pembantu.gbr", album=ALBUM)
    treasurer.look("pembantu-tugas").follow("Periksa tagihan: Konsumsi rapat koordinasi")
    treasurer.look("pembantu-periksa").press("Tagihan benar, setujui").follow("Bayar", exact=True)
    treasurer.press("Catat pembayaran").reads("perlu diperbaiki").look("pembantu-bayar-salah")
    treasurer.fill("Bank", "Bank Contoh").fill("Nomor referensi", "TRX PEMBANTU 1")
    treasurer.upload("Bukti pembayaran", sample_pdf("bayar pembantu")).look("pembantu-bayar")
    treasurer.press("Catat pembayaran").reads("Pembayaran tercatat").look("pembantu-dibayar")


def test_auditor_when_reading_then_sees_orders_and_packages_and_can_act_on_none(seat):
    auditor = seat("auditor.gbr").look("auditor-tugas").turn_to("Pesanan").look("auditor-pesanan")
    auditor.page.locator(".task-list a").first.click()
    auditor.reads("Jalannya pesanan").look("auditor-satu-pesanan")
    assert auditor.page.locator("main .actions").count() == 0
    path = urlsplit(auditor.page.url).path
    for act in ("ubah", "batalkan"):
        assert auditor.open(f"{path}/{act}").status == 403
        auditor.reads("Ini tidak dapat dilakukan sekarang")
    auditor.look("auditor-tidak-boleh").turn_to("Paket").follow("Konsumsi musyawarah kelurahan")
    auditor.reads("Tidak ada yang perlu Anda lakukan").look("auditor-paket")


@pytest.mark.parametrize("key", ["admin.gbr"])
def test_role_without_acts_when_signed_in_then_is_told_so_and_finds_no_door_that_is_shut(seat, key):
    somebody = seat(key).look(f"{key.split('.')[0]}-tugas").reads("belum punya tugas")
    links = somebody.page.get_by_role("navigation", name="Utama").get_by_role("link")
    for path in [each.get_attribute("href") for each in links.all()]:
        assert somebody.open(path).status == 200
    for path in ("/kerja/pesanan", "/kerja/paket", "/usaha/produk"):
        assert somebody.open(path).status == 404


def test_addresses_when_one_is_added_then_active_until_another_is(seat, way):
    label = f"Aula {way}"
    keeper = seat("pptk.gbr").turn_to("Paket").follow("Alamat antar unit").press("Simpan alamat")
    keeper.reads("Tulis jalan dan nomornya.").look("alamat-salah")
    keeper.fill("Nama tempat", label).fill("Jalan dan nomor", "Jalan Contoh 7").press("Simpan alamat")
    keeper.reads(label).look("alamat").press("Aktifkan Ruang Pola, Kecamatan Gambir Contoh")
    keeper.page.locator("li").filter(has_text="Ruang Pola").get_by_text("Aktif", exact=True).wait_for()


def test_seller_when_listing_a_product_then_changes_its_price_and_takes_it_off_sale(seat, way):
    name = f"Buku tamu {way}"
    seller = seat("kertas").turn_to("Produk saya").look("produk").follow("Jual produk")
    seller.look("produk-baru-kategori").follow("Alat tulis kantor")
    seller.press("Jual produk ini").reads("perlu diperbaiki").look("produk-baru-salah")
    seller.fill("Nama produk", name).fill("Harga", "45.000")
    seller.fill("Satuan", "buah", 1).look("produk-baru").press("Jual produk ini")
    seller.reads("Produk dijual.").follow(f"Ubah harga {name}").fill("Harga", "43.500").look("produk-harga")
    seller.press("Terbitkan harga").reads("Harga baru terbit.").follow(f"Tarik dari penjualan {name}")
    seller.press("Tarik dari penjualan").reads("Tulis alasannya").fill("Alasan", "Stok habis.")
    seller.look("produk-tarik").press("Tarik dari penjualan").reads("Produk tidak dijual lagi.")
    seller.look("produk-sesudah")
