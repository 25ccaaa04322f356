"""Register a natural person, once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Person
from eorder.parties.identity.nik import nik_digest
from eorder.parties.identity.rules import may_install
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act


@act("person.register")
def register_person(*, name: str, nik: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Register a person by name and NIK; the NIK is kept only as a keyed digest.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        InvalidValueError: The NIK is not one.
        ConflictError: The person is registered already.
    """
    may_install(by).require()
    person = Person(id=key_of(command), name=name.strip(), nik_digest=nik_digest(nik))
    known = ConflictError("Orang dengan NIK ini sudah terdaftar. Pakai data orang itu.", code="person_known")
    with refusing(person_once=known):
        person.save(force_insert=True)
    return person.id
