"""Whether food and drink may be ordered for a meeting, by the rule in force today."""

from __future__ import annotations

from datetime import datetime

from eorder.foundation.verdict import Verdict
from eorder.law.meeting_rule import may_serve_consumption
from eorder.web.formats import ZONE


def consumption_verdict(starts_at: datetime, ends_at: datetime, outsiders: int, at: datetime) -> Verdict:
    """Tell whether food and drink may be ordered for a meeting, by today's rule."""
    return may_serve_consumption(
        starts_at=starts_at,
        ends_at=ends_at,
        participants_from_outside=outsiders,
        day=at.astimezone(ZONE).date(),
    )
