"""Open a way to sign in for a registered person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.identifiers import read_nrk
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account, AccountKind
from eorder.parties.identity.passwords import HashedPassword
from eorder.parties.identity.rules import admin_apart, may_install
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act


@act("account.open")
def open_account(
    *,
    person_id: UUID,
    kind: str,
    email: str,
    password: str | HashedPassword,
    nrk: str | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Open an account of a person.

    Args:
        person_id: The registered person.
        kind: One of `AccountKind`.
        email: Sign-in name; lower case is kept.
        password: At least 12 characters, not a common one; or one that was checked and hashed before.
        nrk: Employee number of an official, 6 digits.
        by: Who opens it.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor does not set up the installation, or an administrator's account is asked for
            somebody with an office or a business.
        InvalidFormError: The password is too weak, or the kind is the clock's.
        InvalidValueError: The NRK is not one.
        ConflictError: The e-mail address or NRK has an account.
    """
    may_install(by).require()
    if kind == AccountKind.SYSTEM:
        raise InvalidFormError({"kind": "Akun sistem dibuat sekali oleh program, bukan untuk orang."})
    address = email.strip().lower()
    number = read_nrk(nrk) if nrk else None
    account = Account(
        id=key_of(command), person_id=person_id, kind=AccountKind(kind), email=address, nrk=number
    )
    _set_password(account, password)
    known = ConflictError(
        "Alamat surel atau NRK ini sudah punya akun. Masuk dengan akun itu.", code="account_known"
    )
    with refusing(account_email_once=known, account_nrk_once=known, admin_apart=admin_apart()):
        account.save(force_insert=True)
    return account.id


def _set_password(account: Account, password: str | HashedPassword) -> None:
    if isinstance(password, HashedPassword):
        account.password = password.encoded
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidFormError({"password": " ".join(error.messages)}) from None
    account.set_password(password)
