"""Import budget lines: each new ceiling and each change of one is booked in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.budgets.import_rows import BudgetRow
from eorder.buying.budgets.models import BudgetAccount, BudgetLine
from eorder.foundation.errors import OverBudgetError
from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.tables.errors import row_error
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import Actor
from eorder.parties.workunits.models import Unit


@transaction.atomic
def import_budget(
    rows: Iterable[tuple[int, BudgetRow]],
    report: ImportReport,
    *,
    government_id: UUID,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> None:
    """Write budget lines of known units and accounts; rows that name an unknown one are refused.

    A second run changes nothing; a ceiling below what is used already is refused.
    """
    units = dict(Unit.objects.filter(government_id=government_id).values_list("code", "id"))
    accounts = set(BudgetAccount.objects.values_list("code", flat=True))
    for number, row in rows:
        if row.unit_code not in units:
            sentence = f"Unit {row.unit_code} belum ada. Impor paket atau tambahkan unitnya lebih dulu."
            report.refuse(
                number, row_error("unknown_unit", sentence, column="kode_satker", value=row.unit_code)
            )
        elif row.account_code not in accounts:
            sentence = (
                f"Kode rekening {row.account_code} tidak dikenal. "
                "Impor daftar rekening lebih dulu atau perbaiki kodenya."
            )
            report.refuse(
                number, row_error("unknown_account", sentence, column="kode_rekening", value=row.account_code)
            )
        else:
            _write(number, row, units[row.unit_code], report, government_id, by, at, command)


def _write(
    number: int,
    row: BudgetRow,
    unit_id: UUID,
    report: ImportReport,
    government_id: UUID,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> None:
    line = BudgetLine.objects.filter(
        government_id=government_id,
        fiscal_year=row.year,
        unit_id=unit_id,
        sub_activity_code=row.sub_activity_code,
        account_id=row.account_code,
    )
    before = line.values_list("ceiling", flat=True).first()
    if before == row.ceiling:
        report.unchanged += 1
        report.add("pagu", row.ceiling)
        return
    try:
        set_ceiling(
            government_id=government_id,
            fiscal_year=row.year,
            unit_id=unit_id,
            sub_activity_code=row.sub_activity_code,
            account_id=row.account_code,
            sub_activity_name=row.sub_activity_name,
            ceiling=row.ceiling,
            reason="Impor anggaran",
            by=by,
            at=at,
            command=CommandId(derive_id(command, f"budget:{number}")),
        )
    except OverBudgetError as error:
        report.refuse(
            number, row_error("ceiling_below_use", error.sentence, column="pagu", value=str(row.ceiling))
        )
        return
    report.add("pagu", row.ceiling)
    if before is None:
        report.new += 1
    else:
        report.changed += 1
