"""The corridor of prices that sellers accepted for the same thing: robust, matched in quantity, and silent when thin.

Median and spread (median absolute deviation) stay where they are when a few prices are absurd. A bulk order is no match
for a small one: only orders of a third to three times the usual quantity are compared. Of three grades of likeness the
closest with enough orders speaks; with fewer, nobody does. The corridor tells; it refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import median_low

from eorder.foundation.money import Rupiah

LEAST = 5
"""Fewest accepted orders that make a corridor."""
NEAR = 3
"""Orders of a third to this many times the usual quantity (both inclusive) are matched."""
PER_10_000 = 10_000
AS_DEVIATION = 14_826
"""Parts per ten thousand: turns the median absolute deviation into a standard deviation where prices spread evenly."""
WIDTH = 2
"""Deviations on either side of the median that the corridor is wide."""


class Grade(IntEnum):
    """How alike the compared orders are, the closest first."""

    SAME = 1
    SAME_SPECIFICATION = 2
    SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """One accepted line: its grade, whole rupiah per unit before PPN, and quantity in thousandths of the unit."""

    grade: Grade
    unit_price: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """What was usual.

    Attributes:
        grade: How alike the compared orders are: the least alike of those taken in.
        count: How many accepted orders were compared.
        median: Their median price per unit.
        low: Median less two deviations, at least one rupiah.
        high: Median and two deviations.
        usual_quantity: The quantity that was matched, in thousandths.
    """

    grade: Grade
    count: int
    median: Rupiah
    low: Rupiah
    high: Rupiah
    usual_quantity: int

    def place_of(self, price: int) -> str:
        """Tell where a price lies: `below`, `inside` (ends included) or `above`."""
        if price < self.low.amount:
            return "below"
        return "above" if price > self.high.amount else "inside"


@dataclass(frozen=True, slots=True)
class TooFew:
    """Not enough data: how many orders of any grade there are."""

    count: int


def corridor_of(samples: Sequence[Sample], least_quantity: int) -> Corridor | TooFew:
    """Compute the corridor of the closest grade that has enough orders; a grade takes in those above it.

    Args:
        samples: Accepted lines of the same unit, from the product itself to those that are only similar.
        least_quantity: The product's smallest order in thousandths; the usual quantity where it was never ordered.
    """
    usual = median_low([each.quantity for each in _alike(samples)] or [least_quantity])
    matched = [each for each in samples if each.quantity * NEAR >= usual and each.quantity <= usual * NEAR]
    for grade in Grade:
        prices = [each.unit_price for each in matched if each.grade <= grade]
        if len(prices) >= LEAST:
            return _measured(grade, prices, usual)
    return TooFew(len(matched))


def _alike(samples: Sequence[Sample]) -> Sequence[Sample]:
    """The closest grade that has any order says how many are usual."""
    closest = min((each.grade for each in samples), default=Grade.SAME)
    return [each for each in samples if each.grade == closest]


def _measured(grade: Grade, prices: Sequence[int], usual: int) -> Corridor:
    middle = median_low(prices)
    spread = median_low([abs(each - middle) for each in prices])
    width = WIDTH * spread * AS_DEVIATION // PER_10_000
    return Corridor(
        grade=grade,
        count=len(prices),
        median=Rupiah(middle),
        low=Rupiah(max(1, middle - width)),
        high=Rupiah(middle + width),
        usual_quantity=usual,
    )
