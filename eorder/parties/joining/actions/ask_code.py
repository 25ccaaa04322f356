"""Somebody without an account asks for one: a letter with a code goes to the address."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account
from eorder.parties.identity.passwords import require_strong
from eorder.parties.identity.rules import may_install
from eorder.parties.joining.models import ContactProof
from eorder.parties.joining.queries import recent_proofs
from eorder.parties.joining.refusals import Problems, StepError
from eorder.parties.workunits.models import Government
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

MOST_LETTERS, WITHIN = 3, timedelta(hours=1)
LONGEST_NAME, LONGEST_EMAIL = 120, 254
TOO_MANY_REQUESTS = 429


@act("contact.ask")
def ask_code(
    *, government_id: UUID, name: str, email: str, password: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Note who asks for an account, and let a letter with a code go to the address; nothing else exists yet.

    Whether the address has an account is told to its owner alone, in the letter.

    Args:
        government_id: Whose marketplace is joined.
        name: As it stands on the identity card.
        email: Where the code goes; lower case is kept.
        password: From 12 signs on, for the account to come.
        by: The program itself, for somebody it does not know yet.
        at: Since when the code counts, for an hour.
        command: Makes a repeat harmless.

    Raises:
        StepError: The name, the address or the government is none, or the password is too weak.
        NotAllowedError: The address was sent too many letters within the hour, or the actor is a person.
    """
    may_install(by).require()
    address = email.strip().lower()
    _require_whole(name.strip(), address, government_id)
    _require_strong(password, address)
    if recent_proofs(address, at - WITHIN) >= MOST_LETTERS:
        error = NotAllowedError(
            "Ke alamat ini sudah dikirim tiga kode dalam satu jam. Periksa juga kotak spam; coba lagi nanti.",
            code="too_many_codes",
        )
        error.status = TOO_MANY_REQUESTS
        raise error
    proof = ContactProof.objects.create(
        id=key_of(command), government_id=government_id, name=name.strip(), email=address,
        password=make_password(password), asked_at=at,
    )  # fmt: skip
    record(
        "contact.asked",
        Subject(government_id, "contact_proof", proof.id),
        by=by.as_applicant(),
        at=at,
        command=command,
    )
    return proof.id


def _require_whole(name: str, address: str, government_id: UUID) -> None:
    problems = Problems()
    if not 0 < len(name) <= LONGEST_NAME:
        problems.add("name", "name_missing")
    try:
        validate_email(address)
    except ValidationError:
        problems.add("email", "email_invalid")
    if len(address) > LONGEST_EMAIL:
        problems.add("email", "email_invalid")
    if not Government.objects.filter(id=government_id).exists():
        problems.add("government", "government_unknown")
    problems.done()


def _require_strong(password: str, address: str) -> None:
    """Refuse a weak password with a code, as the other fields have one."""
    try:
        require_strong(password, Account(email=address))
    except InvalidFormError as error:
        raise StepError({"password": ("password_weak", error.problems["password"])}) from None
