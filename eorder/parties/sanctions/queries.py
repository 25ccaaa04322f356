"""Reads of sanctions: whether a seller may sell, the public lists, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions.models import Likeness, Sanction
from eorder.parties.sanctions.states import SanctionKind, SanctionState
from eorder.parties.vendors.models import Vendor, VendorState
from eorder.parties.workunits.models import Government

PAGE = 50
MOST = 300
MOST_FOUND = 20
_ROW = (
    "id", "vendor_id", "vendor__name", "vendor__region__name", "kind", "state", "ground", "article", "reason",
    "decree_number", "source", "since", "until", "starts_at", "ends_at", "appeal_due_at", "decided_role",
    "decided_at", "unit__name", "province",
)  # fmt: skip
_COURSE = (
    "appeal__text", "appeal__made_at", "answer__outcome", "answer__reasons", "answer__decided_role",
    "answer__decided_at",
)  # fmt: skip


def in_force(at: datetime) -> Q:
    """Say what is in force at a moment."""
    return Q(starts_at__lte=at, ends_at__gt=at)


def sanctioned_until(vendor_id: UUID, at: datetime) -> date | None:
    """Give the last day of the sanctions that a business is under at a moment; None without any; 1 statement.

    The database says the same (`sanctions_until`).
    """
    found = Sanction.objects.filter(in_force(at), vendor_id=vendor_id).order_by("-until")
    return found.values_list("until", flat=True).first()


def locked_sanction(sanction_id: UUID) -> Sanction:
    """Load a sanction for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = Sanction.objects.select_for_update(of=("self",)).filter(id=sanction_id).first()
    if found is None:
        raise NotFoundError("Sanksi ini tidak ada.")
    return found


def sanction_of(sanction_id: UUID) -> Sanction:
    """Load a sanction with its seller and unit; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = Sanction.objects.select_related("vendor", "unit", "appeal").filter(id=sanction_id).first()
    if found is None:
        raise NotFoundError("Sanksi ini tidak ada.")
    return found


def vendor_and_zone(vendor_id: UUID) -> tuple[Vendor, ZoneInfo]:
    """Load a business with the time zone of its government; 2 statements.

    Raises:
        NotFoundError: There is no such business.
    """
    vendor = Vendor.objects.filter(id=vendor_id).first()
    if vendor is None:
        raise NotFoundError("Usaha ini tidak ada.")
    zone = Government.objects.values_list("time_zone", flat=True).get(id=vendor.government_id)
    return vendor, ZoneInfo(zone)


def public_sanctions(at: datetime, *, is_past: bool, before: UUID | None = None) -> list[dict[str, Any]]:
    """List what is in force or to come, or what has ended; latest first, a page and one more; 1 statement."""
    found = _decided().filter(Q(ends_at__lte=at) if is_past else Q(ends_at__gt=at))
    if before is not None:
        found = found.filter(id__lt=before)
    return [dict(row) for row in found.order_by("-id").values(*_ROW)[: PAGE + 1]]


def public_sanction(sanction_id: UUID) -> dict[str, Any]:
    """Load one decided sanction with its appeal and the answer; 1 statement.

    Raises:
        NotFoundError: There is none, or it is not decided.
    """
    row = _decided().filter(id=sanction_id).values(*_ROW, *_COURSE).first()
    if row is None:
        raise NotFoundError("Sanksi ini tidak ada.")
    return dict(row)


def sanction_on_desk(sanction_id: UUID) -> dict[str, Any]:
    """Load one sanction, decided or not, with its appeal and the answer; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    row = Sanction.objects.filter(id=sanction_id).values(*_ROW, *_COURSE).first()
    if row is None:
        raise NotFoundError("Sanksi ini tidak ada.")
    return dict(row)


def sanctions_of(vendor_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """List every decided sanction of some businesses, latest first, at most `MOST`; 1 statement."""
    found = _decided().filter(vendor_id__in=vendor_ids).order_by("-id")
    return [dict(row) for row in found.values(*_ROW)[:MOST]]


def waiting_for(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the proposals and appeals that wait for somebody's decision, oldest first, at most `MOST`; 1 statement.

    Who proposed or decided one does not find it: another has to.
    """
    units = actor.units({"pa", "kpa"}, at)
    kept = governments_kept(actor, at)
    mine = Q(unit_id__in=units, state=SanctionState.PROPOSED)
    mine |= Q(unit_id__in=units, kind=SanctionKind.BLACKLIST, state=SanctionState.APPEALED)
    mine |= Q(government_id__in=kept, kind=SanctionKind.SUSPENSION, state=SanctionState.APPEALED)
    theirs = Q(decided_by_id=actor.person_id) | Q(proposed_by_id=actor.person_id)
    found = Sanction.objects.filter(mine).exclude(vendor_id__in=actor.vendor_ids)
    rows = found.exclude(theirs & Q(decided_by__isnull=False)).exclude(
        proposed_by_id=actor.person_id, decided_by__isnull=True
    )
    return [dict(row) for row in rows.order_by("id").values(*_ROW, "proposed_at", "appeal__made_at")[:MOST]]


def kept_by(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List what is in force and was decided by somebody's desk, latest first, at most `MOST`; 1 statement."""
    mine = Q(unit_id__in=actor.units({"pa", "kpa"}, at)) | Q(
        government_id__in=governments_kept(actor, at),
        kind__in=[SanctionKind.SUSPENSION, SanctionKind.NATIONAL],
    )
    found = _decided().filter(mine, ends_at__gt=at).order_by("-id")
    return [dict(row) for row in found.values(*_ROW)[:MOST]]


def governments_kept(actor: Actor, at: datetime) -> set[UUID]:
    """Name the governments whose marketplace somebody keeps as curator; no statement."""
    return {hat.government_id for hat in actor.hats if hat.role == "curator" and hat.fits(at)}


def likenesses(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the rows of the national list that only have a seller's name and still last, at most `MOST`; 1 statement."""
    found = Likeness.objects.filter(government_id__in=governments_kept(actor, at), until__gte=at.date())
    rows = found.order_by("-noted_at", "id").values(
        "id", "vendor_id", "listed_name", "decree_number", "province", "since", "until", "source",
        seller=F("vendor__name"),
    )  # fmt: skip
    return [dict(row) for row in rows[:MOST]]


def sellers_named(actor: Actor, text: str, at: datetime) -> list[dict[str, Any]]:
    """Find active sellers of a curator's government by a part of their name, `MOST_FOUND` at most; 1 statement."""
    if not text.strip():
        return []
    found = Vendor.objects.filter(
        government_id__in=governments_kept(actor, at), state=VendorState.ACTIVE, name__icontains=text.strip()
    )
    rows = found.order_by("sort_key", "id").values("id", "name", "region__name")
    return [dict(row) for row in rows[:MOST_FOUND]]


def seller_kept(actor: Actor, vendor_id: UUID, at: datetime) -> dict[str, Any]:
    """Load a business of a curator's government; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = Vendor.objects.filter(id=vendor_id, government_id__in=governments_kept(actor, at))
    row = found.values("id", "name", "region__name", "government_id").first()
    if row is None:
        raise NotFoundError("Usaha ini tidak ada.")
    return dict(row)


def _decided() -> QuerySet[Sanction]:
    return Sanction.objects.filter(starts_at__isnull=False)
