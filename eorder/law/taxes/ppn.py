"""PPN: how much lies on a price, on which base, and who hands it to the state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import parameter
from eorder.law.taxes.facts import TaxFacts, TaxNature
from eorder.law.value import percent_text


def ppn_on_price(amount: Rupiah, day: date, *, is_pkp: bool, tax_nature: TaxNature) -> Rupiah:
    """Compute the PPN that comes on top of a price.

    Args:
        amount: Price without PPN, in whole rupiah.
        day: The day whose rate applies.
        is_pkp: Whether the seller is registered for PPN; others never charge it.
        tax_nature: Food, from a caterer or from a shop, is never under PPN.

    Returns:
        Whole rupiah, rounded down once, after rate and base share are multiplied:
        12 % x 11/12 x 14,000,000 = 1,540,000.

    Raises:
        NoLawError: No PPN rate is recorded for the day.

    Legal source: parameters `ppn_rate` and `ppn_base_share`; food: UU PPN art. 4A.
    """
    if not is_pkp or tax_nature.is_food:
        return ZERO
    rate, share = parameter("ppn_rate").on(day), parameter("ppn_base_share").on(day).table
    return amount.share(share["numerator"] * rate.amount, share["denominator"] * 10_000)


@dataclass(frozen=True, slots=True)
class Ppn:
    """PPN of one payment.

    Attributes:
        price: Price of the lines under PPN.
        base: DPP (nilai lain since 2025), shown in whole rupiah, rounded half up; the tax is not computed
            from this rounded figure.
        amount: The tax.
        is_collected: The withholder keeps it back; otherwise the seller receives and deposits it.
        rate: In parts per 10,000; 0 where there is no PPN.
        rules: Versions of the parameters used, that of the rate first.
        sentences: Why, in Indonesian.
    """

    price: Rupiah
    base: Rupiah
    amount: Rupiah
    rate: int
    is_collected: bool
    rules: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def collected(self) -> Rupiah:
        """What the withholder keeps back."""
        return self.amount if self.is_collected else ZERO


def assess_ppn(facts: TaxFacts) -> Ppn:
    """Decide the PPN of a payment: taxed lines together, rounded down once.

    The treasurer leaves PPN with the seller while the day's payments to this seller, PPN included, are at or
    below the floor (parameter `ppn_treasurer_floor`); a platform collects without a floor.
    """
    price = Rupiah.total(line.amount for line in facts.lines if not line.nature.is_food)
    if not price or not facts.seller.is_pkp:
        return Ppn(ZERO, ZERO, ZERO, 0, is_collected=False, rules=(), sentences=(_why_none(facts),))
    day = facts.ppn_day
    rate, share = parameter("ppn_rate").on(day), parameter("ppn_base_share").on(day)
    numerator, denominator = share.table["numerator"], share.table["denominator"]
    amount = _ppn_on_goods(price, day)
    base = Rupiah((2 * price.amount * numerator + denominator) // (2 * denominator))
    floor = parameter("ppn_treasurer_floor").on(facts.paid_on)
    is_collected = facts.pmk58_mode or _day_total(facts, price + amount) > floor.rupiah
    part = f"{numerator}/{denominator} dari " if numerator != denominator else ""
    sentences = (
        f"PPN {percent_text(rate.amount)} x {part}{price} = {amount} ({rate.source}).",
        _who_deposits(facts, floor.rupiah, is_collected=is_collected),
    )
    rules = (rate.version, share.version, *(() if facts.pmk58_mode else (floor.version,)))
    return Ppn(price, base, amount, rate.amount, is_collected=is_collected, rules=rules, sentences=sentences)


def _ppn_on_goods(price: Rupiah, day: date) -> Rupiah:
    return ppn_on_price(price, day, is_pkp=True, tax_nature=TaxNature.GOODS)


def _day_total(facts: TaxFacts, this_payment: Rupiah) -> Rupiah:
    earlier = (each.amount + _ppn_on_goods(each.amount, facts.ppn_day) for each in facts.earlier)
    return Rupiah.total((this_payment, *earlier))


def _why_none(facts: TaxFacts) -> str:
    if all(line.nature.is_food for line in facts.lines):
        return "Makanan dan minuman tidak dikenai PPN (UU PPN ps. 4A), melainkan pajak daerah."
    if facts.seller.is_pkp:
        return "Tidak ada nilai yang dikenai PPN."
    return "Penjual bukan PKP, jadi tidak ada PPN dan tidak ada faktur pajak."


def _who_deposits(facts: TaxFacts, floor: Rupiah, *, is_collected: bool) -> str:
    if facts.pmk58_mode:
        return "PPN dipungut dan disetor lokapasar (PMK 58/2022)."
    if is_collected:
        return f"PPN dipungut dan disetor bendahara karena pembayaran hari itu lebih dari {floor}."
    return f"PPN disetor sendiri oleh penjual karena pembayaran hari itu tidak lebih dari {floor}."
