"""Import the table of budget accounts, as sets; a second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction

from eorder.buying.budgets.import_rows import AccountRow
from eorder.foundation.tables.report import ImportReport

BATCH = 5_000
_UPSERT = """
INSERT INTO budgets_budgetaccount (code, name) SELECT * FROM unnest(%s::text[], %s::text[])
ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE budgets_budgetaccount.name <> excluded.name
RETURNING xmax = 0
"""


@transaction.atomic
def import_accounts(rows: Iterable[tuple[int, AccountRow]], report: ImportReport) -> None:
    """Write accounts that are new or renamed, each code once; counts go into the report."""
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        known = {row.code: row for _, row in batch}
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [list(known), [row.name for row in known.values()]])
            inserted = [is_new for (is_new,) in cursor.fetchall()]
        report.new += sum(inserted)
        report.changed += len(inserted) - sum(inserted)
        report.unchanged += len(known) - len(inserted)
