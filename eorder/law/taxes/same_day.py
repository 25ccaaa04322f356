"""Purchases of one day from one seller count together: what of them is still without income tax."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.taxes.facts import EarlierPurchase


@dataclass(frozen=True, slots=True)
class Decided:
    """The goods of one purchase as their tax was decided.

    Attributes:
        reference: Number people know the purchase by.
        amount: Price of its goods, without PPN.
        rate: Of the income tax on them, in parts per 10,000; 0 where none was due.
        withheld: Income tax kept back on them and, with them, on earlier purchases.
        shortfall: What the price could not cover of that tax.
        earlier: References of the purchases it counted together with.
    """

    reference: str
    amount: Rupiah
    rate: int
    withheld: Rupiah
    shortfall: Rupiah
    earlier: tuple[str, ...]


def still_untaxed(decided: Iterable[Decided]) -> tuple[EarlierPurchase, ...]:
    """Tell which part of each purchase of the day a later one must withhold for.

    A decision covers its own goods and those it counted together with. Where the price was too small for the
    tax, it covers as much of the base as the tax kept back stands for, its own goods first.

    Args:
        decided: The purchases in any order; which came first is read from what they counted together with.

    Legal source: PPh 22 is not avoided by splitting one purchase over several (parameter `pph22_floor`).
    """
    left: dict[str, Rupiah] = {}
    amounts: dict[str, Rupiah] = {}
    for each in sorted(decided, key=lambda one: len(one.earlier)):
        if not each.amount:
            continue
        amounts[each.reference] = left[each.reference] = each.amount
        if not each.withheld:
            continue
        covered = _covered(each)
        for name in (each.reference, *each.earlier):
            part = left.get(name, ZERO) if covered is None else min(covered, left.get(name, ZERO))
            left[name] = left.get(name, ZERO) - part
            covered = None if covered is None else covered - part
    return tuple(EarlierPurchase(name, amount, left[name]) for name, amount in amounts.items())


def _covered(each: Decided) -> Rupiah | None:
    """Base that the tax kept back stands for, rounded down; None when it stands for all of it."""
    return each.withheld.share(10_000, each.rate) if each.shortfall else None
