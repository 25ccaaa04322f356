"""Days the government does not work: national holidays and joint leave, with the operator's corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from eorder.foundation.working_days import WorkingCalendar
from eorder.law.book import parameter

_CATEGORIES = ("public", "government")
_OVERRIDE = "holidays_override"


def working_calendar(years: Iterable[int]) -> WorkingCalendar:
    """Give the working days of the years named; days of other years are taken to have no holidays."""
    return _calendar(tuple(sorted(set(years))))


def working_calendar_around(day: date) -> WorkingCalendar:
    """Give the working days of the day's year, the one before and the one after: enough for any term here."""
    return working_calendar((day.year - 1, day.year, day.year + 1))


@cache
def _calendar(years: tuple[int, ...]) -> WorkingCalendar:
    return WorkingCalendar(frozenset().union(*(_holidays_of(year) for year in years)))


def _holidays_of(year: int) -> frozenset[date]:
    """The library's list for the year, corrected by the override that held at its end."""
    listed = frozenset(holidays.country_holidays("ID", years=[year], categories=_CATEGORIES))
    override = parameter(_OVERRIDE).find(date(year, 12, 31))
    if override is None:
        return listed
    return corrected(listed, override.table["added"], override.table["removed"], year)


def corrected(
    listed: frozenset[date], added: Iterable[date], removed: Iterable[date], year: int
) -> frozenset[date]:
    """Apply an override's days of one year to a list of holidays."""
    return (listed - frozenset(removed)) | {day for day in added if day.year == year}
