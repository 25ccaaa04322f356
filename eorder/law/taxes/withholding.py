"""Decide what the treasurer (or the platform) keeps back from one payment, and say why."""

from __future__ import annotations

from collections.abc import Iterable

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.taxes.decision import LineDecision, TaxDecision, Withholding
from eorder.law.taxes.facts import TaxFacts, TaxLine, TaxNature
from eorder.law.taxes.income_tax import IncomeTax, assess_income_tax
from eorder.law.taxes.pbjt import Pbjt, assess_pbjt, price_without_pbjt
from eorder.law.taxes.ppn import Ppn, assess_ppn


def withhold(facts: TaxFacts) -> TaxDecision:
    """Decide the taxes of one payment as a pure function of its facts and the book of law.

    Each tax is computed once on the lines it lies on together, rounded down to whole rupiah, and then shared
    out over the lines.

    Args:
        facts: The seller's status on the day of payment, the accepted lines, and what was paid to the same
            seller earlier that day.

    Returns:
        The decision; no amount in it is negative.

    Raises:
        NoLawError: A rule it needs is not recorded for the day of payment.

    Legal source: each parameter used is named in `rules` and carries its article.
    """
    income_taxes, ppn, pbjt = assess_income_tax(facts), assess_ppn(facts), assess_pbjt(facts)
    gross = Rupiah.total(line.amount for line in facts.lines)
    income_tax = Rupiah.total(tax.amount for tax in income_taxes)
    withheld = income_tax + ppn.collected
    net = gross + ppn.amount - withheld
    return TaxDecision(
        lines=_line_decisions(facts, income_taxes, ppn),
        income_taxes=income_taxes,
        gross=gross,
        income_tax=income_tax,
        income_tax_shortfall=Rupiah.total(tax.shortfall for tax in income_taxes),
        ppn_base=ppn.base,
        ppn=ppn.amount,
        ppn_withheld=ppn.collected,
        pbjt=pbjt.amount,
        withheld=withheld,
        net=net,
        withholdings=_withholdings(income_taxes, ppn),
        withheld_by="lokapasar" if facts.pmk58_mode else "bendahara",
        rules=_each_once((*(rule for tax in income_taxes for rule in tax.rules), *ppn.rules, *pbjt.rules)),
        evidence=_each_once((*(item for tax in income_taxes for item in tax.evidence), *pbjt.evidence)),
        explanation=_explanation(income_taxes, ppn, pbjt, net),
    )


def _withholdings(income_taxes: tuple[IncomeTax, ...], ppn: Ppn) -> tuple[Withholding, ...]:
    """Add up what falls under one tax at one rate: goods and services of a seller with a Suket, for example."""
    kept = [
        Withholding(str(tax.kind), tax.base, tax.rate, tax.amount, tax.rules[0])
        for tax in income_taxes
        if tax.amount
    ]
    if ppn.collected:
        kept.append(Withholding("ppn", ppn.base, ppn.rate, ppn.collected, ppn.rules[0]))
    groups: dict[tuple[str, int, str], list[Withholding]] = {}
    for each in kept:
        groups.setdefault((each.tax, each.rate, each.rule), []).append(each)
    return tuple(
        Withholding(
            tax,
            Rupiah.total(each.base for each in group),
            rate,
            Rupiah.total(each.amount for each in group),
            rule,
        )
        for (tax, rate, rule), group in groups.items()
    )


def _explanation(income_taxes: tuple[IncomeTax, ...], ppn: Ppn, pbjt: Pbjt, net: Rupiah) -> tuple[str, ...]:
    why = [sentence for tax in income_taxes for sentence in tax.sentences]
    return _each_once((*why, *ppn.sentences, *pbjt.sentences, f"Penjual menerima {net}."))


def _line_decisions(
    facts: TaxFacts, income_taxes: tuple[IncomeTax, ...], ppn: Ppn
) -> tuple[LineDecision, ...]:
    taxed = [line for line in facts.lines if not line.nature.is_food]
    ppn_of = _shared(ppn.amount, taxed)
    collected_of = _shared(ppn.collected, taxed)
    pbjt_of = _pbjt_shares(facts)
    decisions = {}
    for tax in income_taxes:
        lines = [line for line in facts.lines if line.id in tax.line_ids]
        tax_of, base_of = _shared(tax.amount, lines), _shared(tax.base, lines)
        for line in lines:
            kept = tax_of[line.id] + collected_of.get(line.id, ZERO)
            decisions[line.id] = LineDecision(
                id=line.id,
                amount=line.amount,
                income_tax_kind=tax.kind,
                income_tax_base=base_of[line.id],
                income_tax_rate=tax.rate,
                income_tax=tax_of[line.id],
                ppn=ppn_of.get(line.id, ZERO),
                ppn_withheld=collected_of.get(line.id, ZERO),
                pbjt=pbjt_of.get(line.id, ZERO),
                net=line.amount + ppn_of.get(line.id, ZERO) - kept,
            )
    return tuple(decisions[line.id] for line in facts.lines)


def _pbjt_shares(facts: TaxFacts) -> dict[str, Rupiah]:
    shares: dict[str, Rupiah] = {}
    for nature in TaxNature:
        lines = [line for line in facts.lines if line.nature is nature and nature.is_food]
        price = Rupiah.total(line.amount for line in lines)
        shares |= _shared(price - price_without_pbjt(price, facts), lines)
    return shares


def _shared(whole: Rupiah, lines: list[TaxLine]) -> dict[str, Rupiah]:
    """Share a tax over lines by price; lines without any price carry none."""
    weights = [line.amount.amount for line in lines]
    if not any(weights):
        return {line.id: ZERO for line in lines}
    return {line.id: share for line, share in zip(lines, whole.apportion(weights), strict=True)}


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
