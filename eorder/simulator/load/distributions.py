"""Read the fitted distributions and draw from them; pure, and the same for the same seed on every machine."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One category of what is bought.

    Attributes:
        count: Weight among the categories.
        log_value: Mean of the natural logarithm of a line's value in rupiah; `log_spread` its deviation.
        quantity: Middle of a line's quantity, in whole units.
        account: Budget account that it is charged to.
        names: Words for its products.
    """

    code: str
    name: str
    count: int
    log_value: float
    log_spread: float
    quantity: int
    tax_nature: str
    account: str
    account_name: str
    unit: str
    names: Names


@dataclass(frozen=True, slots=True)
class Crowd:
    """Units or sellers, of which few do most: the weight of rank r is 1 / (r + shift) ** exponent."""

    count: int
    exponent: float
    shift: float

    def weight(self, rank: int) -> float:
        """Weight of a rank, 1 being the largest."""
        return 1 / math.pow(rank + self.shift, self.exponent)


@dataclass(frozen=True, slots=True)
class SellerTraits:
    """How many products a seller has, and the shares of sellers with a tax position (0 to 1)."""

    products: int
    pkp_share: float
    individual_share: float
    final_tax_share: float


@dataclass(frozen=True, slots=True)
class Distributions:
    """Everything a simulated city is drawn from; the weights of a table need not sum to anything."""

    fiscal_year: int
    units: Crowd
    vendors: Crowd
    traits: SellerTraits
    months: tuple[int, ...]
    weekdays: tuple[int, ...]
    lines: tuple[int, ...]
    ends: dict[str, int]
    kinds: tuple[Kind, ...]


@cache
def distributions() -> Distributions:
    """Read the committed parameters."""
    text = files("eorder.simulator.load").joinpath("distributions.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    traits = {name: value for name, value in read["vendors"].items() if name in SellerTraits.__slots__}
    return Distributions(
        read["fiscal_year"],
        _crowd(read["units"]),
        _crowd(read["vendors"]),
        SellerTraits(**traits),
        tuple(read["calendar"]["months"]),
        tuple(read["calendar"]["weekdays"]),
        tuple(read["lines"]["counts"]),
        read["ends"],
        tuple(Kind(**{**each, "names": tuple(each["names"])}) for each in read["categories"]),
    )


def _crowd(table: dict[str, Any]) -> Crowd:
    return Crowd(table["count"], table["exponent"], table["shift"])


def stream(seed: int, kind: str, number: int) -> Random:
    """Give the random numbers of one thing of one seed; other things never move them."""
    return Random(f"{seed}:{kind}:{number}")  # noqa: S311 - repeatable draws, nothing secret


def pick(draws: Random, weights: Sequence[float]) -> int:
    """Draw a place in a list of weights."""
    return draws.choices(range(len(weights)), weights)[0]


def lognormal(draws: Random, mean: float, spread: float) -> int:
    """Draw a whole number, at least 1, whose logarithm is normal."""
    return max(1, round(math.exp(draws.gauss(mean, spread))))
