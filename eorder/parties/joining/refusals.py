"""Every refusal of the form by its stable code: what is wrong and how to mend it; and where the remedy is found."""

from __future__ import annotations

from collections.abc import Mapping

from eorder.foundation.errors import InvalidFormError, InvalidValueError

SENTENCES: Mapping[str, str] = {
    "name_missing": "Tulis nama Anda seperti di KTP, paling panjang 120 huruf.",
    "email_invalid": "Tulis alamat surel yang benar, misalnya nama@contoh.id. Kode dikirim ke sana.",
    "government_unknown": "Pilih pemerintah daerah tempat Anda ingin berjualan.",
    "business_name_missing": "Tulis nama usaha seperti di NIB, paling panjang 120 huruf.",
    "legal_form_unknown": "Pilih bentuk usaha: perorangan, CV, PT, atau koperasi.",
    "phone_invalid": "Tulis nomor telepon 9 sampai 15 angka, misalnya 081234567890.",
    "nik_unknown_region": "Dua angka pertama NIK bukan kode provinsi yang pernah ada. Salin ulang NIK dari KTP.",
    "nik_not_yours": "NIK ini bukan NIK yang tercatat untuk akun Anda. Daftarkan usaha dengan NIK Anda sendiri.",
    "nik_has_account": "NIK ini sudah dipakai akun lain. Bila itu akun Anda, masuk dengan akun itu; bila bukan, ajukan "
    "klaim.",
    "npwp_not_nik": "NPWP 16 angka usaha perorangan sama dengan NIK pemiliknya. Samakan keduanya, atau isi NPWP 15 "
    "angka yang lama.",
    "npwp_not_body": "NPWP CV, PT, atau koperasi berisi 16 angka yang diawali 0, atau 15 angka yang lama; yang diisi "
    "NPWP orang. Salin NPWP badan usahanya.",
    "npwp_used": "NPWP ini sudah dipakai usaha lain di sini. Bila itu usaha Anda, masuk dengan akun yang "
    "mendaftarkannya; bila tidak bisa, atau bukan Anda yang mendaftar, ajukan klaim.",
    "nib_used": "NIB ini sudah dipakai usaha lain di sini. Bila itu usaha Anda, masuk dengan akun yang "
    "mendaftarkannya; bila tidak bisa, atau bukan Anda yang mendaftar, ajukan klaim.",
    "kbli_unknown": "KBLI ini tidak ada di KBLI 2020 maupun KBLI 2025. Salin lima angka dari NIB Anda.",
    "kbli_other_category": "KBLI ini bukan untuk barang yang Anda jual. Pilih barang yang sesuai, atau tambahkan "
    "KBLI-nya pada NIB.",
    "selling_unknown": "Pilih apa yang Anda jual.",
    "region_unknown": "Pilih kecamatan tempat usaha.",
    "street_too_long": "Jalan dan nomor paling panjang 200 huruf.",
    "basis_unknown": "Pilih: usaha sudah berjalan setahun, atau masih baru.",
    "amount_invalid": "Tulis jumlah dalam rupiah bulat, misalnya 120.000.000.",
    "not_small": "Pasar ini untuk usaha mikro dan kecil saja. Menurut jumlah yang Anda nyatakan, usaha ini menengah "
    "atau besar (PP 7/2021 ps. 35). Periksa lagi angkanya.",
    "kswp_unknown": "Pilih hasil KSWP. Bila belum pernah memeriksa, pilih belum diperiksa.",
    "tax_paper_unknown": "Pilih surat pajak yang Anda punya.",
    "suket_incomplete": "Isi nomor Suket PP 55 dan masa berlakunya, dari tanggal dan sampai tanggal.",
    "suket_over": "Suket PP 55 ini tidak berlaku hari ini. Perbarui di laman pajak, atau pilih belum punya surat.",
    "sales_above_500m": "Omzet yang Anda tulis lebih dari Rp 500 juta, jadi pernyataan sampai Rp 500 juta tidak cocok. "
    "Perbaiki salah satunya.",
    "statement_not_personal": "Pernyataan omzet sampai Rp 500 juta hanya untuk usaha perorangan. Pilih yang lain.",
    "pbjt_unknown": "Pilih keadaan pajak makanan dan minuman (PBJT) usaha Anda.",
    "bank_missing": "Tulis nama bank, paling panjang 60 huruf.",
    "account_number_invalid": "Nomor rekening terdiri dari 5 sampai 20 angka. Salin ulang dari buku tabungan.",
    "holder_differs": "Nama pemilik rekening harus sama dengan nama pemilik atau nama usaha. Pakai rekening yang "
    "namanya sama.",
    "capacity_invalid": "Tulis berapa yang sanggup dibuat sehari, mulai dari 1.",
    "weekday_unknown": "Pilih hari libur dari daftar, tidak semuanya.",
    "days_off_invalid": "Tulis tanggal libur seperti 10-3-2027, dipisah koma; mulai hari ini, paling banyak 60.",
    "delivery_area_unknown": "Pilih paling sedikit satu kecamatan tujuan antar dari daftar.",
    "trait_unknown": "Pilih ciri usaha dari daftar.",
    "licence_too_long": "Nomor izin paling panjang 60 tanda.",
    "own_production_needed": "Beri tanda bahwa barang atau jasa ini Anda buat atau kerjakan sendiri. Yang hanya "
    "membeli lalu menjual lagi tidak dapat mendaftar.",
    "consent_needed": "Beri tanda setuju; tanpa itu data Anda tidak boleh kami simpan dan periksa.",
    "step_missing": "Langkah ini belum diisi. Buka, isi, lalu kirim lagi.",
}  # fmt: skip
"""Sentences of the form; identifiers have their own in `foundation.identifiers`."""

OSS = ("oss.go.id", "https://oss.go.id")
TAX_OFFICE = ("coretaxdjp.pajak.go.id", "https://coretaxdjp.pajak.go.id")
CIVIL_REGISTRY = ("dukcapil.kemendagri.go.id", "https://dukcapil.kemendagri.go.id")
HALAL = ("ptsp.halal.go.id", "https://ptsp.halal.go.id")
REMEDIES: Mapping[str, tuple[str, str]] = {
    "nik": CIVIL_REGISTRY,
    "npwp": TAX_OFFICE,
    "nib": OSS,
    "kbli": OSS,
    "kswp": TAX_OFFICE,
    "tax_paper": TAX_OFFICE,
    "suket_number": TAX_OFFICE,
    "halal": HALAL,
}
"""Where a field's remedy is found, as (words, address)."""


class StepError(InvalidFormError):
    """Fields of one step are wrong.

    Attributes:
        codes: Stable code of each refusal, by field.
    """

    code = "invalid_step"

    def __init__(self, problems: dict[str, tuple[str, str]]) -> None:
        super().__init__({field: sentence for field, (_code, sentence) in problems.items()})
        self.codes = {field: code for field, (code, _sentence) in problems.items()}


class Problems:
    """Collects what is wrong with the fields of one step, the first problem of each field."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def add(self, field: str, code: str) -> None:
        """Note a refusal by its code."""
        self.found.setdefault(field, (code, SENTENCES[code]))

    def add_error(self, field: str, error: InvalidValueError) -> None:
        """Note what an identifier's reader refused."""
        self.found.setdefault(field, (error.code, error.sentence))

    def done(self) -> None:
        """Stop when something was wrong.

        Raises:
            StepError: With every refusal, by field.
        """
        if self.found:
            raise StepError(self.found)
