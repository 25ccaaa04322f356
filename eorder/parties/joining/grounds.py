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
from eorder.parties.vendors.models import ProvenNumber, Vendor


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
    numbers = {"nik": application.nik_digest, "nib": application.nib, "npwp": application.npwp}
    return {
        which: "nik_has_account" if which == "nik" else f"{which}_used"
        for which, number in numbers.items()
        if number and is_used(application.government_id, which, number, person_id, own=application.id)
    }


def is_used(
    government_id: UUID, which: str, number: str, person_id: UUID, *, own: UUID | None = None
) -> bool:
    """Tell whether somebody else has an identifier; 1 statement.

    That is another account (NIK), a registered business or an application that waits for its check (NIB, NPWP), or a
    person whose number it was found to be.

    Args:
        government_id: Whose marketplace it is.
        which: "nik", "nib" or "npwp".
        number: As it is kept; of a NIK the digest.
        person_id: Who asks to use it.
        own: Their application.
    """
    proven = ProvenNumber.objects.filter(government_id=government_id, which=which, number=number)
    theirs = proven.exclude(person_id=person_id).values("id")
    if which == "nik":
        known = Person.objects.filter(nik_digest=number).exclude(id=person_id)
        return bool(known.values("id").union(theirs).exists())
    same = {"government_id": government_id, which: number}
    businesses = Vendor.objects.filter(**same, **{f"{which}_released_at": None})
    waiting = Application.objects.filter(state=ApplicationState.APPLIED, **same)
    if own is not None:
        waiting = waiting.exclude(id=own)
    return bool(businesses.values("id").union(waiting.values("id"), theirs).exists())
