"""The rule: newcomers, then tier by tier, max-min fair in whole lots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eorder.buying.massorders.allocation.draw import tickets
from eorder.buying.massorders.allocation.limits import Bound, Limit, limit_of, stand_ins
from eorder.buying.massorders.allocation.terms import BASIS_POINTS, Inputs, Seed
from eorder.buying.massorders.allocation.water import Bowl, Filled, pour

NEWCOMERS = "newcomers"


class Share(NamedTuple):
    """What one maker got, and why no more.

    Attributes:
        maker: Its identifier.
        lots: Its lots.
        orders: The lots of each of its orders; as even as can be, the larger first.
        bound: Why no more.
        step: In which step; empty when it took part in none.
        stands_in: The business that stands for it, when that is another.
    """

    maker: str
    lots: int
    orders: tuple[int, ...]
    bound: Bound
    step: str
    stands_in: str


@dataclass(frozen=True, slots=True)
class Step:
    """One sharing of the rule.

    Attributes:
        name: `newcomers`, or `tier-1` and so on.
        lots: What there was to share.
        given: What its makers took; the rest went on to the next step.
        filled: Levels, and who left.
    """

    name: str
    lots: int
    given: int
    filled: Filled


@dataclass(frozen=True, slots=True)
class Outcome:
    """All shares and what remains.

    Attributes:
        lots: Whole lots of the need.
        shares: One for every maker of the inputs, by identifier.
        steps: The sharings in their order.
        remainder: Pieces of the need smaller than a lot.
        missing: Lots that nobody makes.
        capacity: Lots that all makers together could have made.
    """

    lots: int
    shares: tuple[Share, ...]
    steps: tuple[Step, ...]
    remainder: int
    missing: int
    capacity: int


def allocate(inputs: Inputs, seed: Seed) -> Outcome:
    """Share a need among its makers by `eorder-allocation/1`; the same for makers in any order; O(n log n)."""
    limits = [limit_of(inputs, each) for each in inputs.makers]
    stands = stand_ins(limits)
    able = [each for each in limits if each.lots >= each.minimum and _is_its_own(each, stands)]
    drawn = tickets(inputs.programme, inputs.round, seed.randomness, [each.maker.id for each in able])
    lots, remainder = divmod(inputs.need, inputs.lot)
    steps = tuple(_steps(inputs, able, drawn, lots))
    found = _found(steps)
    shares = [_share(each, found, stands) for each in limits]
    return Outcome(
        lots=lots,
        shares=tuple(sorted(shares)),
        steps=steps,
        remainder=remainder,
        missing=lots - sum(each.given for each in steps),
        capacity=sum(each.lots for each in able),
    )


def _steps(inputs: Inputs, able: Sequence[Limit], drawn: dict[str, bytes], lots: int) -> Iterator[Step]:
    new = [each for each in able if each.maker.proven is None]
    others = [each for each in able if each.maker.proven is not None]
    reserved = lots * inputs.newcomer_share // BASIS_POINTS
    beyond = lots - sum(each.lots for each in others)
    yield (step := _step(NEWCOMERS, new, drawn, max(reserved, beyond)))
    lots -= step.given
    for number, scales in enumerate(inputs.tiers, 1):
        yield (step := _step(f"tier-{number}", [e for e in others if e.maker.scale in scales], drawn, lots))
        lots -= step.given


def _step(name: str, limits: Sequence[Limit], drawn: dict[str, bytes], lots: int) -> Step:
    bowls = [Bowl(each.maker.id, each.lots, each.minimum, drawn[each.maker.id]) for each in limits]
    filled = pour(bowls, lots)
    return Step(name, lots, sum(filled.shares.values()), filled)


def _found(steps: Sequence[Step]) -> dict[str, tuple[Step, int]]:
    """Find the step and the lots of each maker that took part in one."""
    found = {maker: (step, lots) for step in steps for maker, lots in step.filled.shares.items()}
    return found | {maker: (step, 0) for step in steps for maker in step.filled.left}


def _is_its_own(limit: Limit, stands: dict[str, str]) -> bool:
    return stands.get(limit.maker.id, limit.maker.id) == limit.maker.id


def _share(limit: Limit, found: dict[str, tuple[Step, int]], stands: dict[str, str]) -> Share:
    maker = limit.maker.id
    if maker in found:
        step, lots = found[maker]
        return Share(maker, lots, even_orders(lots, limit.order), _bound(limit, step, lots), step.name, "")
    if _is_its_own(limit, stands):
        return Share(maker, 0, (), Bound.SMALL, "", "")
    return Share(maker, 0, (), Bound.LINKED, "", stands[maker])


def _bound(limit: Limit, step: Step, lots: int) -> Bound:
    if lots == 0:
        return Bound.LEFT if step.lots else Bound.UNREACHED
    if lots == limit.lots:
        return limit.bound
    return Bound.DRAW if lots > step.filled.level.lots else Bound.LEVEL


def even_orders(lots: int, most: int) -> tuple[int, ...]:
    """Divide a share over the fewest orders, no two of them more than one lot apart, the larger first."""
    if lots <= most:
        return (lots,) if lots else ()
    count = -(-lots // most)
    each, more = divmod(lots, count)
    return (each + 1,) * more + (each,) * (count - more)
