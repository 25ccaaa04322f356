"""A seller ends a token before its time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.tokens import rules
from eorder.parties.tokens.models import Token
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("token.revoke", subject="token_id")
def revoke_token(*, token_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """End a token at once; any member of the business may, whoever made it.

    Raises:
        NotFoundError: There is no such token of a business of the actor.
        ConflictError: It was ended before.
    """
    token = Token.objects.select_for_update().filter(id=token_id).first()
    if token is None or not rules.may_keep_tokens(by, token.vendor_id):
        raise NotFoundError("Token ini tidak ada.")
    if token.revoked_at is not None:
        raise ConflictError("Token ini sudah dicabut.")
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(
        "token.revoked",
        Subject(token.government_id, "token", token.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        private={"vendor": str(token.vendor_id)},
    )
    return token.id
