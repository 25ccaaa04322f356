"""Reads of governments, units, appointments and delivery addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from eorder.foundation.errors import NotFoundError
from eorder.parties.workunits.models import Address, Appointment, Government, Unit


def appointments_of(unit_id: UUID, role: str, at: datetime) -> list[dict[str, Any]]:
    """List who holds an office in a unit at a moment, by name; 1 statement."""
    valid = Q(until__isnull=True) | Q(until__gt=at)
    found = Appointment.objects.filter(valid, unit_id=unit_id, role=role, since__lte=at)
    rows = found.order_by("person__sort_key", "id").values(
        "id", "person_id", "person__name", "decree_number", "decree_date", "until"
    )
    return [dict(row) for row in rows]


def offices_of(person_id: UUID, since: datetime, until: datetime | None = None) -> frozenset[str]:
    """List the offices a person holds at some moment of a period, `until` exclusive; 1 statement."""
    found = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=since), person_id=person_id)
    if until is not None:
        found = found.filter(since__lt=until)
    return frozenset(found.values_list("role", flat=True))


def addresses_of(unit_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """List the delivery addresses of some units, the active one of each first; 1 statement."""
    found = Address.objects.filter(unit_id__in=unit_ids).order_by(
        "unit__sort_key", "unit_id", "-is_active", "sort_key"
    )
    rows = found.values("id", "unit_id", "unit__name", "label", "street", "is_active")
    return [dict(row) for row in rows]


def units_named(unit_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Name some units, in order of their names; 1 statement."""
    rows = Unit.objects.filter(id__in=unit_ids).order_by("sort_key", "id").values("id", "name")
    return [dict(row) for row in rows]


def time_zone_of(government_id: UUID) -> str:
    """Name the time zone where a government is; 1 statement.

    Raises:
        NotFoundError: There is no such government.
    """
    zone = Government.objects.filter(id=government_id).values_list("time_zone", flat=True).first()
    if zone is None:
        raise NotFoundError("Pemerintah daerah ini tidak ada.")
    return zone


def local_day(government_id: UUID, at: datetime) -> date:
    """Give the day a moment falls on where a government is; 1 statement.

    Raises:
        NotFoundError: There is no such government.
    """
    return at.astimezone(ZoneInfo(time_zone_of(government_id))).date()


def government_of(code: str) -> UUID:
    """Find a government by its code; 1 statement.

    Raises:
        NotFoundError: There is no such government.
    """
    found = Government.objects.filter(code=code).values_list("id", flat=True).first()
    if found is None:
        raise NotFoundError(f"Pemerintah daerah dengan kode {code} belum ada. Impor paketnya lebih dulu.")
    return found
