"""Whom a letter about the next act of a unit, a vendor or a curator goes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from eorder.parties.identity.models import Account
from eorder.parties.workunits.models import Appointment, Role


def officials_of(unit_id: UUID, roles: Iterable[str], at: datetime) -> list[str]:
    """List the addresses of those who hold one of the roles in a unit at a moment; 1 statement."""
    valid = Q(person__appointments__until__isnull=True) | Q(person__appointments__until__gt=at)
    found = Account.objects.filter(
        valid,
        person__appointments__unit_id=unit_id,
        person__appointments__role__in=list(roles),
        person__appointments__since__lte=at,
        is_active=True,
    )
    return list(found.order_by("email").values_list("email", flat=True).distinct())


def members_of(vendor_id: UUID) -> list[str]:
    """List the addresses of those who act for a business; 1 statement."""
    found = Account.objects.filter(
        person__memberships__vendor_id=vendor_id,
        person__memberships__tie__in=["owner", "staff"],
        is_active=True,
    )
    return list(found.order_by("email").values_list("email", flat=True).distinct())


def curators_of(government_id: UUID, at: datetime) -> list[str]:
    """List the addresses of a government's curators at a moment; 1 statement."""
    valid = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at), government_id=government_id, role=Role.CURATOR, since__lte=at
    )
    found = Account.objects.filter(person__appointments__in=valid, is_active=True)
    return list(found.order_by("email").values_list("email", flat=True).distinct())
