"""Max-min fair shares of whole lots under each maker's limit, and who leaves for its minimum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple


class Bowl(NamedTuple):
    """A maker where water is poured.

    Attributes:
        id: The maker.
        limit: Most lots it may get; at least its minimum.
        minimum: Fewest lots it wants; at least 1.
        ticket: Its ticket of the draw.
    """

    id: str
    limit: int
    minimum: int
    ticket: bytes


@dataclass(frozen=True, slots=True)
class Level:
    """How high the water stands.

    Attributes:
        lots: Everybody has the smaller of this and its limit.
        extra: How many of those whose limit is higher have one lot more, the best drawn first.
    """

    lots: int
    extra: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A step after its water came to rest.

    Attributes:
        shares: Lots of every maker that stayed.
        level: Where the water stands.
        left: Who left for their minimum, in this order.
        before: Where it stood before the last of them left, when one at least had too little; None if nobody left.
    """

    shares: dict[str, int]
    level: Level
    left: tuple[str, ...]
    before: Level | None


def pour(bowls: Sequence[Bowl], lots: int) -> Filled:
    """Share lots among makers, max-min fair, each of them with its minimum or nothing; O(n log n).

    The fewest makers leave that must, in the stated order: the more have left, the higher the water stands for
    each of the others, so one search finds where everybody has enough.

    Args:
        bowls: The makers of the step, in any order.
        lots: What there is to share, 0 or more.
    """
    step = _Step(bowls, lots)
    gone = step.fewest()
    left = tuple(each.id for each in step.leaving[:gone])
    return Filled(step.shares(gone), step.level(gone), left, step.level(gone - 1) if gone else None)


def level_of(limits: Sequence[int], lots: int) -> Level:
    """Find where the water stands; `limits` ascend.

    When there is enough for all, the level is the highest limit.
    """
    left, bowls = lots, len(limits)
    for limit in limits:
        if limit * bowls > left:
            return Level(*divmod(left, bowls))
        left -= limit
        bowls -= 1
    return Level(limits[-1] if limits else 0, 0)


class _Step:
    """The makers of a step in the order in which they leave; `gone` is how many of them have left."""

    def __init__(self, bowls: Sequence[Bowl], lots: int) -> None:
        self.lots = lots
        self.leaving = sorted(bowls, key=attrgetter("minimum", "ticket"), reverse=True)
        self._limits = sorted((each.limit, place) for place, each in enumerate(self.leaving))

    def fewest(self) -> int:
        """Find how many must leave."""
        if self._is_enough(0):
            return 0
        too_few, enough = 0, len(self.leaving)
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if self._is_enough(middle):
                enough = middle
            else:
                too_few = middle
        return enough

    def level(self, gone: int) -> Level:
        """Pour the water among those who stay."""
        return level_of([limit for limit, place in self._limits if place >= gone], self.lots)

    def shares(self, gone: int) -> dict[str, int]:
        """Give the lots of each who stays."""
        level = self.level(gone)
        last = self._last_with_more(gone, level)
        height = level.lots
        return {
            name: limit if limit <= height else height + (ticket <= last)
            for name, limit, _, ticket in self.leaving[gone:]
        }

    def _is_enough(self, gone: int) -> bool:
        """Tell whether everybody who stays has its minimum; no limit is below it, so only the level decides."""
        if gone == len(self.leaving):
            return True
        level, most = self.level(gone), self.leaving[gone].minimum
        if most != level.lots + 1:
            return most <= level.lots
        # Only one lot more is enough for the first to leave, the worst drawn of those with the largest minimum.
        return self.leaving[gone].ticket <= self._last_with_more(gone, level)

    def _last_with_more(self, gone: int, level: Level) -> bytes:
        """Give the worst ticket that still has one lot more; below every ticket if nobody has."""
        if not level.extra:
            return b""
        drawn = sorted([each.ticket for each in self.leaving[gone:] if each.limit > level.lots])
        return drawn[level.extra - 1]
