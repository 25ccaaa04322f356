"""Stamp duty on a receipt for money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eorder.foundation.money import Rupiah
from eorder.law.book import parameter
from eorder.law.value import Value


@dataclass(frozen=True, slots=True)
class Meterai:
    """The duty on one receipt (zero when none), with its reason."""

    fee: Rupiah
    rule: Value
    sentence: str


def meterai_on(amount: Rupiah, day: date) -> Meterai:
    """Compute the stamp duty of a receipt that names this amount.

    Since 2021 amounts of *more than* Rp 5,000,000 carry it; exactly Rp 5,000,000 carries none.

    Raises:
        NoLawError: No duty is recorded for the day.

    Legal source: UU 10/2020 art. 3(2)g and 5, in the parameter `meterai_bands`.
    """
    rule = parameter("meterai_bands").on(day)
    passed = [band for band in rule.table["bands"] if amount.amount > band["above"]]
    if not passed:
        lowest = Rupiah(min(band["above"] for band in rule.table["bands"]))
        return Meterai(Rupiah(0), rule, f"Tanpa meterai: nilai tidak lebih dari {lowest} ({rule.source}).")
    band = max(passed, key=lambda each: int(each["above"]))
    fee = Rupiah(band["fee"])
    return Meterai(fee, rule, f"Meterai {fee}: nilai lebih dari {Rupiah(band['above'])} ({rule.source}).")
