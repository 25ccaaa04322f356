"""The cooling time: a new product or a raised price can be ordered later, or at once with a public reason."""

from __future__ import annotations

from datetime import datetime

from eorder.buying.orders.placement import Check, Placement
from eorder.foundation.reasons import may_give_reason
from eorder.foundation.wording import moment_text

PRICE_COOLING = "price_cooling"
"""Code of the check; pages ask for the reason of an emergency where it is found."""


def has_cooling(placement: Placement, at: datetime) -> bool:
    """Whether a price of the order is too young."""
    return any(line.is_cooling(at) for line in placement.lines)


def check_cooling(placement: Placement) -> Check:
    """Refuse a price that is too young, unless the officer says why it cannot be waited for.

    Of several, the one that has to wait longest is named, with the hour from which it can be ordered.

    Legal source: parameter `new_price_cooling_time`; a setting of this design, no article.
    """
    line = max(placement.lines, key=lambda each: each.orderable_at)
    text = (
        f"{line.name} baru dijual atau harganya baru naik: dapat dipesan mulai "
        f"{moment_text(line.orderable_at, placement.time_zone)}."
    )
    if not placement.wanted.emergency.strip():
        text = f"{text} Tunggu sampai saat itu, atau tulis alasan darurat, yang terbuka untuk umum."
        return Check("refused", "Harga sudah melewati masa tunggu", text, PRICE_COOLING)
    if verdict := may_give_reason(placement.wanted.emergency):
        return Check(
            "waits",
            "Harga sudah melewati masa tunggu",
            f"{text} Dipesan lebih awal karena darurat; alasannya terbuka untuk umum.",
            PRICE_COOLING,
        )
    return Check("refused", "Harga sudah melewati masa tunggu", verdict.refusal, PRICE_COOLING)
