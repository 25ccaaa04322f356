"""A verified account is stopped before anything may be paid to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.changing import locked_change, record_change
from eorder.parties.banking.queries import payable_from
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.rules import curator_hat
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act


@act("account_change.stop", subject="change_id")
def stop_account(*, change_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Stop a verified change within its waiting time: the business stays with the account before.

    This is what the letters to the business's old addresses are for. A member stops it, or a curator whom the business
    called because it cannot sign in.

    Raises:
        NotFoundError: There is no such change.
        NotAllowedError: The actor is neither a member of the business nor a curator of the government, or the change
            does not wait any more.
        ConflictError: A payment went to the account at the same moment.
    """
    change = locked_change(change_id)
    rules.may_stop(by, change, payable_from(change.id), at).require()
    hat = None if change.vendor_id in by.vendor_ids else curator_hat(by, change.government_id, at)
    with refusing(account_change_stopped_in_time=ConflictError(_PAID, code="account_holds")):
        change.take("stop", stopped_by_id=by.person_id, stopped_at=at)
    record_change(change, "stop", by=by.wearing(hat) if hat else by.as_vendor(), at=at, command=command)
    return change.id


_PAID = "Rekening ini baru saja dibayar. Usulkan rekening lain untuk menggantinya."
