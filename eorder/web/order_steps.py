"""What each step of an order is called, everywhere on the pages; who takes it and from where, its own table says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eorder.buying.orders.states import OWNERS, STEPS, OrderState


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words of one step.

    Attributes:
        page: Name of its address.
        verb: What whoever takes it does.
        done: What is said once it is done.
        waits: Whose move it is while the order waits for it; empty where another step is expected.
        title: What the timeline calls it while it is still to come; empty likewise.
        task: Verb in the inbox, where that is another.
        task_page: Page that the inbox leads to, where that is another.
    """

    page: str
    verb: str
    done: str
    waits: str = ""
    title: str = ""
    task: str = ""
    task_page: str = ""


def step_words() -> dict[str, StepWords]:
    """Name every step that a person takes on an order that stands; the two ways to receive share one."""
    return _step_words(get_language())


@cache
def _step_words(_language: str | None) -> dict[str, StepWords]:
    """Put the words together once for each language; a long inbox asks for them in every line."""
    return {
        "accept": StepWords(
            "accept_order", _("Terima pesanan"), _("Pesanan Anda terima. Unit pembeli dikabari."),
            _("Penjual menerima atau menolak pesanan."), _("Jawaban penjual"), task=_("Jawab pesanan"),
        ),
        "refuse": StepWords(
            "refuse_order", _("Tolak pesanan"), _("Pesanan Anda tolak. Unit pembeli dikabari.")
        ),
        "change": StepWords("change_order", _("Ubah pesanan"), _("Perubahan tersimpan. Penjual dikabari.")),
        "cancel": StepWords("cancel_order", _("Batalkan pesanan"), _("Pesanan dibatalkan. Penjual dikabari.")),
        "ship": StepWords(
            "ship_order", _("Kirim barang"), _("Pengiriman tercatat. PPK dikabari."),
            _("Penjual mengirim barang."), _("Pengiriman"),
        ),
        "receive_fully": StepWords(
            "receive_order", _("Hitung dan terima barang"), _("Penerimaan tercatat."),
            _("PPK menghitung dan menerima barang."), _("Penghitungan dan penerimaan"),
        ),
        "hand_over": StepWords(
            "hand_over_order", _("Buat serah terima (BAST)"), _("BAST dibuat. Penjual dapat menagih."),
            _("PPK membuat serah terima (BAST)."), _("Serah terima (BAST)"), task_page="order",
        ),
        "reject_delivery": StepWords(
            "reject_delivery", _("Kembalikan semua barang"), _("Semua barang dikembalikan. Penjual dikabari."),
            _("Tidak ada yang diterima: PPK mengembalikan semua barang."), _("Pengembalian barang"),
        ),
        "invoice": StepWords(
            "invoice_order", _("Kirim tagihan"), _("Tagihan terkirim kepada bendahara."),
            _("Penjual mengirim tagihan."), _("Tagihan"),
        ),
        "verify": StepWords(
            "verify_invoice", _("Periksa tagihan"), _("Tagihan disetujui."),
            _("Bendahara memeriksa tagihan."), _("Pemeriksaan tagihan dan pajak"),
        ),
        "pay": StepWords(
            "pay_order", _("Bayar"), _("Pembayaran tercatat. Penjual dikabari."),
            _("Bendahara membayar."), _("Pembayaran"),
        ),
        PROVE_TAX: StepWords("prove_tax", _("Unggah bukti setor pajak"), _("Bukti setor pajak tercatat.")),
        "close": StepWords(
            "close_order", _("Tutup pesanan"), _("Pesanan selesai."),
            _("Bendahara membuktikan setoran pajak bila ada, lalu PPK menutup pesanan."), _("Penutupan"),
        ),
    }  # fmt: skip


PROVE_TAX = "prove_tax"
"""An act beside the steps: it moves no order."""
ENDS_EMPTY = "reject_delivery"
"""The step expected instead of the hand-over when nothing was accepted."""


def words_by_page() -> dict[str, StepWords]:
    """Give the words of each act page."""
    return {words.page: words for words in step_words().values()}


def expected_step(state: str, roles: Iterable[str] = (), *, is_empty: bool = False) -> str:
    """Name the step that an order waits for, or that its owner in one of some roles is to take; empty at its end.

    Args:
        state: Where the order stands.
        roles: Whose step is asked for; everybody's when there is none.
        is_empty: Something was counted, and nothing of it was accepted.
    """
    stands = OrderState(state)
    owners = OWNERS.get(stands, frozenset())
    wanted = (owners & frozenset(roles)) or owners
    onward = {name: step for name, step in STEPS.items() if stands in step.sources and step.target != stands}
    open_now = [name for name, step in onward.items() if step.by & wanted]
    skipped = "hand_over" if is_empty else ENDS_EMPTY
    known = step_words()
    return next((name for name in open_now if name in known and name != skipped and known[name].waits), "")


def steps_ahead(state: str, *, is_empty: bool = False) -> list[str]:
    """List the steps still to come, the present one first; of two ways on, the one towards the hand-over."""
    if OrderState(state) not in OWNERS:
        return []
    present = "hand_over" if state == OrderState.PARTLY_RECEIVED else expected_step(state, is_empty=is_empty)
    if present == ENDS_EMPTY:
        return [present]
    road = [name for name, words in step_words().items() if words.title and name != ENDS_EMPTY]
    return road[road.index(present) :]
