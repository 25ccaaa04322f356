"""What must have come, or not, before goods are taken over, sent back or given up."""

from __future__ import annotations

from datetime import datetime

from eorder.buying.orders.states import OrderState
from eorder.foundation.verdict import ALLOWED, Verdict, refused


def may_hand_over(*, is_anything_accepted: bool) -> Verdict:
    """Make a BAST only over something."""
    if is_anything_accepted:
        return ALLOWED
    return refused(
        "Belum ada barang yang diterima, jadi BAST tidak dapat dibuat. Catat dulu jumlah yang diterima, "
        "atau kembalikan pesanan.",
        "nothing_accepted",
        409,
    )


def may_reject_delivery(
    state: str, window_end: datetime, at: datetime, *, is_anything_accepted: bool
) -> Verdict:
    """End an order of which nothing was accepted: it was sent back, or nothing came in its window.

    Args:
        state: Where the order stands.
        window_end: End of the delivery window (inclusive).
        at: Business time of the act.
        is_anything_accepted: Whether any line was accepted at receipt.
    """
    if is_anything_accepted:
        return refused(
            "Sebagian barang sudah diterima; buat BAST atas yang diterima.", "partly_accepted", 409
        )
    if state == OrderState.SHIPPED and at <= window_end:
        return refused(
            "Waktu antarnya belum lewat. Tunggu barangnya, atau hitung dan tolak bila sudah datang.",
            "too_early",
            409,
        )
    return ALLOWED
