"""Points by criterion, what each point means, and the grade that follows from them by the rule of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eorder.law import book

ANCHORS = {
    1: "Tidak memenuhi",
    2: "Memenuhi sebagian; ada yang harus diperbaiki dulu",
    3: "Memenuhi",
    4: "Baik: memenuhi dan rapi pada semua contoh",
    5: "Sangat baik: patut dicontoh penjual lain",
}
"""What each point says, in plain words; the curator finds the criterion's own sentence beside the lowest."""
LOWEST, HIGHEST = min(ANCHORS), max(ANCHORS)
GRADES = ("A", "B", "C")
PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The rule of a day.

    Attributes:
        least: Fewest points of a criterion with which a product passes.
        grades: Smallest part of all points for each grade, in parts per 10,000, best grade first.
        version: Name of the parameter's value.
    """

    least: int
    grades: tuple[tuple[str, int], ...]
    version: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the points.

    Attributes:
        total: Part of all points, in parts per 10,000, rounded down.
        grade: One of `GRADES`; empty when the product does not pass.
        lacking: Criteria for which it does not pass; empty when it does.
    """

    total: int
    grade: str
    lacking: tuple[str, ...]


def thresholds_on(day: date) -> Thresholds:
    """Read the rule of a day.

    Legal source: parameter `curation_marks`; a setting of this design, no article.
    """
    value = book.parameter("curation_marks").on(day)
    grades = tuple((grade, int(value.table[grade])) for grade in GRADES)
    return Thresholds(int(value.table["least"]), grades, value.version)


def judge(points: Mapping[str, int], rule: Thresholds) -> Judgement:
    """Derive the grade: nobody chooses it.

    A criterion below the least refuses, however good the others are. Where each has the least and the whole is still
    below the lowest grade, the criteria with the fewest points are what is lacking.

    Args:
        points: By criterion, `LOWEST` to `HIGHEST`; at least one.
        rule: Of the day of the decision.
    """
    total = sum(points.values()) * PARTS // (HIGHEST * len(points))
    lacking = tuple(key for key, each in points.items() if each < rule.least)
    grade = "" if lacking else next((name for name, part in rule.grades if total >= part), "")
    if not grade and not lacking:
        lacking = tuple(key for key, each in points.items() if each == min(points.values()))
    return Judgement(total, grade, lacking)


def valid_until(day: date) -> date:
    """Last day of a certificate that is given on a day (inclusive).

    Legal source: parameter `curation_validity`; a setting of this design, no article.
    """
    return day + timedelta(days=book.parameter("curation_validity").on(day).amount)


def renewable_from(until: date, today: date) -> date:
    """First day on which a certificate may be renewed (inclusive), by the rule of today.

    Legal source: parameter `curation_renewal_window`; a setting of this design, no article.
    """
    return until - timedelta(days=book.parameter("curation_renewal_window").on(today).amount)
