"""Share 22,000,000 pieces among 5,000 makers with their proof, and among 500,000.

The limit is that of the issue: 50 ms for shares and certificate, and at most 150 times that for a hundred times as
many makers. Beside it stands the floor: sorting the same capacities.

usage: python bench/fair_split.py
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from eorder.buying.massorders.allocation.beacon import first_round_after
from eorder.buying.massorders.allocation.sharing import allocate
from eorder.buying.massorders.allocation.terms import Inputs, Maker, Seed
from eorder.buying.massorders.allocation.writing import write_outcome

LIMIT_MS = 50.0
LIMIT_GROWTH = 150.0
FEW, MANY = 5_000, 500_000
CLOSES = datetime(2026, 1, 1, tzinfo=UTC)
SEED = Seed(1, "00", "aa", "")


def inputs_of(makers, need, minimums):
    """Make up makers of all tiers; a tenth are newcomers, some share an owner, some want much or nothing."""
    rng = random.Random(20_200_429)  # noqa: S311 (made up, the same each time)
    rows = tuple(
        Maker(
            id=f"PM-{number:06d}",
            owners=(f"p{number - number % 50 // 49}",),
            scale=rng.choices(["mikro", "koperasi", "kecil"], [80, 5, 15])[0],
            capacity=round(rng.lognormvariate(8.6, 0.8)),
            minimum=rng.choice([0, 100, 500, 2_000, 4_000]) if minimums else 0,
            price=rng.randrange(5_000, 5_501, 50),
            proven=None if number % 10 == 0 else round(rng.lognormvariate(8.6, 0.8)),
        )
        for number in range(makers)
    )
    return Inputs(
        programme="PM-BENCH", round=1, need=need, lot=50, order_ceiling=50_000_000, most_orders=2, floor=5_000,
        ceiling=5_500, newcomer_share=500, newcomer_lots=20, growth=200, tiers=(("mikro", "koperasi"), ("kecil",)),
        beacon_round=first_round_after(CLOSES + timedelta(hours=1)), closes_at=CLOSES, makers=rows, digest="",
    )  # fmt: skip


def timed(function, rounds):
    """Time a call; gives the median in milliseconds and its last result."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        result = function()
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken), result


def measure(makers, need, minimums, rounds):
    """Print one size; gives the milliseconds of shares and certificate."""
    inputs = inputs_of(makers, need, minimums)
    capacities = [each.capacity for each in inputs.makers]
    floor, _ = timed(lambda: sorted(capacities), rounds)
    share, outcome = timed(lambda: allocate(inputs, SEED), rounds)
    writing, _ = timed(lambda: write_outcome(inputs, SEED, outcome), min(rounds, 3))
    left = sum(len(each.filled.left) for each in outcome.steps)
    print(
        f"{need:>13,} pieces, {makers:>7,} makers{', minimums' if minimums else ''}: shares and certificate "
        f"{share:.1f} ms, written {writing:.1f} ms; sort alone {floor:.2f} ms ({share / floor:.0f} times); "
        f"{left} left for their minimum, {outcome.missing} lots missing"
    )
    return share


def main() -> int:
    """Measure both sizes, without and with minimums; returns the exit code."""
    kept = True
    for minimums in (False, True):
        few = measure(FEW, 22_000_000, minimums, 15)
        many = measure(MANY, 2_200_000_000, minimums, 3)
        good = few <= LIMIT_MS and many <= few * LIMIT_GROWTH
        kept = kept and good
        print(
            f"  limit {LIMIT_MS:.0f} ms: {few:.1f}; limit {LIMIT_GROWTH:.0f} times: {many / few:.0f}; "
            f"{'kept' if good else 'NOT KEPT'}"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
