"""Route the lots of 5,000 makers to 267 delivery points; the limit is 5 s, the least way proven.

usage: python bench/routing.py
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from eorder.buying.massorders.allocation.places import Place
from eorder.buying.massorders.allocation.routing import route

LIMIT = 5.0
MAKERS, POINTS = 5_000, 267


def main() -> int:
    """Route once to warm up and once for the clock; returns the exit code."""
    rng = random.Random(20_200_429)  # noqa: S311 (made up, the same each time)

    def places(count, most):
        return [
            Place(
                f"{(most and 'P') or 'M'}{number:04d}", rng.randrange(-6_370_000, -6_090_000),
                rng.randrange(106_690_000, 106_970_000), most and rng.randrange(5_000, most),
            )
            for number in range(count)
        ]  # fmt: skip

    makers, points = places(MAKERS, 0), places(POINTS, 150_000)
    shares = {each.id: rng.randrange(182) for each in makers}
    for _ in range(2):
        begun, worked = time.perf_counter(), time.process_time()
        found = route(shares, makers, points)  # raises if the prices do not prove it
        taken, cpu = time.perf_counter() - begun, time.process_time() - worked
    lots = sum(shares.values())
    print(
        f"{MAKERS:,} makers x {POINTS} points, {lots:,} lots: {taken:.2f} s ({cpu:.2f} s of CPU), limit {LIMIT:.0f} s; "
        f"{len(found.routes):,} routes, {found.lot_metres / lots:,.0f} m a lot, proven the least; "
        f"{'kept' if taken <= LIMIT else 'NOT KEPT'}"
    )
    return 0 if taken <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
