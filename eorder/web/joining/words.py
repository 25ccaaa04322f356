"""Words of the form of joining: its steps and its choices."""

from __future__ import annotations

from django.utils.translation import gettext as _

Options = list[tuple[str, str]]


def step_names() -> dict[str, str]:
    """Name the steps after the account, by the word in their address."""
    return {
        "usaha": _("Usaha"),
        "pajak": _("Skala dan pajak"),
        "rekening": _("Rekening"),
        "kapasitas": _("Kapasitas dan antar"),
        "pernyataan": _("Pernyataan"),
    }


def all_labels() -> list[str]:
    """Name every step, the account first."""
    return [_("Anda"), *step_names().values()]


def choices() -> dict[str, Options]:
    """Give the answers that can be chosen, by field."""
    return {
        "legal_form": [
            ("", _("Pilih bentuk usaha")), ("individual", _("perorangan")), ("cv", "CV"), ("pt", "PT"),
            ("cooperative", _("koperasi")),
        ],
        "basis": [
            ("sales", _("Sudah berjalan setahun: saya tulis penjualan setahun")),
            ("capital", _("Baru: saya tulis modal usaha, tanpa tanah dan bangunan")),
        ],
        "kswp": [
            ("unchecked", _("Belum diperiksa")), ("valid", _("Valid")), ("invalid", _("Tidak valid")),
        ],
        "tax_paper": [
            ("none", _("Belum punya surat")),
            ("turnover_500m", _("Saya menyatakan omzet tahun ini tidak lebih dari Rp 500 juta (perorangan)")),
            ("suket_pp55", _("Saya punya Suket PP 55; saya isi di bawah")),
        ],
        "pbjt": [
            ("pbjt_exempt", _("Omzet saya tidak lebih dari Rp 42 juta sebulan, jadi tidak kena")),
            ("pbjt_included", _("Harga saya sudah termasuk pajak ini")),
            ("own", _("Saya menyetor sendiri di luar harga")),
        ],
        "weekdays": [
            ("1", _("Senin")), ("2", _("Selasa")), ("3", _("Rabu")), ("4", _("Kamis")), ("5", _("Jumat")),
            ("6", _("Sabtu")), ("7", _("Minggu")),
        ],
        "traits": [
            ("jakpreneur", _("Anggota Jakpreneur")), ("woman_owned", _("Milik perempuan")),
            ("disability_owned", _("Milik penyandang disabilitas")), ("pkp", _("Pengusaha Kena Pajak (PKP)")),
        ],
        "promises": [
            ("own_production", _("Barang atau jasa ini saya buat atau kerjakan sendiri.")),
            ("consent", _("Saya setuju data ini disimpan dan diperiksa untuk pendaftaran. Nama usaha, kecamatan, dan "
                          "skala menjadi umum; NIK, NPWP, rekening, telepon, dan alamat tidak.")),
        ],
    }  # fmt: skip
