"""Reads of packages, their meetings and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.packages.facts import BudgetFacts, BuyerFacts, PackageFacts
from eorder.buying.packages.models import Meeting, Package
from eorder.buying.packages.states import OWNERS, PackageState
from eorder.foundation.errors import NotFoundError
from eorder.law.separation_of_duties import Duty
from eorder.parties.identity.actor import Actor

RELATED = (
    "unit__government", "budget_line__account", "pa_appointment", "ppk_appointment", "officer_appointment",
)  # fmt: skip
PAGE = 50
LONGEST_RUP = 18
SETTLED = ("verified", "paid", "closed")
"""States of an order whose tax and attendance were checked."""

LoadedPackage: TypeAlias = Package
"""What these reads give, named for pages that do not know the tables."""


def duties_done(package: Package) -> list[tuple[Duty, UUID | None]]:
    """List who did what on a package that was loaded with `RELATED`, before an officer takes it up."""
    disposer = package.pa_appointment.person_id if package.pa_appointment else None
    return [(Duty.PA_KPA, disposer), (Duty.PPK, package.ppk_id)]


def package_facts(package: Package) -> PackageFacts:
    """State the facts of a package that was loaded with `RELATED`."""
    unit = package.unit
    buyer = BuyerFacts(unit.government.code, unit.government.name, unit.id, unit.code, unit.name)
    return PackageFacts(
        id=package.id,
        ocid=package_ocid(package.rup_id),
        rup_id=package.rup_id,
        fiscal_year=package.fiscal_year,
        name=package.name,
        ceiling=package.ceiling,
        method=package.method,
        kind=package.kind,
        state=package.state,
        buyer=buyer,
        budget=_budget_facts(package.budget_line) if package.budget_line else None,
        announced_at=package.announced_at,
    )


def _budget_facts(line: BudgetLine) -> BudgetFacts:
    return BudgetFacts(
        line.id,
        line.fiscal_year,
        line.sub_activity_code,
        line.sub_activity_name,
        line.account_id,
        line.account.name,
        line.ceiling,
    )


def package_ocid(rup_id: int) -> str:
    """Name the OCDS process of a package."""
    return f"{settings.EORDER_OCID_PREFIX}-RUP-{rup_id}"


def find_package(package_id: UUID) -> Package:
    """Load a package with unit, government and budget line; 1 statement.

    Raises:
        NotFoundError: There is no such package.
    """
    package = Package.objects.select_related(*RELATED).filter(id=package_id).first()
    if package is None:
        raise NotFoundError("Paket ini tidak ada.")
    return package


def find_package_with_people(package_id: UUID) -> Package:
    """Load a package as `find_package` does, with the people it was disposed by and to; 1 statement.

    Raises:
        NotFoundError: There is no such package.
    """
    people = [f"{each}_appointment__person" for each in ("pa", "ppk", "officer")]
    package = Package.objects.select_related(*RELATED, *people).filter(id=package_id).first()
    if package is None:
        raise NotFoundError("Paket ini tidak ada.")
    return package


def find_package_by_rup(rup_id: int) -> Package:
    """Load the newest package with a RUP id; 1 statement.

    Raises:
        NotFoundError: There is no such package.
    """
    package = Package.objects.select_related(*RELATED).filter(rup_id=rup_id).order_by("-fiscal_year").first()
    if package is None:
        raise NotFoundError(f"Paket RUP {rup_id} tidak ada.")
    return package


def meetings_of(package_id: UUID) -> list[dict[str, Any]]:
    """List the meetings recorded on a package, latest first; 1 statement."""
    meetings = Meeting.objects.filter(package_id=package_id).order_by("-starts_at")
    rows = meetings.values(
        "id",
        "title",
        "starts_at",
        "ends_at",
        "place",
        "insiders",
        "outsiders",
        "attended",
        "invitation_number",
    )
    return [dict(row) for row in rows]


@dataclass(slots=True)
class Belonging:
    """Which unit a package, or a meeting within it, belongs to."""

    unit_id: UUID
    government_id: UUID


def package_belonging(subject_id: UUID) -> Belonging | None:
    """Tell whose package this is, or whose meeting; None when it is neither; 1 statement."""
    either = Package.objects.filter(Q(id=subject_id) | Q(meetings__id=subject_id))
    found = either.values_list("unit_id", "government_id").first()
    return found and Belonging(*found)


def find_meeting(meeting_id: UUID) -> Meeting:
    """Load a meeting with its package and unit; 1 statement.

    Raises:
        NotFoundError: There is no such meeting.
    """
    meeting = Meeting.objects.select_related("package__unit").filter(id=meeting_id).first()
    if meeting is None:
        raise NotFoundError("Rapat ini tidak ada.")
    return meeting


def is_settled(meeting_id: UUID) -> bool:
    """Tell whether a bill for food at a meeting was verified: what it rests on stays as it was; 1 statement."""
    return Meeting.objects.filter(id=meeting_id, orders__state__in=SETTLED).exists()


def packages_waiting_for(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the packages whose next step is the actor's, oldest first; at most 300; 1 statement."""
    mine = Q(pk__in=[])
    for state, roles in OWNERS.items():
        units = actor.units(roles, at)
        if units and state is not PackageState.ACTIVE:
            mine |= Q(unit_id__in=units, state=state)
    return list(_rows(Package.objects.filter(mine).order_by("changed_at", "id"))[:300])


def packages_of_units(
    unit_ids: Sequence[UUID], states: Sequence[str], text: str, after: int
) -> list[dict[str, Any]]:
    """List packages of some units by RUP id above `after`, one page and one more; 1 statement.

    Args:
        unit_ids: The units.
        states: Only these states; empty for all.
        text: Part of the name, or the RUP id; empty for all.
        after: RUP id of the last package of the page before; 0 for the first page.
    """
    found = Package.objects.filter(unit_id__in=unit_ids, rup_id__gt=after)
    if states:
        found = found.filter(state__in=states)
    if text:
        found = found.filter(_named(text))
    return list(_rows(found.order_by("rup_id"))[: PAGE + 1])


def _named(text: str) -> Q:
    named = Q(name__icontains=text)
    is_rup = text.isascii() and text.isdigit() and len(text) <= LONGEST_RUP
    return named | Q(rup_id=int(text)) if is_rup else named


def _rows(found: QuerySet[Package]) -> Any:
    return found.annotate(left=F("ceiling") - F("ordered")).values(
        "id",
        "rup_id",
        "fiscal_year",
        "name",
        "ceiling",
        "left",
        "state",
        "method",
        "unit__name",
        "changed_at",
    )
