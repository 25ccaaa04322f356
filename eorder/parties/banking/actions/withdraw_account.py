"""A business takes a proposed account back before it is checked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.changing import locked_change, record_change
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("account_change.withdraw", subject="change_id")
def withdraw_account(*, change_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Take a proposal back; any member of the business may, whoever proposed it.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: The actor is no member of the business, or it was checked or withdrawn before.
    """
    change = locked_change(change_id)
    rules.may_withdraw(by, change).require()
    change.take("withdraw", due_at=None)
    record_change(change, "withdraw", by=by.as_vendor(), at=at, command=command)
    return change.id
