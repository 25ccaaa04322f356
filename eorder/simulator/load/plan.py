"""What each simulated purchase is, from the seed and its number alone: unit, seller, lines, day and end.

Four parts of the city never meet: the units are shared out so that each part buys about as much, and a part has sellers
of its own. So four processes build them side by side without waiting for one another's locks; with two cores, two work
while the others wait for the disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import log
from random import Random

from eorder.simulator.load.distributions import Kind, distributions, lognormal, pick, stream

PARTS = 4
EPOCH = 2_000
"""Purchases that share packages: every so many, each unit announces new ones."""
CEILING = 50_000_000
"""Whole rupiah; a simulated order stays below, PPN included."""
PPN_ROOM = (112, 100)
SPREAD_OF_PRICE = 1.0
"""Deviation of the logarithm of prices within a category (assumed); quantities take the rest of the spread."""


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """One product of a seller; the price is whole rupiah for a unit."""

    vendor: int
    place: int
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class PlannedPackage:
    """A package: of which unit and category, and in which turn of announcements."""

    unit: int
    kind: str
    epoch: int


@dataclass(frozen=True, slots=True)
class PlannedPurchase:
    """One purchase.

    Attributes:
        number: From 0.
        vendor: The seller's number.
        lines: Products by place in the seller's list, with quantities in whole units.
        at: Business time of placing.
        end: How far it gets: a state of orders, or `sent_back`.
    """

    number: int
    package: PlannedPackage
    vendor: int
    lines: tuple[tuple[int, int], ...]
    at: datetime
    end: str
    value: int


@cache
def kinds() -> dict[str, Kind]:
    """Categories by code."""
    return {kind.code: kind for kind in distributions().kinds}


@cache
def sellers_of(kind: str, part: int) -> tuple[int, ...]:
    """Numbers of the sellers of a category in one part of the city, the largest first; at least 2."""
    return tuple(number for number, code in enumerate(_trades()) if code == kind and number % PARTS == part)


@cache
def _trades() -> tuple[str, ...]:
    """The category of each seller, by its number: shares as among the purchases, and none left out."""
    shape = distributions()
    total = sum(kind.count for kind in shape.kinds)
    pairs = [max(2, round(kind.count * shape.vendors.count / total / PARTS)) for kind in shape.kinds]
    return tuple(
        kind.code
        for turn in range(max(pairs))
        for kind, most in zip(shape.kinds, pairs, strict=True)
        if turn < most
        for _ in range(PARTS)
    )


def trade_of(vendor: int) -> Kind:
    """The category that a seller sells."""
    return kinds()[_trades()[vendor]]


@cache
def products_of(seed: int, vendor: int) -> tuple[PlannedProduct, ...]:
    """List what a seller sells."""
    kind, draws = trade_of(vendor), stream(seed, "products", vendor)
    middle = kind.log_value - log(kind.quantity)
    return tuple(
        PlannedProduct(
            vendor,
            place,
            f"{kind.names[place % len(kind.names)]} {place + 1}",
            _round_price(min(lognormal(draws, middle, SPREAD_OF_PRICE), CEILING // 4)),
        )
        for place in range(distributions().traits.products)
    )


def _round_price(price: int) -> int:
    """Round to what people ask: hundreds of rupiah, at least 500."""
    return max(500, (price + 50) // 100 * 100)


@cache
def _weights(kind: str, part: int) -> tuple[float, ...]:
    crowd = distributions().vendors
    return tuple(crowd.weight(rank) for rank, _ in enumerate(sellers_of(kind, part), 1))


@cache
def _unit_weights() -> tuple[float, ...]:
    crowd = distributions().units
    return tuple(crowd.weight(rank) for rank in range(1, crowd.count + 1))


@cache
def _parts() -> tuple[int, ...]:
    """The part of each unit, by its number: the next largest goes where least is bought so far."""
    bought, parts = [0.0] * PARTS, []
    for weight in _unit_weights():
        parts.append(bought.index(min(bought)))
        bought[parts[-1]] += weight
    return tuple(parts)


def part_of(seed: int, number: int) -> int:
    """Tell which part of the city makes a purchase."""
    _, unit = _buyer(stream(seed, "purchase", number))
    return _parts()[unit]


def _buyer(draws: Random) -> tuple[Kind, int]:
    """Draw what is bought and by which unit: the first draws of a purchase."""
    return distributions().kinds[pick(draws, _kind_weights())], pick(draws, _unit_weights())


@cache
def _kind_weights() -> tuple[int, ...]:
    return tuple(each.count for each in distributions().kinds)


def plan_purchase(seed: int, number: int) -> PlannedPurchase:
    """Plan one purchase of a seed; its number alone decides, never how many there are."""
    shape, draws = distributions(), stream(seed, "purchase", number)
    kind, unit = _buyer(draws)
    part = _parts()[unit]
    vendor = sellers_of(kind.code, part)[pick(draws, _weights(kind.code, part))]
    products = products_of(seed, vendor)
    count = min(pick(draws, shape.lines) + 1, len(products))
    lines, value = [], 0
    for place in sorted(draws.sample(range(len(products)), count)):
        quantity = max(1, lognormal(draws, kind.log_value, kind.log_spread) // products[place].price)
        room = (CEILING * PPN_ROOM[1] // PPN_ROOM[0] - value) // products[place].price
        if room < 1:
            continue
        lines.append((place, min(quantity, room)))
        value += lines[-1][1] * products[place].price
    return PlannedPurchase(
        number=number,
        package=PlannedPackage(unit, kind.code, number // EPOCH),
        vendor=vendor,
        lines=tuple(lines),
        at=_moment(seed, number),
        end=list(shape.ends)[pick(draws, list(shape.ends.values()))],
        value=value,
    )


def _moment(seed: int, number: int) -> datetime:
    """Draw the day by month and weekday, and office hours, 09.00 to 14.59 WIB, as hours are unknown."""
    draws = stream(seed, "moment", number)
    days, weights = _days()
    day = days[pick(draws, weights)]
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC) + timedelta(minutes=draws.randrange(360))


@cache
def _days() -> tuple[tuple[date, ...], tuple[float, ...]]:
    shape = distributions()
    first = date(shape.fiscal_year, 1, 1)
    days = tuple(first + timedelta(days=n) for n in range(365))
    by_month = [sum(shape.weekdays[day.weekday()] for day in days if day.month == m) for m in range(1, 13)]
    weights = (
        shape.months[day.month - 1] * shape.weekdays[day.weekday()] / by_month[day.month - 1] for day in days
    )
    return days, tuple(weights)


@cache
def package_values(seed: int, epoch: int) -> dict[PlannedPackage, int]:
    """What each package of a turn is for: all that will be ordered in it, with room for PPN, in whole millions."""
    values: dict[PlannedPackage, int] = {}
    for number in range(epoch * EPOCH, (epoch + 1) * EPOCH):
        planned = plan_purchase(seed, number)
        values[planned.package] = values.get(planned.package, 0) + planned.value
    return {
        package: (value * PPN_ROOM[0] // PPN_ROOM[1] // 1_000_000 + 1) * 1_000_000
        for package, value in values.items()
    }
