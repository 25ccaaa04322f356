"""Reads of claims, and of whoever uses a claimed number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from eorder.foundation.errors import NotFoundError
from eorder.foundation.verdict import ALLOWED
from eorder.parties.claims.models import Claim
from eorder.parties.claims.rules import Effects, Standing
from eorder.parties.claims.states import ClaimKind, ClaimState, Which
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account, Person
from eorder.parties.joining.grounds import is_used
from eorder.parties.joining.models import Application
from eorder.parties.joining.queries import open_application
from eorder.parties.joining.states import ApplicationState
from eorder.parties.readers import members_of
from eorder.parties.sanctions.models import Sanction
from eorder.parties.vendors.models import Member, ProvenNumber, Tie, Vendor
from eorder.parties.vendors.queries import is_tied
from eorder.parties.vendors.rules import may_join
from eorder.parties.workunits.models import Role
from eorder.parties.workunits.queries import local_day, offices_of

MOST = 300


@dataclass(frozen=True, slots=True)
class Other:
    """Who uses a number.

    Attributes:
        vendor: The business; None where there is none, or where a NIK owns several.
        holder: Who is known by the NIK.
        contacts: Addresses that are told.
    """

    vendor: UUID | None
    holder: UUID | None
    contacts: list[str]


def other_side(government_id: UUID, which: str, number: str) -> Other:
    """Find who uses a number; at most 3 statements."""
    if which == Which.NIK:
        holder = Person.objects.filter(nik_digest=number).values_list("id", flat=True).first()
        if holder is None:
            return Other(None, None, [])
        owned = Member.objects.filter(
            person_id=holder, tie=Tie.OWNER, vendor__government_id=government_id
        ).values_list("vendor_id", flat=True)[:2]
        accounts = Account.objects.filter(person_id=holder, is_active=True).order_by("email")
        return Other(
            owned[0] if len(owned) == 1 else None, holder, list(accounts.values_list("email", flat=True))
        )
    same = {"government_id": government_id, which: number, f"{which}_released_at": None}
    vendor = Vendor.objects.filter(**same).values_list("id", flat=True).first()
    if vendor is not None:
        return Other(vendor, None, members_of(vendor))
    waiting = _waiting(government_id, which, number).order_by("account__email")
    return Other(None, None, list(waiting.values_list("account__email", flat=True)))


def _waiting(government_id: UUID, which: str, number: str) -> Any:
    """Select the applications with a NIB or NPWP that wait for their check, the longest first."""
    same = {"government_id": government_id, which: number}
    return Application.objects.filter(state=ApplicationState.APPLIED, **same).order_by("sent_at", "id")


def standing_of(by: Actor, government_id: UUID, which: str, number: str, other: Other) -> Standing:
    """Say how things stand around a number for whoever claims it; at most 5 statements."""
    own = open_application(by.account_id)
    known = Person.objects.filter(id=by.person_id).values_list("nik_digest", flat=True).first()
    return Standing(
        is_own=other.holder == by.person_id
        or (other.vendor is not None and is_tied(other.vendor, by.person_id)),
        is_used=is_used(government_id, which, number, by.person_id, own=own.id if own else None),
        is_other_nik=which == Which.NIK and bool(known) and known != number,
        open_count=Claim.objects.filter(claimant_id=by.person_id, state=ClaimState.OPEN).count(),
    )


def claim_of(claim_id: UUID) -> Claim:
    """Load a claim with its claimant and the business it is about; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = find_claim(claim_id)
    if found is None:
        raise NotFoundError("Klaim ini tidak ada.")
    return found


def find_claim(claim_id: UUID) -> Claim | None:
    """Find a claim by the key that a document names; None where it belongs to something else; 1 statement."""
    return Claim.objects.select_related("claimant", "account", "vendor").filter(id=claim_id).first()


