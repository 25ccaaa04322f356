"""From when until when a sanction has its effect, and until when it may be appealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from eorder.foundation.errors import InvalidFormError
from eorder.law.sanction_grounds import Ground
from eorder.parties.sanctions.models import Sanction
from eorder.parties.workunits.terms import end_of_term

LATEST_START = timedelta(days=92)
"""How far ahead of its decision a sanction may begin."""


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a sanction, both inclusive, and the moments of its effect, `ends_at` exclusive."""

    since: date
    until: date
    starts_at: datetime
    ends_at: datetime

    def fields(self) -> dict[str, date]:
        """Give the fields of the record."""
        return {
            "since": self.since, "until": self.until, "starts_at": self.starts_at, "ends_at": self.ends_at
        }  # fmt: skip


def term_of(since: date, until: date, decided_at: datetime, time_zone: str) -> Term:
    """Put days into moments: it begins with its first day, but never before it was decided."""
    zone = ZoneInfo(time_zone)
    starts_at = max(decided_at, datetime.combine(since, time(), zone))
    ends_at = datetime.combine(until + timedelta(days=1), time(), zone)
    return Term(since, until, starts_at, max(starts_at, ends_at))


def chosen_term(
    ground: Ground, since: date | None, until: date | None, decided_at: datetime, time_zone: str
) -> Term:
    """Read the term that a decider chose: from today or later, and no longer than the law has it.

    Args:
        ground: Whose term is the longest.
        since: First day; None for today.
        until: Last day; None for the whole term.
        decided_at: Now.
        time_zone: Of the government.

    Raises:
        InvalidFormError: A day lies outside what may be chosen.
    """
    today = decided_at.astimezone(ZoneInfo(time_zone)).date()
    since = since or today
    if not today <= since <= today + LATEST_START:
        raise InvalidFormError(
            {
                "since": "Hari mulai paling cepat hari ini dan paling lambat tiga bulan lagi. Perbaiki tanggalnya."
            }
        )
    last = ground.last_day(since)
    until = until or last
    if not since < until <= last:
        raise InvalidFormError(
            {
                "until": f"Hari terakhir harus sesudah hari mulai dan paling lambat {last:%d-%m-%Y} "
                f"({ground.months} bulan, {ground.article})."
            }
        )
    return term_of(since, until, decided_at, time_zone)


def appeal_due(decided_at: datetime, time_zone: str) -> datetime:
    """Last moment for an appeal: the end of the last working day of the term (parameter `sanction_appeal_term`)."""
    return end_of_term(decided_at, time_zone, "sanction_appeal_term")


def earlier_end(sanction: Sanction, at: datetime) -> datetime:
    """Say when a sanction ends that is lifted at a moment: then, unless it has ended; one to come never begins."""
    if sanction.starts_at is None or sanction.ends_at is None:
        raise AssertionError("only what was decided can be lifted")
    return min(sanction.ends_at, max(at, sanction.starts_at))
