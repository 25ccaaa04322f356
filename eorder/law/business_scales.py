"""The scale of a business: mikro, kecil, menengah, besar; never a bare "UMKM"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eorder.foundation.money import Rupiah
from eorder.law.book import parameter
from eorder.law.value import Value


class BusinessScale(StrEnum):
    """Scales from small to large."""

    MIKRO = "mikro"
    KECIL = "kecil"
    MENENGAH = "menengah"
    BESAR = "besar"

    @property
    def counts_as_small(self) -> bool:
        """In procurement "usaha kecil" is mikro and kecil; menengah does not count."""
        return self in {BusinessScale.MIKRO, BusinessScale.KECIL}


@dataclass(frozen=True, slots=True)
class ScaleFinding:
    """The scale found, on which basis, by which rule."""

    scale: BusinessScale
    basis: str
    rule: Value


def scale_by_sales(yearly_sales: Rupiah, day: date) -> ScaleFinding:
    """Classify a running business by its sales of one year; upper limits are inclusive.

    Raises:
        NoLawError: No criteria are recorded for the day.

    Legal source: PP 7/2021 art. 35, in the parameter `business_scale`.
    """
    return _classified(yearly_sales, "sales", day)


def scale_by_capital(capital: Rupiah, day: date) -> ScaleFinding:
    """Classify a new business by its capital without land and building; upper limits are inclusive.

    Raises:
        NoLawError: No criteria are recorded for the day.

    Legal source: PP 7/2021 art. 35, in the parameter `business_scale`.
    """
    return _classified(capital, "capital", day)


def _classified(amount: Rupiah, basis: str, day: date) -> ScaleFinding:
    rule = parameter("business_scale").on(day)
    limits = rule.table[basis]
    for scale in (BusinessScale.MIKRO, BusinessScale.KECIL, BusinessScale.MENENGAH):
        if amount.amount <= limits[scale]:
            return ScaleFinding(scale, basis, rule)
    return ScaleFinding(BusinessScale.BESAR, basis, rule)
