"""Set the ceiling of a budget line: the budget's own act, always with its source."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.buying.budgets.models import BudgetLine
from eorder.foundation.errors import OverBudgetError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.money import Rupiah
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.ledger import postings
from eorder.records.ledger.posting import NewTransfer, post

_KEY = ("government_id", "fiscal_year", "unit_id", "sub_activity_code", "account_id")


def _line_of(facts: dict[str, Any]) -> UUID | None:
    """Find the line by what it is for, so that a repeat names the line that the first try changed; 1 statement."""
    key = {name: facts[name] for name in _KEY}
    return BudgetLine.objects.filter(**key).values_list("id", flat=True).first()


@act("budget.set_ceiling", subject=_line_of)
def set_ceiling(
    *,
    government_id: UUID,
    fiscal_year: int,
    unit_id: UUID,
    sub_activity_code: str,
    sub_activity_name: str,
    account_id: str,
    ceiling: int,
    reason: str,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Make a budget line or change its ceiling, in whole rupiah.

    Returns:
        The line's id.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        OverBudgetError: The new ceiling is below what is reserved, committed and spent already.
    """
    may_install(by).require()
    line, _ = BudgetLine.objects.select_for_update().get_or_create(
        government_id=government_id,
        fiscal_year=fiscal_year,
        unit_id=unit_id,
        sub_activity_code=sub_activity_code,
        account_id=account_id,
        defaults={"id": key_of(command), "sub_activity_name": sub_activity_name, "ceiling": 0},
    )
    before = line.ceiling
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE budgets_budgetline SET ceiling = %s WHERE id = %s AND %s >= reserved + committed + spent",
            [ceiling, line.id, ceiling],
        )
        if not cursor.rowcount:
            raise OverBudgetError(
                f"Pagu {Rupiah(ceiling)} lebih kecil dari yang sudah dipesan dan dibayar. Pagu tidak diubah."
            )
    _book(line, Rupiah(ceiling - before), command, at)
    record(
        "budget.ceiling_set",
        Subject(government_id, "budget_line", line.id),
        by=by.as_installer(),
        at=at,
        command=command,
        public={
            "account": account_id,
            "sub_activity": sub_activity_code,
            "before": before,
            "ceiling": ceiling,
            "reason": reason,
        },
    )
    return line.id


def _book(line: BudgetLine, difference: Rupiah, command: UUID, at: datetime) -> None:
    if not difference:
        return
    post(
        NewTransfer(
            government_id=line.government_id,
            kind="ceiling",
            phase="posted",
            budget_line_id=line.id,
            amount=Rupiah(abs(difference.amount)),
            entries=postings.ceiling_set(line.government_id, line.id, difference),
            command_id=command,
            at=at,
        )
    )
