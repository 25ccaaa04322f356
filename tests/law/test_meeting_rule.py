"""Meeting consumption of Perpres 33/2020 and the attendance list."""

from datetime import date, datetime, timedelta, timezone

import pytest

from eorder.law.meeting_rule import attendance_matches, may_serve_consumption

START = datetime(2026, 8, 13, 9, 0, tzinfo=timezone(timedelta(hours=7)))
DAY = date(2026, 8, 13)


def meeting(minutes=180, outsiders=1, day=DAY):
    return may_serve_consumption(
        starts_at=START,
        ends_at=START + timedelta(minutes=minutes),
        participants_from_outside=outsiders,
        day=day,
    )


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (meeting(minutes=119), "meeting_too_short"),
        (meeting(minutes=0), "meeting_ends_before_start"),
        (meeting(minutes=-1), "meeting_ends_before_start"),
        (meeting(outsiders=0), "meeting_internal"),
        (meeting(minutes=119, outsiders=0), "meeting_too_short"),
    ],
)
def test_meeting_when_it_breaks_the_rule_then_refused_with_its_code(verdict, code):
    assert not verdict
    assert verdict.code == code
    assert verdict.refusal.endswith(".")


def test_meeting_when_two_hours_with_one_outsider_then_allowed():
    assert meeting(minutes=120, outsiders=1)


def test_meeting_when_before_perpres_33_then_there_is_no_rule():
    assert meeting(minutes=30, outsiders=0, day=date(2020, 2, 19))
    assert not meeting(minutes=30, outsiders=0, day=date(2020, 2, 20))


@pytest.mark.parametrize(
    ("portions", "present", "fits"),
    [(125, 121, True), (125, 130, True), (100, 95, True), (100, 94, False), (0, 0, True), (1, 0, False)],
)
def test_attendance_when_portions_exceed_it_then_five_percent_are_tolerated(portions, present, fits):
    verdict = attendance_matches(portions=portions, present=present, day=DAY)
    assert bool(verdict) is fits
    assert fits or verdict.code == "portions_exceed_attendance"
