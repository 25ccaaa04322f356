"""Reads of the journal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from eorder.records.journal.models import Event

_FIELDS = ("id", "name", "subject_kind", "subject_id", "seq", "role", "at", "public", "hash", "person_id")


def events_of(subject_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """List the events of some records in the order they happened, with their public facts; 1 statement."""
    found = (
        Event.objects.filter(subject_id__in=subject_ids).order_by("at", "recorded_at", "seq").values(*_FIELDS)
    )
    return [{**each, "public": json.loads(each["public"])} for each in found]


def event_with_facts(event_id: UUID) -> dict[str, Any] | None:
    """Load one event with its public facts; 1 statement."""
    found = Event.objects.filter(id=event_id).values(*_FIELDS, "government_id").first()
    return found and {**found, "public": json.loads(found["public"])}


def last_change(subject_ids: Sequence[UUID]) -> tuple[int, datetime | None]:
    """Count the events of some records and tell when the last was written; 1 statement.

    The pair changes with every act on one of them, so it is a cheap version of what is shown of them.
    """
    events = Event.objects.filter(subject_id__in=subject_ids)
    found = events.aggregate(count=Count("id"), last=Max("recorded_at"))
    return found["count"], found["last"]
