"""The grade follows from the points: nobody chooses it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.market.curation.marks import (
    GRADES,
    HIGHEST,
    LOWEST,
    judge,
    renewable_from,
    thresholds_on,
    valid_until,
)

DAY = date(2026, 8, 10)
RULE = thresholds_on(DAY)
CRITERIA = ("rasa", "porsi", "kemasan", "kebersihan", "halal", "foto")
POINTS = st.lists(st.integers(LOWEST, HIGHEST), min_size=1, max_size=len(CRITERIA)).map(
    lambda given: dict(zip(CRITERIA, given, strict=False))
)


@pytest.mark.parametrize(
    ("points", "total", "grade"),
    [
        ((5, 5, 5, 5), 10_000, "A"),
        ((5, 4, 5, 4), 9_000, "A"),
        ((5, 4, 4, 4), 8_500, "B"),
        ((4, 4, 4, 3), 7_500, "B"),
        ((4, 4, 3, 3), 7_000, "C"),
        ((3, 3, 3, 3), 6_000, "C"),
    ],
)
def test_grade_when_every_criterion_holds_then_by_the_part_of_all_points(points, total, grade):
    found = judge(dict(zip("abcd", points, strict=True)), RULE)
    assert (found.total, found.grade, found.lacking) == (total, grade, ())


def test_grade_when_one_criterion_is_below_the_least_then_none_however_good_the_others_are():
    found = judge({"rasa": 5, "halal": 2, "foto": 5, "kemasan": 1}, RULE)
    assert (found.grade, found.lacking) == ("", ("halal", "kemasan"))


def test_grade_when_only_the_whole_is_too_low_then_the_weakest_criteria_are_lacking():
    strict = type(RULE)(3, (("A", 9_500), ("B", 9_000), ("C", 8_500)), "uji")
    found = judge({"rasa": 4, "foto": 3, "halal": 3}, strict)
    assert (found.grade, found.lacking) == ("", ("foto", "halal"))


@given(POINTS)
def test_grade_when_points_are_any_then_either_a_grade_or_what_is_lacking(points):
    found = judge(points, RULE)
    assert bool(found.grade) is not bool(found.lacking)
    assert set(found.lacking) <= set(points)
    assert 0 < found.total <= 10_000


@given(POINTS, st.data())
def test_grade_when_one_criterion_gets_a_point_more_then_never_worse(points, data):
    key = data.draw(st.sampled_from(sorted(points)))
    better = judge({**points, key: min(HIGHEST, points[key] + 1)}, RULE)
    ranks = {"": len(GRADES), **{grade: rank for rank, grade in enumerate(GRADES)}}
    assert ranks[better.grade] <= ranks[judge(points, RULE).grade]


def test_certificate_when_given_then_valid_for_730_days_and_renewable_60_days_before():
    until = valid_until(DAY)
    assert until == date(2028, 8, 9)
    assert renewable_from(until, DAY) == date(2028, 6, 10)
