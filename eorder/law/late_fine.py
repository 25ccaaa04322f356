"""The fine for goods that come late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import parameter
from eorder.law.value import Value


@dataclass(frozen=True, slots=True)
class LateFine:
    """The fine, in whole rupiah, with its reason."""

    amount: Rupiah
    days_late: int
    rule: Value
    sentence: str


def late_fine(late_part: Rupiah, due: date, delivered: date) -> LateFine:
    """Compute the fine for the part of an order that came after its due day.

    Args:
        late_part: Value of the late part before PPN, in whole rupiah.
        due: Last day that is on time; the rule of this day applies.
        delivered: Day of delivery; each calendar day after `due` counts.

    Returns:
        1/1000 of the late part per day, rounded down once at the end, at most the late part itself.

    Raises:
        InvalidValueError: The late part is negative.
        NoLawError: No fine is recorded for the day.

    Legal source: Perpres 16/2018 art. 79(4), in the parameter `late_fine_rate`.
    """
    if late_part < ZERO:
        raise InvalidValueError("Nilai bagian yang terlambat tidak boleh negatif.", code="negative_late_part")
    rule = parameter("late_fine_rate").on(due)
    days = max(0, (delivered - due).days)
    amount = min(late_part.share(rule.amount * days, 10_000), late_part)
    if not days:
        return LateFine(amount, days, rule, "Tidak terlambat, tidak ada denda.")
    sentence = f"Denda terlambat {days} hari x {rule.amount}/10.000 x {late_part} = {amount} ({rule.source})."
    return LateFine(amount, days, rule, sentence)
