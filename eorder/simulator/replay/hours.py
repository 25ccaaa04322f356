"""The virtual clock of one purchase: what the source knows of its time, and office hours for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from eorder.law.holidays import working_calendar_around
from eorder.simulator.replay.assumptions import assumptions

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Hours:
    """When each act of a purchase takes place; the first may be known, the others are assumed."""

    placed: datetime
    accepted: datetime
    delivered: datetime
    settled: datetime


def hours_of(moment: str) -> Hours:
    """Give the hours of a purchase by the time its source names, such as `2022-07-29 00:00:00`.

    An unknown hour becomes an office hour of the next working day, the day itself if it is one. The seller
    answers in the next office hour, delivers a working day later, and is paid another working day later.
    """
    said = datetime.fromisoformat(moment)
    placed = said.replace(tzinfo=ZONE)
    if moment.endswith(assumptions()["unknown_hour"]):
        placed = _office(_next_working(said.date()))
    accepted = max(placed, _office(_next_working(placed.date()))) + timedelta(hours=1)
    delivered = _office(_later(accepted.date(), 1)) + timedelta(hours=1)
    settled = _office(_later(delivered.date(), 1))
    return Hours(placed, accepted, delivered, settled)


def _office(day: date) -> datetime:
    return datetime.combine(day, time(assumptions()["office_hour"]), ZONE)


def _next_working(day: date) -> date:
    calendar = working_calendar_around(day)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _later(day: date, working_days: int) -> date:
    return working_calendar_around(day).add(day, working_days)
