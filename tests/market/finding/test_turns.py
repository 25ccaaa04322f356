"""The fair order: recomputable, and nobody among equals is seen much more often than the others."""

import random
from datetime import UTC, datetime
from statistics import median
from uuid import UUID

import pytest

from eorder.market.finding import turns

MONTH = 30 * 24
SHOWN = 10


def sellers(count, seed):
    draw = random.Random(seed)  # noqa: S311 (drawn again by its seed)
    return [UUID(int=draw.getrandbits(128), version=4) for _ in range(count)]


@pytest.mark.parametrize("seed", range(3))
def test_exposure_when_300_equal_sellers_stand_for_30_days_then_the_luckiest_is_near_the_median(seed):
    begin = turns.hour_of(datetime(2026, 8, 1, tzinfo=UTC)) + seed * 1_000
    counted = turns.exposures(sellers(300, seed), range(begin, begin + MONTH), SHOWN).values()
    assert sum(counted) == MONTH * SHOWN
    assert max(counted) <= median(counted) * 3 // 2
    assert min(counted) >= median(counted) // 2


@pytest.mark.parametrize("count", [20, 75, 1_500])
def test_exposure_when_fewer_or_more_are_equal_then_nobody_is_left_out(count):
    hours = range(496_000, 496_000 + MONTH * max(1, count // 300))
    counted = turns.exposures(sellers(count, count), hours, SHOWN).values()
    assert min(counted) > 0


def test_ring_when_an_hour_passes_then_begins_32_groups_further_on():
    hour = 496_000 // turns.HOURS * turns.HOURS
    before, after = turns.ring(hour), turns.ring(hour + 1)
    assert after == before[32:] + before[:32]
    assert sorted(before) == list(range(turns.GROUPS))
    assert turns.ring(hour + turns.HOURS) != before


def test_turn_when_recomputed_by_the_published_words_then_the_same():
    """The figures are those of `printf ... | sha256sum`: 22c... is 139 in its first ten bits."""
    vendor = UUID("00000000-0000-7000-8000-000000000001")
    assert turns.group_of(vendor) == 139
    assert turns.places(0)[turns.ring(0)[5]] == 5
    assert turns.toss_of(vendor, 31) == turns.toss_of(vendor, 0) != turns.toss_of(vendor, 32)


def test_hours_when_counted_then_full_ones_since_1970():
    assert turns.hour_of(datetime(1970, 1, 1, 1, 59, tzinfo=UTC)) == 1
    assert turns.moment_of_hour(25) == datetime(1970, 1, 2, 1, tzinfo=UTC)
