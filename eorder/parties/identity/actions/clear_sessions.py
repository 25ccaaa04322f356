"""Remove the sessions whose time is over; nothing was decided by them any more."""

from __future__ import annotations

from datetime import datetime

from eorder.parties.identity.models import Session

AT_ONCE = 1_000


def clear_sessions(*, at: datetime) -> int:
    """Remove sessions that ended at a moment or before; some at a time, so that no statement takes long.

    Args:
        at: Now.

    Returns:
        How many were removed. A session that went on meanwhile stays.
    """
    ended, removed = Session.objects.filter(expire_date__lte=at), 0
    while keys := list(ended.values_list("pk", flat=True)[:AT_ONCE]):
        removed += ended.filter(pk__in=keys).delete()[0]
    return removed