def locked_claim(claim_id: UUID) -> Claim:
    """Load a claim for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("claimant", "account", "vendor")
        .filter(id=claim_id)
        .first()
    )
    if found is None:
        raise NotFoundError("Klaim ini tidak ada.")
    return found


def is_on_other_side(claim: Claim, person_id: UUID) -> bool:
    """Tell whether somebody belongs to the business, or made the application, that uses the number; 2 statements."""
    if claim.vendor_id is not None and is_tied(claim.vendor_id, person_id):
        return True
    if claim.which == Which.NIK:
        return False
    waiting = _waiting(claim.government_id, claim.which, claim.number)
    return bool(waiting.filter(account__person_id=person_id).exists())


def effects_of(claim: Claim, at: datetime) -> Effects:
    """Say what stands in the way of upholding a claim; at most 3 statements."""
    if claim.kind == ClaimKind.OWN:
        day = local_day(claim.government_id, at)
        return Effects(False, False, False, may_join(claim.claimant_id, at, day))
    waiting = claim.which != Which.NIK and _others_waiting(claim).exists()
    holds = claim.holder_id is not None and bool(offices_of(claim.holder_id, at))
    settled = ProvenNumber.objects.filter(
        government_id=claim.government_id, which=claim.which, number=claim.number
    ).exclude(person_id=claim.claimant_id)
    return Effects(waiting, holds, settled.exists(), ALLOWED)


def _others_waiting(claim: Claim) -> Any:
    return _waiting(claim.government_id, claim.which, claim.number).exclude(
        account__person_id=claim.claimant_id
    )


def other_side_now(claim: Claim) -> dict[str, Any]:
    """Tell a curator who uses a number; at most 4 statements.

    Returns:
        `owners` of the business, `holder` of the NIK and the `businesses` that they own, as names; and the
        `applications` that wait, each with `id`, `business` and `applicant`.
    """
    owned = Member.objects.filter(tie=Tie.OWNER)
    owners: list[str] = []
    businesses: list[str] = []
    holder: str | None = None
    if claim.vendor_id is not None:
        found = owned.filter(vendor_id=claim.vendor_id).order_by("person__sort_key", "id")
        owners = list(found.values_list("person__name", flat=True))
    if claim.holder_id is not None:
        holder = Person.objects.filter(id=claim.holder_id).values_list("name", flat=True).first()
        found = owned.filter(person_id=claim.holder_id).order_by("vendor__sort_key", "id")
        businesses = list(found.values_list("vendor__name", flat=True))
    waiting = () if claim.which == Which.NIK else _others_waiting(claim).select_related("account__person")
    return {
        "owners": owners,
        "holder": holder or "",
        "businesses": businesses,
        "applications": [
            {
                "id": each.id,
                "business": each.answers.get("usaha", {}).get("name", ""),
                "applicant": each.account.person.name,
            }
            for each in waiting
        ],
    }


def names_of_other_side(claim: Claim) -> list[str]:
    """List the names that a finding must not hold; 4 statements."""
    found = other_side_now(claim)
    vendor = [claim.vendor.name] if claim.vendor else []
    applications = [name for each in found["applications"] for name in (each["business"], each["applicant"])]
    names = [*vendor, *found["owners"], found["holder"], *found["businesses"], *applications]
    return [name for name in names if name]


def claims_of(person_id: UUID) -> list[dict[str, Any]]:
    """List what somebody claimed, latest first, without whom it is about; 1 statement."""
    rows = Claim.objects.filter(claimant_id=person_id).order_by("-made_at", "-id")
    fields = ("id", "state", "which", "kind", "made_at", "due_at", "decided_at", "finding")
    return [dict(row) for row in rows.values(*fields)[:MOST]]


def waiting_claims(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the claims that wait for a curator, first due first, at most `MOST`; 1 statement."""
    found = Claim.objects.filter(state=ClaimState.OPEN, government_id__in=_kept(actor, at))
    rows = found.exclude(claimant_id=actor.person_id).exclude(vendor_id__in=list(actor.vendor_ids))
    return [
        dict(row)
        for row in rows.order_by("due_at", "id").values("id", "which", "claimant__name", "due_at")[:MOST]
    ]


def flagged_sellers(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List businesses that were found to use somebody else's number and are not sanctioned since; 2 statements.

    A curator decides on a sanction, with its own ground, reason and decree: a claim alone suspends nobody. Businesses
    that somebody owns whose NIK it was stand here like the one that the claim is about.
    """
    upheld = Claim.objects.filter(
        state=ClaimState.UPHELD, kind=ClaimKind.MISUSED, government_id__in=_kept(actor, at)
    ).exclude(vendor_id__in=list(actor.vendor_ids))
    found = [
        dict(row)
        for row in upheld.order_by("decided_at", "id").values(
            "id", "which", "vendor_id", "vendor__name", "holder_id", "government_id", "decided_at"
        )[:MOST]
    ]
    sellers = [row for row in found if row["vendor_id"]]
    held = [row for row in found if row["vendor_id"] is None and row["holder_id"]]
    if held:
        sellers += _owned_by_holders(held)
    sanctioned = dict(
        Sanction.objects.filter(vendor_id__in={row["vendor_id"] for row in sellers}, decided_at__isnull=False)
        .exclude(ends_at__lte=F("starts_at"))
        .order_by("ends_at")
        .values_list("vendor_id", "ends_at")
    )
    return [row for row in sellers if not _is_answered(row, sanctioned)]


def _is_answered(row: dict[str, Any], sanctioned: dict[UUID, datetime | None]) -> bool:
    """Tell whether a sanction was in force when the claim was upheld or later; that it is over does not matter."""
    ends = sanctioned.get(row["vendor_id"])
    return ends is not None and ends > row["decided_at"]


def _owned_by_holders(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    owned = Member.objects.filter(person_id__in={row["holder_id"] for row in rows}, tie=Tie.OWNER).values(
        "person_id", "vendor_id", "vendor__name", "vendor__government_id"
    )
    return [
        {**row, "vendor_id": each["vendor_id"], "vendor__name": each["vendor__name"]}
        for row in rows
        for each in owned
        if each["person_id"] == row["holder_id"] and each["vendor__government_id"] == row["government_id"]
    ]


def _kept(actor: Actor, at: datetime) -> set[UUID]:
    return {hat.government_id for hat in actor.hats if hat.role == Role.CURATOR and hat.fits(at)}
