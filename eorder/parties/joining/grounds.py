"""Put together what the answers of an application are checked against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from eorder.parties.identity.models import Person
from eorder.parties.joining.models import Application
from eorder.parties.joining.queries import DISTRICT, districts_of
from eorder.parties.joining.states import ApplicationState
from eorder.parties.joining.typed import Ground, Selling
from eorder.parties.vendors.models import Vendor


def ground_of(application: Application, owner: Person, selling: Mapping[str, Selling], today: date) -> Ground:
    """Give the ground of an application; 2 statements."""
    districts = districts_of(application.government_id)
    return Ground(
        owner=owner.name,
        person_digest=owner.nik_digest or "",
        own_digest=application.nik_digest,
        selling=selling,
        regions=frozenset(each["code"] for each in districts if each["level"] == DISTRICT),
        today=today,
        answers=application.answers,
    )


def used_numbers(application: Application, person_id: UUID) -> dict[str, str]:
    """Say which identifiers of an application another business or account uses, as field and code; 3 statements."""
    found = {}
    digest = application.nik_digest
    if digest and Person.objects.filter(nik_digest=digest).exclude(id=person_id).exists():
        found["nik"] = "nik_has_account"
    for field, number in (("nib", application.nib), ("npwp", application.npwp)):
        if number and _is_used(application.government_id, application.id, field, number):
            found[field] = f"{field}_used"
    return found


def _is_used(government_id: UUID, own: UUID, field: str, number: str) -> bool:
    """Tell whether a registered business, or one that waits for its check, has a number; 1 statement."""
    same = {"government_id": government_id, field: number}
    waiting = Application.objects.filter(state=ApplicationState.APPLIED, **same).exclude(id=own)
    return bool(Vendor.objects.filter(**same).values("id").union(waiting.values("id")).exists())
