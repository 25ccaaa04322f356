"""What the acts on an order are called, and what is said once they are done."""

from __future__ import annotations

from django.utils.translation import gettext as _


def act_words() -> dict[str, str]:
    """Name every act page by its verb."""
    return {
        "accept_order": _("Terima pesanan"),
        "refuse_order": _("Tolak pesanan"),
        "change_order": _("Ubah pesanan"),
        "cancel_order": _("Batalkan pesanan"),
        "ship_order": _("Kirim barang"),
        "receive_order": _("Hitung dan terima barang"),
        "hand_over_order": _("Buat serah terima (BAST)"),
        "reject_delivery": _("Kembalikan semua barang"),
        "invoice_order": _("Kirim tagihan"),
        "verify_invoice": _("Periksa tagihan"),
        "pay_order": _("Bayar"),
        "prove_tax": _("Unggah bukti setor pajak"),
        "close_order": _("Tutup pesanan"),
    }


def done_words() -> dict[str, str]:
    """Say what was just done, by act page."""
    return {
        "accept_order": _("Pesanan Anda terima. Unit pembeli dikabari."),
        "refuse_order": _("Pesanan Anda tolak. Unit pembeli dikabari."),
        "change_order": _("Perubahan tersimpan. Penjual dikabari."),
        "cancel_order": _("Pesanan dibatalkan. Penjual dikabari."),
        "ship_order": _("Pengiriman tercatat. PPK dikabari."),
        "receive_order": _("Penerimaan tercatat."),
        "hand_over_order": _("BAST dibuat. Penjual dapat menagih."),
        "reject_delivery": _("Semua barang dikembalikan. Penjual dikabari."),
        "invoice_order": _("Tagihan terkirim kepada bendahara."),
        "verify_invoice": _("Tagihan disetujui."),
        "pay_order": _("Pembayaran tercatat. Penjual dikabari."),
        "prove_tax": _("Bukti setor pajak tercatat."),
        "close_order": _("Pesanan selesai."),
    }
