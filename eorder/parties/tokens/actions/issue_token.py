"""A seller makes a token for the business's own system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.tokens import rules
from eorder.parties.tokens.models import Token
from eorder.parties.tokens.scopes import DAYS, LONGEST_NAME, MOST, Scope
from eorder.parties.tokens.secrets import digest_of, secret_for
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import insert_row


@act("token.issue")
def issue_token(
    *,
    vendor_id: UUID,
    name: str,
    scopes: Sequence[str],
    days: int,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Make a token; its secret is `secret_for(command)`, which nobody keeps.

    Args:
        vendor_id: The business.
        name: What it is for, as the seller calls it.
        scopes: What it may be used for, at least one `Scope`.
        days: How long it holds, one of `DAYS`.
        by: Who makes it; it acts as this account.
        at: When.
        command: Makes a repeat harmless, and the secret.

    Raises:
        NotAllowedError: The actor is not of this business, or it has too many tokens in force.
        InvalidFormError: A field is wrong.
    """
    rules.may_keep_tokens(by, vendor_id).require()
    problems = _problems(name.strip(), scopes, days)
    if problems:
        raise InvalidFormError(problems)
    vendor = locked_vendor(vendor_id)
    if Token.objects.filter(vendor=vendor, revoked_at=None, expires_at__gt=at).count() >= MOST:
        raise NotAllowedError(
            f"Usaha ini sudah punya {MOST} token yang berlaku. Cabut yang tidak dipakai, lalu buat lagi.",
            code="too_many_tokens",
        )
    until = at + timedelta(days=days)
    token = insert_row(
        Token(
            id=key_of(command),
            government_id=vendor.government_id,
            vendor=vendor,
            account_id=by.account_id,
            name=name.strip(),
            scopes=sorted(set(scopes)),
            digest=digest_of(secret_for(command)),
            issued_at=at,
            expires_at=until,
        )
    )
    record(
        "token.issued",
        Subject(vendor.government_id, "token", token.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        private={
            "vendor": str(vendor.id),
            "name": token.name,
            "scopes": token.scopes,
            "until": until.isoformat(),
        },
    )
    return token.id


def _problems(name: str, scopes: Sequence[str], days: int) -> dict[str, str]:
    found = {}
    if not name:
        found["name"] = "Tulis untuk apa token ini, misalnya Kasir toko."
    elif len(name) > LONGEST_NAME:
        found["name"] = f"Paling panjang {LONGEST_NAME} huruf."
    if not scopes or not set(scopes) <= set(Scope):
        found["scopes"] = "Pilih paling sedikit satu hak dari daftar."
    if days not in DAYS:
        found["days"] = "Pilih masa berlaku dari daftar."
    return found
