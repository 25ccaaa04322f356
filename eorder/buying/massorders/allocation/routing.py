"""Which maker's lots go to which delivery point, with the least way in all, and the proof that no other way is less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from eorder.buying.massorders.allocation.places import Place, apportion, metres_between

Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Route:
    """Lots that one maker brings to one point."""

    maker: str
    point: str
    lots: int
    metres: int


@dataclass(frozen=True, slots=True)
class Routing:
    """All routes, and prices that prove them.

    Attributes:
        routes: By maker, then point; only those that carry something.
        maker_prices: For each maker, in metres.
        point_prices: For each point, in metres. No point's price exceeds a maker's by more than the way between them,
            and on each route it does by exactly that way: so every other plan for the same lots has at least as many
            lot-metres, whatever it is.
        lot_metres: Lots times metres over all routes.
    """

    routes: tuple[Route, ...]
    maker_prices: dict[str, int]
    point_prices: dict[str, int]
    lot_metres: int


def route(shares: Mapping[str, int], makers: Sequence[Place], points: Sequence[Place]) -> Routing:
    """Bring every maker's lots to points that want them in proportion, over the least sum of lots times metres.

    The makers and points are taken in order of their identifiers, so the same inputs give the same routes.

    Args:
        shares: Lots of each maker.
        makers: Where they are; one for each maker with a share.
        points: Where how many pieces are wanted, at least one piece in all.

    Raises:
        KeyError: A maker with a share has no place.
    """
    where = {each.id: each for each in makers}
    sending = [where[name] for name in sorted(shares) if shares[name]]
    receiving = sorted(points, key=lambda each: each.id)
    supply = np.array([shares[each.id] for each in sending], dtype=np.int64)
    wanted = apportion(receiving, int(supply.sum()))
    metres = metres_between(sending, receiving)
    flow = _least(metres, supply, np.array([wanted[each.id] for each in receiving], dtype=np.int64))
    above, below = prices(metres, flow)
    rows, columns = np.nonzero(flow)
    routes = tuple(
        Route(sending[row].id, receiving[column].id, int(flow[row, column]), int(metres[row, column]))
        for row, column in zip(rows, columns, strict=True)
    )
    return Routing(
        routes,
        {each.id: int(price) for each, price in zip(sending, above, strict=True)},
        {each.id: int(price) for each, price in zip(receiving, below, strict=True)},
        int((flow * metres).sum()),
    )


def _least(metres: Numbers, supply: Numbers, wanted: Numbers) -> Numbers:
    """Solve the transport of lots exactly, by minimum-cost flow."""
    makers, points = metres.shape
    network = SimpleMinCostFlow()
    tails = np.repeat(np.arange(makers), points)
    heads = np.tile(np.arange(points) + makers, makers)
    most = np.minimum(supply[:, None], wanted[None, :]).ravel()
    arcs = network.add_arcs_with_capacity_and_unit_cost(tails, heads, most, metres.ravel())
    network.set_nodes_supplies(np.arange(makers + points), np.concatenate([supply, -wanted]))
    status = network.solve()
    if status != network.OPTIMAL:
        raise ArithmeticError(f"the transport of lots has no solution: {status.name}")
    flow: Numbers = network.flows(arcs).reshape(makers, points).astype(np.int64)
    return flow


def prices(metres: Numbers, flow: Numbers) -> tuple[Numbers, Numbers]:
    """Find the prices of makers and points that prove a flow the least; shortest ways in what may still be moved.

    Raises:
        ArithmeticError: There are none, so the flow is not the least.
    """
    makers = np.zeros(metres.shape[0], dtype=np.int64)
    points = np.zeros(metres.shape[1], dtype=np.int64)
    used = flow > 0
    for _ in range(sum(metres.shape) + 1):
        nearer = np.minimum(points, (makers[:, None] + metres).min(axis=0)) if metres.size else points
        back = np.where(used, nearer[None, :] - metres, np.iinfo(np.int64).max)
        cheaper = np.minimum(makers, back.min(axis=1)) if metres.size else makers
        if (nearer == points).all() and (cheaper == makers).all():
            return makers, points
        makers, points = cheaper, nearer
    raise ArithmeticError("the routes are not the shortest")
