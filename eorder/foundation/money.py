"""Whole rupiah: the only money there is in this law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering

from eorder.foundation.errors import InvalidValueError

LARGEST_AMOUNT = 10**15
"""Largest amount a column may hold, in rupiah (inclusive): invariant M4."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Rupiah:
    """An exact number of whole rupiah; may be negative in differences, never fractional.

    Raises:
        InvalidValueError: The amount is not an `int` (a float or a Decimal never becomes money).
    """

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise InvalidValueError(f"Nilai uang harus bilangan bulat rupiah, bukan {self.amount!r}.")

    def __add__(self, other: Rupiah) -> Rupiah:
        return Rupiah(self.amount + other.amount)

    def __sub__(self, other: Rupiah) -> Rupiah:
        return Rupiah(self.amount - other.amount)

    def __neg__(self) -> Rupiah:
        return Rupiah(-self.amount)

    def __mul__(self, count: int) -> Rupiah:
        return Rupiah(self.amount * count)

    def __lt__(self, other: Rupiah) -> bool:
        return self.amount < other.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        return f"{sign}Rp {abs(self.amount):,}".replace(",", ".")

    @staticmethod
    def total(amounts: Iterable[Rupiah]) -> Rupiah:
        """Add up amounts; the total of nothing is zero."""
        return Rupiah(sum(each.amount for each in amounts))

    def times_thousandths(self, quantity: int) -> Rupiah:
        """Price a quantity given in thousandths of a unit, rounded half up to whole rupiah (M5)."""
        return Rupiah((self.amount * quantity * 2 + 1000) // 2000)

    def share(self, parts_per: int, of: int) -> Rupiah:
        """Take `parts_per / of` of this amount, rounded down to whole rupiah."""
        return Rupiah(self.amount * parts_per // of)

    def apportion(self, weights: Sequence[int]) -> list[Rupiah]:
        """Split into whole rupiah in proportion to weights, so that the shares sum to the whole.

        The largest remainders get the rupiah left over; among equals the earlier one.

        Raises:
            InvalidValueError: A weight is negative, or all are zero.
        """
        whole = sum(weights)
        if whole <= 0 or any(weight < 0 for weight in weights):
            raise InvalidValueError("Bobot pembagian harus tidak negatif dan tidak semuanya nol.")
        shares = [self.amount * weight // whole for weight in weights]
        order = sorted(range(len(weights)), key=lambda i: (-(self.amount * weights[i] % whole), i))
        for index in order[: self.amount - sum(shares)]:
            shares[index] += 1
        return [Rupiah(share) for share in shares]


ZERO = Rupiah(0)
