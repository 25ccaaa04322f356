"""Where makers are and where the pieces are wanted, and how far the one is from the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

EARTH = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""
MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a maker or a delivery point.

    Attributes:
        id: The maker or point.
        latitude: In millionths of a degree, north positive.
        longitude: In millionths of a degree, east positive.
        pieces: Pieces wanted there; 0 for a maker.
    """

    id: str
    latitude: int
    longitude: int
    pieces: int = 0


def metres_between(here: Sequence[Place], there: Sequence[Place]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give the great-circle distance of each of `here` (rows) to each of `there`, rounded to whole metres."""
    first, second = _radians(here)[:, :, None], _radians(there)[:, None, :]
    half = np.sin((second - first) / 2) ** 2
    chord = half[0] + np.cos(first[0]) * np.cos(second[0]) * half[1]
    metres: np.ndarray[Any, np.dtype[np.int64]] = np.rint(2 * EARTH * np.arcsin(np.sqrt(chord))).astype(
        np.int64
    )
    return metres


def _radians(places: Sequence[Place]) -> np.ndarray[Any, np.dtype[np.float64]]:
    degrees = np.array(
        [[each.latitude for each in places], [each.longitude for each in places]], dtype=np.float64
    )
    return np.radians(degrees / MICRO)


def apportion(points: Sequence[Place], lots: int) -> dict[str, int]:
    """Divide lots over points in proportion to the pieces wanted there: whole parts, then the largest remainders.

    Of equal remainders the point first by identifier has the lot. With as many lots as the points want, each has its
    own want within one lot; with fewer all points fall short alike.
    """
    wanted = sum(each.pieces for each in points)
    parts = {each.id: divmod(each.pieces * lots, wanted) for each in points}
    left = lots - sum(whole for whole, _ in parts.values())
    first = sorted(parts, key=lambda point: (-parts[point][1], point))[:left]
    return {point: whole for point, (whole, _) in parts.items()} | {
        point: parts[point][0] + 1 for point in first
    }
