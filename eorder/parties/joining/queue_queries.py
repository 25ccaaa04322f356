"""Reads of the queue: who waits, at which place, and how long it took of late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, FloatField, Q

from eorder.parties.joining.models import Application, QueueDecision
from eorder.parties.joining.queue import Turn, public_number
from eorder.parties.joining.states import GOOD, ApplicationState, Rung

DAYS_BACK = 90
"""Of how many days the decisions are counted in public (calendar days)."""
MOST_SHOWN = 300


class Median(Aggregate):
    """The middle of a column, halfway between two where the count is even."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def turn_of(application: Application, person_id: UUID, reason: str) -> Turn:
    """Say whose turn an application's is for a curator, whose own applications others check; 1 statement."""
    waiting = Application.objects.filter(
        state=ApplicationState.APPLIED, government_id=application.government_id
    ).exclude(account__person_id=person_id)
    assert application.sent_at is not None  # noqa: S101 - it was sent
    return Turn(
        application.government_id,
        Rung.CHECK,
        application.id,
        application.sent_at,
        _before(waiting, application) + 1,
        reason,
    )


def place_of(application: Application) -> int:
    """Count the place of a waiting application in the public queue, from 1; 1 statement."""
    waiting = Application.objects.filter(
        state=ApplicationState.APPLIED, government_id=application.government_id
    )
    return _before(waiting, application) + 1


def _before(waiting: Any, application: Application) -> int:
    earlier = Q(sent_at__lt=application.sent_at) | Q(sent_at=application.sent_at, id__lt=application.id)
    return int(waiting.filter(earlier).count())


def applications_in_queue() -> list[dict[str, Any]]:
    """List what waits for its check in every government, longest first, without names; 1 statement.

    At most `MOST_SHOWN`.
    """
    found = Application.objects.filter(state=ApplicationState.APPLIED).order_by("sent_at", "id")
    return [
        {
            "government_id": row["government_id"],
            "number": public_number(Rung.CHECK, row["id"]),
            "since": row["sent_at"],
            "due_at": row["due_at"],
        }
        for row in found.values("id", "government_id", "sent_at", "due_at")[:MOST_SHOWN]
    ]


def decided_of_late(at: datetime) -> list[dict[str, Any]]:
    """Count the decisions of the last `DAYS_BACK` days by government and rung, with the median wait; 1 statement.

    Returns:
        Rows with `government_id`, `rung`, `decided`, `good` (accepted, passed or upheld), `jumped` (taken before
        others) and `median` (working days; half days where the count is even).
    """
    found = QueueDecision.objects.filter(decided_at__gt=at - timedelta(days=DAYS_BACK), decided_at__lte=at)
    rows = found.order_by().values("government_id", "rung")
    counted = rows.annotate(
        decided=Count("id"),
        good=Count("id", filter=Q(outcome__in=GOOD)),
        jumped=Count("id", filter=Q(place__gt=1)),
        median=Median("waited_days"),
    )
    return [dict(row) for row in counted]


def taken_before_others(at: datetime) -> list[dict[str, Any]]:
    """List what was decided out of order in the last `DAYS_BACK` days, latest first, with its reason; 1 statement.

    At most `MOST_SHOWN`.
    """
    found = QueueDecision.objects.filter(
        place__gt=1, decided_at__gt=at - timedelta(days=DAYS_BACK), decided_at__lte=at
    )
    rows = found.order_by("-decided_at", "-id").values(
        "government_id", "rung", "number", "decided_at", "place", "waited_days", "reason"
    )
    return [dict(row) for row in rows[:MOST_SHOWN]]
