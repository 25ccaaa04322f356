"""Import the table of region codes, as sets; a second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection, transaction

from eorder.foundation.tables.report import ImportReport
from eorder.parties.regions.import_rows import RegionRow

BATCH = 5_000
_UPSERT = """
INSERT INTO regions_region (code, name, level) SELECT * FROM unnest(%s::text[], %s::text[], %s::int[])
ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE regions_region.name <> excluded.name
RETURNING xmax = 0
"""


@transaction.atomic
def import_regions(rows: Iterable[tuple[int, RegionRow]], report: ImportReport) -> None:
    """Write regions that are new or renamed, each code once; counts go into the report."""
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        known = {row.code: row for _, row in batch}
        columns: list[list[Any]] = [
            list(known),
            [row.name for row in known.values()],
            [row.level for row in known.values()],
        ]
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, columns)
            inserted = [is_new for (is_new,) in cursor.fetchall()]
        report.new += sum(inserted)
        report.changed += len(inserted) - sum(inserted)
        report.unchanged += len(known) - len(inserted)
