"""A curator refuses a proposed account, with what was found and what mends it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.changing import locked_change, record_change
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.queries import is_tied
from eorder.parties.vendors.rules import curator_hat
from eorder.parties.workunits.queries import local_day
from eorder.records.journal.commands import act

LONGEST = 500


@act("account_change.refuse", subject="change_id")
def refuse_account(
    *, change_id: UUID, finding: str, remedy: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Refuse a proposed account; the business stays with the present one and may propose again.

    Args:
        change_id: A proposal that waits.
        finding: What was found, at most 500 signs.
        remedy: What mends it, at most 500 signs.
        by: A curator of the government.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: As for verifying it.
        InvalidFormError: Finding or remedy is missing.
    """
    change = locked_change(change_id)
    day = local_day(change.government_id, at)
    tied = is_tied(change.vendor_id, by.person_id)
    rules.may_check(by, change, is_tied=tied, at=at, day=day).require()
    found, mends = finding.strip(), remedy.strip()
    problems = {}
    if not 0 < len(found) <= LONGEST:
        problems["finding"] = "Tulis apa yang Anda temukan, paling panjang 500 huruf."
    if not 0 < len(mends) <= LONGEST:
        problems["remedy"] = "Tulis apa yang harus dilakukan usaha ini, paling panjang 500 huruf."
    if problems:
        raise InvalidFormError(problems)
    hat = curator_hat(by, change.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    decided = {"decided_by_id": by.person_id, "decided_at": at, "due_at": None}
    change.take("refuse", **decided, finding=found, remedy=mends)
    record_change(
        change,
        "refuse",
        by=by.wearing(hat),
        at=at,
        command=command,
        private={"finding": found, "remedy": mends},
    )
    return change.id
