"""Make one of a unit's addresses the one that orders are delivered to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.workunits import rules
from eorder.parties.workunits.models import Address, Unit
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record


@act("address.activate", subject="address_id")
def activate_address(*, address_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Make an address the one active address of its unit; orders placed before keep theirs.

    Raises:
        NotFoundError: There is no such address in a unit of the actor.
    """
    address = Address.objects.select_related("unit").filter(id=address_id).first()
    if address is None or not rules.may_keep_addresses(by, address.unit_id, at):
        raise NotFoundError("Alamat ini tidak ada.")
    Unit.objects.select_for_update().get(id=address.unit_id)
    make_active(address, by=by, at=at, command=command, event="address.activated")
    return address.id


def make_active(address: Address, *, by: Actor, at: datetime, command: UUID, event: str) -> None:
    """Switch the unit, which the caller has locked, to an address and record it; 3 statements."""
    Address.objects.filter(unit_id=address.unit_id, is_active=True).exclude(id=address.id).update(
        is_active=False
    )
    address.is_active = True
    address.save(update_fields=None if address._state.adding else ["is_active"])  # noqa: SLF001 - documented by Django
    record(
        event,
        Subject(address.unit.government_id, "address", address.id),
        by=_author(by, address.unit_id, at),
        at=at,
        command=command,
        public={"unit": address.unit.code, "label": address.label, "street": address.street},
    )


def _author(by: Actor, unit_id: UUID, at: datetime) -> Author:
    hat = by.hat(rules.ADDRESS_KEEPERS, unit_id, at)
    return by.wearing(hat) if hat else by.as_installer()
