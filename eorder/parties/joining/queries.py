"""Reads of applications."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account, Person
from eorder.parties.joining.models import Application, ContactProof, Remark
from eorder.parties.joining.states import ApplicationState
from eorder.parties.regions.models import Region
from eorder.parties.vendors.models import Member
from eorder.parties.workunits.models import Government, Role, Unit

DISTRICT = 3
MOST = 300


def governments() -> list[dict[str, Any]]:
    """List the governments one can join, by name; 1 statement."""
    rows = Government.objects.order_by("code").values("id", "name", "time_zone")
    return sorted((dict(row) for row in rows), key=lambda row: row["name"])


def districts_of(government_id: UUID) -> list[dict[str, Any]]:
    """List the regencies and districts of the provinces where a government's units are, by code; 2 statements."""
    units = Unit.objects.filter(government_id=government_id, region__isnull=False)
    provinces = {code[:2] for code in units.values_list("region_id", flat=True).distinct()}
    found = Region.objects.filter(level__in=[DISTRICT - 1, DISTRICT])
    if provinces:
        found = found.filter(code__regex=rf"^({'|'.join(sorted(provinces))})\.")
    return [dict(row) for row in found.order_by("code").values("code", "name", "level")]


def open_application(account_id: UUID) -> Application | None:
    """Find the application that an account writes or waits for; None without one; 1 statement."""
    return (
        Application.objects.exclude(state=ApplicationState.CHECKED)
        .select_related("account__person")
        .filter(account_id=account_id)
        .first()
    )


def application_of(application_id: UUID) -> Application:
    """Load an application with its applicant; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = Application.objects.select_related("account__person", "vendor").filter(id=application_id).first()
    if found is None:
        raise NotFoundError("Pendaftaran ini tidak ada.")
    return found


def locked_application(application_id: UUID) -> Application:
    """Load an application for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("account__person")
        .filter(id=application_id)
        .first()
    )
    if found is None:
        raise NotFoundError("Pendaftaran ini tidak ada.")
    return found


def remarks_on(application_id: UUID) -> list[dict[str, Any]]:
    """List why an application was sent back, latest first; 1 statement."""
    found = Remark.objects.filter(application_id=application_id).order_by("-made_at", "-id")
    return [dict(row) for row in found.values("criterion", "evidence", "remedy", "made_at")]


def waiting_applications(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List what was sent and waits for a curator's check, first due first, at most `MOST`; 1 statement."""
    governments_held = {hat.government_id for hat in actor.hats if hat.role == Role.CURATOR and hat.fits(at)}
    found = Application.objects.filter(
        state=ApplicationState.APPLIED, government_id__in=governments_held
    ).exclude(account__person_id=actor.person_id)
    rows = found.order_by("due_at", "id").values(
        "id", "answers", "sent_at", "due_at", "account__person__name"
    )
    return [dict(row) for row in rows[:MOST]]


def waiting_for_curation(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the accepted businesses that are not active yet, longest accepted first, at most `MOST`; 1 statement."""
    governments_held = {hat.government_id for hat in actor.hats if hat.role == Role.CURATOR and hat.fits(at)}
    found = Application.objects.filter(vendor__state="checked", government_id__in=governments_held)
    rows = found.exclude(account__person_id=actor.person_id).order_by("changed_at", "id")
    return [dict(row) for row in rows.values("id", "vendor_id", "vendor__name", "changed_at")[:MOST]]


def businesses_of(person_id: UUID) -> list[dict[str, Any]]:
    """List every business that a person is tied to: how, and what its application wanted to sell first; 1 statement.

    `selling` is the code of a category; empty for businesses that were entered without an application.
    """
    wanted = Application.objects.filter(vendor_id=OuterRef("vendor_id")).values("answers__usaha__selling")
    rows = Member.objects.filter(person_id=person_id).order_by("vendor__sort_key", "vendor_id", "tie")
    found = rows.annotate(wanted=Subquery(wanted[:1])).values(
        "vendor_id", "vendor__name", "vendor__state", "tie", "since", "wanted"
    )
    return [{**row, "selling": row["wanted"] or ""} for row in found]


def applications_in_name_of(person_id: UUID) -> list[dict[str, Any]]:
    """List the applications that other accounts made with a person's NIK, latest first; 2 statements.

    The owner of a NIK sees who uses it: the name of the business and of whoever applies, and where it stands.
    """
    digest = Person.objects.filter(id=person_id).values_list("nik_digest", flat=True).first()
    if not digest:
        return []
    found = Application.objects.filter(nik_digest=digest).exclude(account__person_id=person_id)
    rows = found.order_by("-changed_at").values("answers", "state", "changed_at", "account__person__name")
    return [dict(row) for row in rows[:MOST]]


def recent_proofs(email: str, since: datetime) -> int:
    """Count the letters with a code that an address was sent since a moment; 1 statement."""
    return ContactProof.objects.filter(email=email, asked_at__gte=since).count()


def government_joined(account_id: UUID) -> UUID | None:
    """Name the government whose marketplace an account was opened for; None for older accounts; 1 statement."""
    emails = Account.objects.filter(id=account_id).values("email")
    found = ContactProof.objects.filter(email__in=emails, proved_at__isnull=False).order_by("-proved_at")
    return found.values_list("government_id", flat=True).first()
