"""For what, by which article and how long a seller is suspended or blacklisted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eorder.law.book import parameter

_ONE_DAY = timedelta(days=1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a sanction as the law of a day has it.

    Attributes:
        code: Stable name, stored with the sanction.
        label: What the seller did, in plain Indonesian.
        english: The same in English.
        article: Where it stands.
        months: How long the sanction lasts; for a suspension at most.
        version: Version of the parameter that says so.
    """

    code: str
    label: str
    english: str
    article: str
    months: int
    version: str

    def last_day(self, since: date) -> date:
        """Give the last day (inclusive) of the whole term: one year from 10 March ends on 9 March."""
        years, month = divmod(since.month - 1 + self.months, _MONTHS)
        for day in range(since.day, 0, -1):
            try:
                return date(since.year + years, month + 1, day) - _ONE_DAY
            except ValueError:  # 31 August and six months: the last day of February stands for the 31st
                continue
        raise AssertionError("every month has a first day")


def blacklist_grounds(day: date) -> Mapping[str, Ground]:
    """Give the grounds for which PA/KPA may blacklist, by code.

    Raises:
        NoLawError: None are recorded for the day.
    """
    return _grounds("blacklist_grounds", day)


def suspension_grounds(day: date) -> Mapping[str, Ground]:
    """Give the grounds for which the keeper of the marketplace may suspend, by code.

    Raises:
        NoLawError: None are recorded for the day.
    """
    return _grounds("suspension_grounds", day)


def words_of(code: str) -> tuple[str, str]:
    """Give Indonesian and English words for a ground that some version of the law has or had; empty for any other."""
    for name in ("suspension_grounds", "blacklist_grounds"):
        for value in reversed(parameter(name).values):
            if code in value.table:
                return str(value.table[code]["label"]), str(value.table[code]["english"])
    return "", ""


def _grounds(name: str, day: date) -> Mapping[str, Ground]:
    value = parameter(name).on(day)
    return {
        code: Ground(code, each["label"], each["english"], each["article"], each["months"], value.version)
        for code, each in value.table.items()
    }
