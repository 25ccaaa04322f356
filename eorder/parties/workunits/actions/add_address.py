"""Add a place where a unit receives goods, and make it the active one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.workunits import rules
from eorder.parties.workunits.actions.activate_address import make_active
from eorder.parties.workunits.models import Address, Unit
from eorder.records.journal.commands import act

LONGEST_LABEL = 120
LONGEST_STREET = 200


@act("address.add")
def add_address(
    *,
    unit_id: UUID,
    label: str,
    street: str,
    region_code: str | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Add an address under a name of its own; from now on orders are delivered there.

    Raises:
        NotAllowedError: The actor is not an official of the unit.
        InvalidFormError: Name or street are missing, too long, or the name is taken.
    """
    rules.may_keep_addresses(by, unit_id, at).require()
    unit = Unit.objects.select_for_update().get(id=unit_id)
    name, where = label.strip(), street.strip()
    _require(_problems(unit_id, name, where))
    address = Address(id=key_of(command), unit=unit, label=name, street=where, region_id=region_code)
    make_active(address, by=by, at=at, command=command, event="address.added")
    return address.id


def _problems(unit_id: UUID, label: str, street: str) -> dict[str, str]:
    found = {}
    if not 1 <= len(label) <= LONGEST_LABEL:
        found["label"] = f"Tulis nama tempat, paling panjang {LONGEST_LABEL} huruf."
    elif Address.objects.filter(unit_id=unit_id, label=label).exists():
        found["label"] = "Alamat dengan nama ini sudah ada. Aktifkan yang itu, atau pakai nama lain."
    if not 1 <= len(street) <= LONGEST_STREET:
        found["street"] = f"Tulis jalan dan nomornya, paling panjang {LONGEST_STREET} huruf."
    return found


def _require(problems: dict[str, str]) -> None:
    if problems:
        raise InvalidFormError(problems)
