"""Terms counted in working days: Monday to Friday, without holidays and joint leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from eorder.foundation.errors import InvalidValueError

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked, given the holidays and joint leave of the years it is asked about."""

    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on the day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add(self, day: date, count: int) -> date:
        """Give the last day of a term of `count` working days.

        The start day does not count: three working days after Thursday 13 August 2026 end on
        Wednesday 19 August, because Monday 17 August is a holiday. Zero gives the start day itself.

        Raises:
            InvalidValueError: The count is negative.
        """
        if count < 0:
            raise InvalidValueError("Jumlah hari kerja tidak boleh negatif.", code="invalid_working_days")
        while count:
            day += _ONE_DAY
            count -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        odd = ((start.weekday() + offset) % 7 < _SATURDAY for offset in range(1, rest + 1))
        off = sum(start < day <= end and day.weekday() < _SATURDAY for day in self.holidays)
        return 5 * weeks + sum(odd) - off
