"""The fair order: whose turn it is among equal sellers in which hour, by a rule that anyone can recompute.

Each seller belongs to one of 1,024 groups, by the first ten bits of the SHA-256 of its id. Groups stand in a ring;
every 32 hours (a cycle) the ring is shuffled anew, and every hour it begins 32 groups further on, so in a cycle it
begins once at each of 32 places. Sellers of one group stand in an order drawn anew with each cycle.
Nothing here needs a database, Django or a secret.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

GROUPS = 1024
HOURS = 32
"""Hours of a cycle; the ring begins `GROUPS // HOURS` groups further on with each."""
STEP = GROUPS // HOURS
ROUNDS = 2
"""Times that the ring is gone round where too many are found to be compared: for the first product of each seller,
then for all the others. More rounds would cost more looks into groups without hits."""
START = datetime(1970, 1, 1, tzinfo=UTC)


def hour_of(moment: datetime) -> int:
    """Count the full hours since the beginning of 1970 in UTC."""
    return (moment - START) // timedelta(hours=1)


def moment_of_hour(hour: int) -> datetime:
    """Give the moment an hour begins."""
    return START + timedelta(hours=hour)


@lru_cache(1 << 16)
def group_of(vendor: UUID) -> int:
    """Give the group of a seller, from 0 to 1,023."""
    digest = sha256(str(vendor).encode()).digest()
    return digest[0] * 4 + digest[1] // 64


def leg_of(place: int, turn: int) -> int:
    """Give the leg of the way round the ring on which a seller's so many-th product (from 1) stands, from 0."""
    return (min(turn, ROUNDS) - 1) * GROUPS + place


def toss_of(vendor: UUID, hour: int) -> str:
    """Draw a seller's lot within its group for the cycle of an hour; the smallest comes first."""
    return _toss(vendor, hour // HOURS)


@lru_cache(1 << 16)
def _toss(vendor: UUID, cycle: int) -> str:
    return sha256(f"{cycle}:{vendor}".encode()).hexdigest()[:8]


@lru_cache(8)
def ring(hour: int) -> tuple[int, ...]:
    """List the groups in the order of an hour, the first in turn first."""
    shuffled = _shuffled(hour // HOURS)
    start = hour % HOURS * STEP
    return shuffled[start:] + shuffled[:start]


@lru_cache(8)
def places(hour: int) -> tuple[int, ...]:
    """Give each group's place in an hour, from 0, listed by group."""
    found = dict(zip(ring(hour), range(GROUPS), strict=True))
    return tuple(found[group] for group in range(GROUPS))


@lru_cache(4)
def _shuffled(cycle: int) -> tuple[int, ...]:
    return tuple(sorted(range(GROUPS), key=lambda group: sha256(f"{cycle}:{group}".encode()).digest()))


def turn_of(vendor: UUID, hour: int) -> tuple[int, str, str]:
    """Give what equal sellers are sorted by in an hour: place of the group, lot within it, id."""
    return places(hour)[group_of(vendor)], toss_of(vendor, hour), str(vendor)


def in_turn(vendors: list[UUID], hour: int) -> list[UUID]:
    """Sort equal sellers as they stand in an hour."""
    return sorted(vendors, key=lambda vendor: turn_of(vendor, hour))


def exposures(vendors: list[UUID], hours: range, shown: int = 10) -> dict[UUID, int]:
    """Count how often each of some equal sellers stands among the first shown, one look an hour."""
    counted = dict.fromkeys(vendors, 0)
    for hour in hours:
        for vendor in in_turn(vendors, hour)[:shown]:
            counted[vendor] += 1
    return counted
