"""The regional tax on food and drink (PBJT; before 2024 restaurant tax) inside a price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import parameter
from eorder.law.taxes.facts import PbjtStatus, TaxFacts, TaxNature
from eorder.law.value import percent_text

_Reasons = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pbjt:
    """The regional tax shown with a payment; the seller deposits it, nobody withholds it.

    Attributes:
        amount: The tax contained in the food prices.
        rules: Versions of the parameters used.
        evidence: Documents it relies on.
        sentences: Why, in Indonesian.
    """

    amount: Rupiah
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    sentences: tuple[str, ...]


def price_without_pbjt(price: Rupiah, facts: TaxFacts) -> Rupiah:
    """Take the regional tax out of a food price that contains it, rounded half up to whole rupiah.

    Assumed (no rule found): the income tax is computed on the price without the regional tax.
    """
    if facts.seller.pbjt is not PbjtStatus.INCLUDED:
        return price
    whole = 10_000 + parameter("pbjt_rate").on(facts.paid_on).amount
    return Rupiah((2 * price.amount * 10_000 + whole) // (2 * whole))


def assess_pbjt(facts: TaxFacts) -> Pbjt:
    """Say what regional tax the food prices contain and who deposits it.

    Caterers' and shops' food are taken apart separately, because their income tax differs.
    """
    prices = [_price_of(facts, nature) for nature in TaxNature if nature.is_food]
    if not any(prices):
        return Pbjt(ZERO, (), (), ())
    amount = Rupiah.total(price - price_without_pbjt(price, facts) for price in prices)
    return Pbjt(amount, *_STANDING[facts.seller.pbjt](facts.paid_on, amount))


def _exempt(day: date, _amount: Rupiah) -> _Reasons:
    rule = parameter("pbjt_exemption").on(day)
    limit = f"{Rupiah(rule.table['sales'])} per {rule.table['per']}"
    sentence = f"Bebas pajak daerah: penjual menyatakan omzetnya paling banyak {limit} ({rule.source})."
    return (rule.version,), ("Pernyataan omzet penjual untuk pajak daerah",), (sentence,)


def _included(day: date, amount: Rupiah) -> _Reasons:
    rate = parameter("pbjt_rate").on(day)
    sentence = (
        f"Harga sudah memuat pajak daerah {percent_text(rate.amount)} sebesar {amount}; "
        f"penjual menyetornya sendiri ke Bapenda ({rate.source})."
    )
    return (rate.version,), (), (sentence,)


def _not_included(_day: date, _amount: Rupiah) -> _Reasons:
    return (), (), ("Harga tidak memuat pajak daerah; bila terutang, penjual menanggung dan menyetornya.",)


def _outside(_day: date, _amount: Rupiah) -> _Reasons:
    return (), (), ("Penjual bukan subjek pajak daerah atas makanan dan minuman.",)


_STANDING = {
    PbjtStatus.EXEMPT: _exempt,
    PbjtStatus.INCLUDED: _included,
    PbjtStatus.NOT_INCLUDED: _not_included,
    PbjtStatus.NONE: _outside,
}


def _price_of(facts: TaxFacts, nature: TaxNature) -> Rupiah:
    return Rupiah.total(line.amount for line in facts.lines if line.nature is nature)
