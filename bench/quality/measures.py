"""What is measured of a ranked list: discounted gain beside the best possible."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

SHOWN = 10


def gain(grades: Sequence[int]) -> float:
    """Sum the gains 2^grade - 1 of the first ten, each divided by log2 of its place + 1."""
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:SHOWN], 1))


def ndcg(grades: Sequence[int], judged: Iterable[int]) -> float:
    """Divide the gain by that of the best order of all that was judged; 0 if nothing judged is of any use."""
    best = gain(sorted(judged, reverse=True))
    return gain(grades) / best if best else 0.0
