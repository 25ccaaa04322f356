"""What a tax decision says, per line and in total, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from eorder.foundation.money import Rupiah
from eorder.law.taxes.income_tax import IncomeTax, IncomeTaxKind


@dataclass(frozen=True, slots=True)
class LineDecision:
    """One line's share of the decision; the shares of all lines sum to the totals.

    Attributes:
        id: The caller's name of the line.
        amount: Price without PPN.
        income_tax_kind: Under which article.
        income_tax_base: Its share of the base, earlier purchases of the day included.
        income_tax_rate: In parts per 10,000.
        income_tax: Kept back.
        ppn: On top of the price.
        ppn_withheld: The part of it that the withholder keeps back: all or nothing.
        pbjt: Regional tax contained in the price; the seller deposits it.
        net: What the seller receives for the line.
    """

    id: str
    amount: Rupiah
    income_tax_kind: IncomeTaxKind
    income_tax_base: Rupiah
    income_tax_rate: int
    income_tax: Rupiah
    ppn: Rupiah
    ppn_withheld: Rupiah
    pbjt: Rupiah
    net: Rupiah


@dataclass(frozen=True, slots=True)
class Withholding:
    """One tax kept back from a payment, however many lines it lies on.

    Attributes:
        tax: `pph22`, `pph23`, `pph_final` or `ppn`.
        base: In whole rupiah.
        rate: In parts per 10,000.
        amount: Kept back, more than zero.
        rule: Version of the parameter that set the rate.
    """

    tax: str
    base: Rupiah
    rate: int
    amount: Rupiah
    rule: str


@dataclass(frozen=True, slots=True)
class TaxDecision:
    """Everything kept back from one payment, and why; `gross + ppn == net + withheld`.

    Attributes:
        lines: Per line, in the order given.
        income_taxes: Per article: services first, then goods.
        gross: Prices without PPN.
        income_tax: Kept back in all.
        income_tax_shortfall: Due on earlier purchases of the day beyond what the price could cover.
        ppn_base: DPP (nilai lain since 2025), shown rounded half up.
        ppn: On top of the prices.
        ppn_withheld: Kept back: all of it or nothing.
        pbjt: Regional tax contained in the prices; the seller deposits it, nobody keeps it back.
        withheld: Income tax and PPN kept back.
        net: What the seller receives.
        withholdings: What is kept back, one entry for each tax and rate.
        withheld_by: `bendahara`, or `lokapasar` in PMK 58 mode.
        rules: Versions of the parameters used, each once.
        evidence: Documents the decision relies on.
        explanation: Sentences in plain Indonesian.
    """

    lines: tuple[LineDecision, ...]
    income_taxes: tuple[IncomeTax, ...]
    gross: Rupiah
    income_tax: Rupiah
    income_tax_shortfall: Rupiah
    ppn_base: Rupiah
    ppn: Rupiah
    ppn_withheld: Rupiah
    pbjt: Rupiah
    withheld: Rupiah
    net: Rupiah
    withholdings: tuple[Withholding, ...]
    withheld_by: str
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    explanation: tuple[str, ...]
