"""A curator verifies a proposed account: payments may go to it after the waiting time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.changing import locked_change, record_change
from eorder.parties.banking.queries import last_seq
from eorder.parties.banking.terms import waiting_time
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import BankAccount
from eorder.parties.vendors.queries import is_tied
from eorder.parties.vendors.rules import curator_hat
from eorder.parties.workunits.queries import local_day
from eorder.records.journal.commands import act


@act("account_change.verify", subject="change_id")
def verify_account(*, change_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Verify a proposed account; until its waiting time is over, the business is paid to the account before.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: The actor is no curator of the government, proposed it, belongs to the business or holds an
            office that the law keeps apart; or it was checked or withdrawn before.
    """
    change = locked_change(change_id)
    day = local_day(change.government_id, at)
    tied = is_tied(change.vendor_id, by.person_id)
    rules.may_check(by, change, is_tied=tied, at=at, day=day).require()
    hat = curator_hat(by, change.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    change.take("verify", decided_by_id=by.person_id, decided_at=at, due_at=None)
    account = BankAccount.objects.create(
        id=change.id, government_id=change.government_id, vendor=change.vendor, seq=last_seq(change.vendor_id) + 1,
        bank_name=change.bank_name, number=change.number, holder=change.holder, since=at,
        payable_from=at + waiting_time(day),
    )  # fmt: skip
    record_change(
        change,
        "verify",
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"seq": account.seq, "payable_from": account.payable_from},
    )
    return change.id
