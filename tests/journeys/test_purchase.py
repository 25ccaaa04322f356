"""One purchase from disposition to closing, each act by its own person at a browser of their own."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eorder.simulator.samples import sample_pdf, sample_photo
from tests.journeys.site import PACKAGES

ZONE = ZoneInfo("Asia/Jakarta")
OFFICES = {
    "script": {"budget": "pa", "ppk": "ppk", "pp": "pp", "pptk": "pptk", "treasurer": "bendahara"},
    "plain": {"budget": "kpa", "ppk": "ppk", "pp": "pp", "pptk": "pptk", "treasurer": "pembantu"},
}
"""Who does what: with scripts the PA and the treasurer, without them the KPA and the assistant treasurer."""
SELLER, SELLER_NAME = "lestari", "CV Boga Contoh Lestari"


class Chain:
    """The people of one purchase and what they do; `album` keeps pictures of each act."""

    def __init__(self, people, way, album):
        self.package = PACKAGES[way]
        script = way == "script"
        seats = {part: f"{office}.gbr" for part, office in OFFICES[way].items()} | {"seller": SELLER}
        self.at = {office: people(account, script=script, album=album) for office, account in seats.items()}
        self.public = people(script=script, album=album)
        self.meeting = self.package.replace("Konsumsi rapat", "Musyawarah")
        self.number = ""

    def dispose(self):
        self.at["budget"].look("01-tugas-pa").follow(f"Disposisi paket: {self.package}")
        self.at["budget"].look("02-paket").follow("Disposisi ke PPK").mark("Melati Contoh")
        self.at["budget"].look("03-disposisi-ppk").press("Kirim disposisi").reads("PPK mengikat anggaran")

    def prepare(self):
        ppk = self.at["ppk"]
        ppk.turn_to("Tugas saya").follow(f"Siapkan paket: {self.package}").follow("Siapkan paket", exact=True)
        ppk.press("Simpan persiapan").reads("Unggah KAK sebagai PDF atau foto.").look("04-siapkan-salah")
        ppk.mark("5.1.02.01.01.0052").upload("Kerangka acuan kerja", sample_pdf(f"KAK {self.package}"))
        ppk.upload("Spesifikasi", sample_pdf(f"Spesifikasi {self.package}")).look("05-siapkan")
        ppk.press("Simpan persiapan").follow("Disposisi ke Pejabat Pengadaan").mark("Cempaka Contoh")
        ppk.look("06-disposisi-pejabat").press("Kirim disposisi").reads("Penerimaan paket")

    def take_up(self):
        officer = self.at["pp"].turn_to("Tugas saya").follow(f"Terima paket: {self.package}")
        officer.follow("Terima paket", exact=True).look("07-terima-paket").press("Terima paket")
        officer.reads("Pilih barang dan pesan")

    def meet(self):
        day = datetime.now(ZONE) - timedelta(days=1)  # so that the list of who came can follow at once
        pptk = self.at["pptk"].turn_to("Paket").fill("Cari nama paket", self.package).press("Cari")
        pptk.look("08-daftar-paket").follow(self.package).follow("Catat rapat")
        pptk.fill("Nama rapat", self.meeting).fill("Tanggal", f"{day:%Y-%m-%d}")
        pptk.fill("Jam mulai", "09:00").fill("Jam selesai", "12:00").fill("Tempat", "Ruang Pola")
        pptk.fill("Peserta dari unit ini", "10").fill("Peserta dari luar unit", "50")
        pptk.fill("Asal peserta luar", "enam kelurahan").fill("Nomor undangan", f"UND/{self.package[-6:]}")
        pptk.press("Periksa syarat konsumsi").reads("Memenuhi syarat konsumsi")
        pptk.upload("Undangan", sample_pdf(f"Undangan {self.package}")).look("09-rapat")
        pptk.press("Simpan rapat").reads(self.meeting)

    def place(self):
        day = datetime.now(ZONE) + timedelta(days=2)
        officer = self.at["pp"].follow("Pilih barang dan pesan").fill("Cari barang", "Boga").press("Cari")
        officer.reads("Nasi kotak ayam bakar").look("10-pilih-barang").follow("Nasi kotak ayam bakar")
        officer.fill("Nasi kotak ayam bakar", "50").fill("Kudapan 3 macam", "50")
        officer.choose("Pilih rapat", self.meeting).fill("Tanggal", f"{day:%Y-%m-%d}")
        officer.fill("Dari jam", "10:00").fill("Sampai jam", "11:00").look("11-pesan")
        officer.press("Periksa pesanan").reads("Pemeriksaan sebelum kirim")
        officer.fill("Alasan memilih", "Lauk sesuai spesifikasi, dapat mengantar tepat waktu.")
        officer.look("12-periksa-pesanan").press("Kirim pesanan").reads("Penjual menerima atau menolak")
        self.number = officer.page.locator("main dd").first.inner_text()
        officer.look("13-pesanan")

    def change(self):
        officer = self.at["pp"].follow("Ubah pesanan").fill("Nasi kotak ayam bakar", "60")
        officer.press("Simpan perubahan").reads("Periksa lalu simpan").look("14-ubah-pesanan")
        officer.press("Simpan perubahan").reads("Perubahan tersimpan")

    def deliver(self):
        seller = self.at["seller"].turn_to("Tugas saya").look("15-tugas-penjual")
        seller.follow(f"Jawab pesanan: {self.package}").look("16-jawab").press("Terima pesanan")
        seller.reads("Pesanan Anda terima").follow("Kirim barang").look("17-kirim")
        seller.press("Barang sudah berangkat").reads("Pengiriman tercatat")

    def receive(self):
        ppk = self.at["ppk"].turn_to("Tugas saya").follow(f"Hitung dan terima barang: {self.package}")
        ppk.fill("Diterima (kotak)", "58").fill("Ditolak (kotak)", "2")
        ppk.fill("Alasan penolakan", "kotak rusak, isinya tumpah")
        ppk.upload("Foto barang", sample_photo(self.number), "image/png").look("18-terima")
        ppk.press("Catat penerimaan").reads("Penerimaan tercatat").follow("Buat serah terima (BAST)")
        ppk.look("19-bast").press("Buat BAST").reads("BAST dibuat").look("20-sesudah-bast")

    def attend(self):
        pptk = self.at["pptk"].turn_to("Tugas saya").follow(f"Unggah daftar hadir: {self.meeting}")
        pptk.fill("Jumlah hadir", "58").upload("Daftar hadir", sample_pdf(f"Hadir {self.package}"))
        pptk.look("21-daftar-hadir").press("Simpan daftar hadir").reads("58 hadir")

    def bill(self):
        seller = self.at["seller"].turn_to("Tugas saya").follow(f"Kirim tagihan: {self.package}")
        seller.look("22-tagih").press("Kirim tagihan").reads("Tagihan terkirim")

    def pay(self):
        treasurer = self.at["treasurer"].turn_to("Tugas saya").look("23-tugas-bendahara")
        treasurer.follow(f"Periksa tagihan: {self.package}").look("24-periksa-tagihan")
        treasurer.press("Tagihan benar, setujui").reads("Tagihan disetujui").follow("Bayar", exact=True)
        treasurer.fill("Bank", "Bank Contoh").fill("Nomor referensi", f"TRX {self.number}")
        treasurer.upload("Bukti pembayaran", sample_pdf(f"Bayar {self.number}")).look("25-bayar")
        treasurer.press("Catat pembayaran").reads("Pembayaran tercatat").follow("Unggah bukti setor pajak")
        treasurer.fill("NTPN", f"NTPN{abs(hash(self.number)) % 10**12:012d}")
        treasurer.upload("Bukti potong", sample_pdf(f"Setor {self.number}")).look("26-bukti-pajak")
        treasurer.press("Catat bukti setor").reads("Bukti setor pajak tercatat")

    def close(self):
        ppk = self.at["ppk"].turn_to("Tugas saya").follow(f"Tutup pesanan: {self.package}")
        ppk.look("27-tutup").press("Tutup pesanan").reads("Pesanan selesai").look("28-pesanan-selesai")

    def finish(self):
        ppk = self.at["ppk"].turn_to("Paket").fill("Cari nama paket", self.package).press("Cari")
        ppk.follow(self.package).follow("Selesaikan paket").look("29-selesaikan-paket")
        ppk.press("Selesaikan paket").page.wait_for_url(re.compile(r"/kerja/paket/[0-9a-f-]{36}$"))
        assert ppk.page.locator("main .tag").first.inner_text() == "Selesai"
        ppk.look("30-paket-selesai")

    def tell(self):
        public = self.public
        public.open("/")
        public.look("31-beranda").turn_to("Pembelian").look("32-pembelian").follow(self.number)
        public.reads("2 kotak Nasi kotak ayam bakar ditolak:").reads("58 orang")
        public.reads("Pajak disetor").reads(SELLER_NAME).look("33-cerita")


@pytest.mark.parametrize("way", ["script", "plain"])
def test_purchase_when_everybody_does_their_part_then_public_story_tells_it(way, people):
    album = "perjalanan" if way == "script" else "tanpa-skrip"
    chain = Chain(people, way, album)
    chain.dispose()
    chain.prepare()
    chain.take_up()
    chain.meet()
    chain.place()
    chain.change()
    chain.deliver()
    chain.receive()
    chain.bill()
    chain.attend()
    chain.pay()
    chain.close()
    chain.finish()
    chain.tell()
