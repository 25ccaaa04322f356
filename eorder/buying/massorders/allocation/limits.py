"""Who counts as a maker, and the most lots that each may get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from eorder.buying.massorders.allocation.terms import PERCENT, Inputs, Maker


class Bound(StrEnum):
    """Why a maker got no more than it did."""

    LEVEL = "level"
    """The water stood as high as its share."""
    DRAW = "draw"
    """It has one lot more than the level, by the draw."""
    CAPACITY = "capacity"
    """All that it offered."""
    PROVEN = "proven"
    """All that its proven output allows."""
    NEWCOMER = "newcomer"
    """All that a newcomer may get."""
    ORDERS = "orders"
    """All that its orders may hold under the ceiling of an order."""
    LEFT = "left"
    """Its share would have been below its own minimum."""
    SMALL = "small"
    """Its limit is below its own minimum or below a lot."""
    LINKED = "linked"
    """Another business of an owner of this one stands for both."""
    UNREACHED = "unreached"
    """Nothing was left when the turn of its tier came."""


class Limit(NamedTuple):
    """The most lots of a maker.

    Attributes:
        maker: Whose limit it is.
        lots: The limit itself.
        minimum: Fewest lots it wants; at least 1.
        order: Most lots of one of its orders.
        bound: What sets the limit.
    """

    maker: Maker
    lots: int
    minimum: int
    order: int
    bound: Bound


def limit_of(inputs: Inputs, maker: Maker) -> Limit:
    """Work out the most lots that a maker may get; the first of equal limits names the reason."""
    lot = inputs.lot
    order = inputs.order_ceiling // (maker.price * lot)
    lots, bound = maker.capacity // lot, Bound.CAPACITY
    if maker.proven is None:
        known, why = inputs.newcomer_lots, Bound.NEWCOMER
    else:
        known, why = maker.proven * inputs.growth // PERCENT // lot, Bound.PROVEN
    if known < lots:
        lots, bound = known, why
    if order * inputs.most_orders < lots:
        lots, bound = order * inputs.most_orders, Bound.ORDERS
    return Limit(maker, lots, -(-maker.minimum // lot) or 1, order, bound)


def stand_ins(limits: Sequence[Limit]) -> dict[str, str]:
    """Name the business that stands for each maker that shares an owner with another, also by way of others.

    It is the one of the largest limit, and of these the first by identifier. Who shares no owner is not named.
    """
    owners = Counter(owner for each in limits for owner in set(each.maker.owners))
    linked = [each for each in limits if any(owners[owner] > 1 for owner in each.maker.owners)]
    linked.sort(key=lambda each: (-each.lots, each.maker.id))
    groups = _Groups()
    for each in linked:
        groups.join(each.maker.id, each.maker.owners)
    first: dict[str, str] = {}
    for each in linked:
        first.setdefault(groups.root(each.maker.id), each.maker.id)
    return {each.maker.id: first[groups.root(each.maker.id)] for each in linked}


class _Groups:
    """Makers and owners that belong together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        above = self._above
        while (upper := above.setdefault(name, name)) != name:
            above[name] = above[upper]
            name = above[name]
        return name

    def join(self, maker: str, owners: Iterable[str]) -> None:
        for owner in owners:
            self._above[self.root(f"\n{owner}")] = self.root(maker)
