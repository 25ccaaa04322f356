"""A curator upholds a claim: the claimant joins their business, or gets their number back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.parties.claims import rules
from eorder.parties.claims.actions.deciding import begun, decided
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import effects_of
from eorder.parties.claims.states import ClaimKind, Which
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Person
from eorder.parties.identity.rules import admin_apart
from eorder.parties.joining.models import Application
from eorder.parties.vendors.models import Member, ProvenNumber, Tie
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act


@act("claim.uphold", subject="claim_id")
def uphold_claim(*, claim_id: UUID, finding: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Uphold a claim.

    Where it is the claimant's own business, they become one of its staff: they act for it, and neither its owner nor
    the account it is paid to changes. Where the number was misused, it is theirs from now on: they may register with
    it, and nobody else may. The business that used it goes on with what it accepted and stands on the curators' desk of
    sanctions, where its suspension is a decision of its own.

    Args:
        claim_id: One that waits.
        finding: Why, 5 to 500 characters, without the other side's names; the claimant reads it.
        by: A curator of the government who belongs to neither side.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such claim.
        NotAllowedError: The actor may not decide it, it was decided before, the finding names the other side, or
            what it would do is not lawful.
        InvalidFormError: The finding is missing.
        ConflictError: The number was found to be somebody else's at the same moment.
    """
    claim = begun(claim_id, finding, by, at)
    if claim.vendor_id is not None:
        locked_vendor(claim.vendor_id)
    rules.may_uphold(claim, effects_of(claim, at)).require()
    if claim.kind == ClaimKind.OWN and claim.vendor_id is not None:
        _tie(claim.vendor_id, claim.claimant_id, at)
    else:
        _give_back(claim, at)
    decided(claim, "uphold", finding, by=by, at=at, command=command, claimant=claim.claimant_id)
    return claim.id


def _tie(vendor_id: UUID, person_id: UUID, at: datetime) -> None:
    with refusing(admin_apart=admin_apart()):
        Member.objects.get_or_create(
            vendor_id=vendor_id, person_id=person_id, tie=Tie.STAFF, defaults={"since": at}
        )


def _give_back(claim: Claim, at: datetime) -> None:
    """Note whose number it is, and release it from whoever used it."""
    settled = ConflictError(
        "Nomor ini baru saja dipastikan milik orang lain. Muat ulang halaman ini.", code="number_settled"
    )
    with refusing(number_proven_once=settled):
        ProvenNumber.objects.create(
            id=claim.id, government_id=claim.government_id, which=claim.which, number=claim.number,
            person_id=claim.claimant_id, since=at,
        )  # fmt: skip
    if claim.holder_id is not None:
        _unbind(claim.holder_id, claim.number)
    elif claim.vendor is not None and claim.which != Which.NIK:
        released = f"{claim.which}_released_at"
        setattr(claim.vendor, released, at)
        claim.vendor.save(update_fields=[released])
        for application in Application.objects.select_for_update().filter(vendor_id=claim.vendor.id):
            setattr(application, released, at)
            application.save(update_fields=[released])


def _unbind(holder_id: UUID, digest: str) -> None:
    holder = Person.objects.select_for_update(no_key=True).filter(id=holder_id, nik_digest=digest).first()
    if holder is not None:
        holder.nik_digest = None
        holder.save(update_fields=["nik_digest"])
