"""Import announced packages (RUP) as sets: units and packages, each with an event and a release."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.buying.packages.facts import BuyerFacts, PackageFacts
from eorder.buying.packages.import_rows import UNIT_SHORT_PREFIX, PackageRow
from eorder.buying.packages.queries import package_ocid
from eorder.buying.packages.releases import package_release
from eorder.buying.packages.states import PackageState
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.ids import new_id as make_id
from eorder.foundation.tables.errors import row_error
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.records.journal.commands import act
from eorder.records.journal.recording import NewEvent, Subject, record_many

BATCH = 2000
Places = dict[tuple[str, str], tuple[UUID, UUID]]
"""Government and unit by the codes of agency and unit."""

_UPSERT = """
INSERT INTO packages_package (id, government_id, unit_id, fiscal_year, rup_id, name, ceiling, ordered, method,
    kind,
    is_pdn, is_umkm, source, announced_at, state)
SELECT g.id, g.government_id, g.unit_id, g.fiscal_year, g.rup_id, g.name, g.ceiling, 0, g.method, g.kind,
    g.is_pdn, g.is_umkm, g.source, g.announced_at, 'imported'
FROM jsonb_to_recordset(%s::jsonb) AS g(id uuid, government_id uuid, unit_id uuid, fiscal_year int,
    rup_id bigint,
    name text, ceiling bigint, method text, kind text, is_pdn bool, is_umkm bool, source jsonb,
    announced_at timestamptz)
ON CONFLICT (government_id, fiscal_year, rup_id) DO UPDATE SET name = excluded.name,
    ceiling = excluded.ceiling,
    method = excluded.method, kind = excluded.kind, is_pdn = excluded.is_pdn, is_umkm = excluded.is_umkm,
    source = excluded.source, announced_at = excluded.announced_at
WHERE excluded.ceiling >= packages_package.ordered
    AND (packages_package.name, packages_package.ceiling, packages_package.method, packages_package.kind,
         packages_package.is_pdn, packages_package.is_umkm, packages_package.source,
         packages_package.announced_at)
    IS DISTINCT FROM (excluded.name, excluded.ceiling, excluded.method, excluded.kind, excluded.is_pdn,
         excluded.is_umkm, excluded.source, excluded.announced_at)
RETURNING id, rup_id, fiscal_year, xmax = 0, state
"""
_SHORT = """
SELECT g.fiscal_year, g.rup_id FROM unnest(%s::uuid[], %s::int[], %s::bigint[], %s::bigint[])
    AS g(government_id, fiscal_year, rup_id, ceiling)
JOIN packages_package p USING (government_id, fiscal_year, rup_id) WHERE g.ceiling < p.ordered
"""


@act("package.import", streams=("rows", "report"))
def import_packages(
    *,
    rows: Iterable[tuple[int, PackageRow]],
    report: ImportReport,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Import packages that are new or announced anew; a second run changes nothing.

    Units and governments that are not known yet are made from the rows. A ceiling below what was ordered
    already is refused. Counts, sums and refusals go into the report.
    """
    may_install(by).require()
    places: Places = {}
    author = by.as_installer()
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        events = list(_write(batch, places, report, at, command))
        record_many(events, by=author, at=at, command=command)
    report.counts["unit kerja"] = len(places)
    return key_of(command)


def _write(
    batch: list[tuple[int, PackageRow]],
    places: Places,
    report: ImportReport,
    at: datetime,
    command: UUID,
) -> Iterator[NewEvent]:
    by_key = {(row.fiscal_year, int(row.rup_id)): (number, row) for number, row in batch}
    records = [_record(row, _place(row, places)) for _, row in by_key.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            _SHORT,
            [[r[key] for r in records] for key in ("government_id", "fiscal_year", "rup_id", "ceiling")],
        )
        short = set(cursor.fetchall())
        cursor.execute(_UPSERT, [json.dumps(records)])
        written = cursor.fetchall()
    for key, (number, row) in by_key.items():
        if key in short:
            sentence = (
                f"Pagu paket {row.rup_id} lebih kecil dari nilai yang sudah dipesan. Paket tidak diubah."
            )
            report.refuse(
                number, row_error("ceiling_below_use", sentence, column="pagu", value=str(row.ceiling))
            )
        else:
            report.add("pagu", row.ceiling)
    report.new += sum(is_new for *_, is_new, _ in written)
    report.changed += sum(not is_new for *_, is_new, _ in written)
    report.unchanged += len(records) - len(written) - len(short)
    for package_id, rup_id, year, is_new, state in written:
        _, row = by_key[(year, rup_id)]
        yield _event(package_id, row, _place(row, places), state, at, command, is_new=is_new)


def _place(row: PackageRow, places: Places) -> tuple[UUID, UUID]:
    key = (row.agency_code, row.unit_code)
    if key not in places:
        government = set_up_government(code=row.agency_code, name=row.agency_name)
        unit = add_unit(
            government_id=government,
            code=row.unit_code,
            short_code=f"{UNIT_SHORT_PREFIX}{row.unit_code}",
            name=row.unit_name,
        )
        places[key] = (government, unit)
    return places[key]


def _record(row: PackageRow, place: tuple[UUID, UUID]) -> dict[str, Any]:
    days = ("selection_start_date", "selection_end_date", "contract_start_date", "contract_end_date",
            "use_start_date", "use_end_date")  # fmt: skip
    source = {
        "unit_code_text": row.unit_code_text,
        "volume": row.volume,
        "description": row.description,
        "specification": row.specification,
        **{day: getattr(row, day).isoformat() for day in days if getattr(row, day)},
        **row.source,
    }
    return {
        "id": str(make_id()),
        "government_id": str(place[0]),
        "unit_id": str(place[1]),
        "fiscal_year": row.fiscal_year,
        "rup_id": int(row.rup_id),
        "name": row.name,
        "ceiling": row.ceiling,
        "method": row.method,
        "kind": row.kind,
        "is_pdn": row.is_pdn,
        "is_umkm": row.is_umkm,
        "source": source,
        "announced_at": row.announced_at.isoformat() if row.announced_at else None,
    }


def _event(
    package_id: UUID,
    row: PackageRow,
    place: tuple[UUID, UUID],
    state: str,
    at: datetime,
    command: UUID,
    *,
    is_new: bool,
) -> NewEvent:
    name = "package.imported" if is_new else "package.announced_anew"
    buyer = BuyerFacts(row.agency_code, row.agency_name, place[1], row.unit_code, row.unit_name)
    facts = PackageFacts(
        package_id, package_ocid(int(row.rup_id)), int(row.rup_id), row.fiscal_year, row.name, row.ceiling,
        row.method, row.kind, PackageState(state), buyer, None, row.announced_at,
    )  # fmt: skip
    public = {"rup_id": facts.rup_id, "name": row.name, "ceiling": row.ceiling, "unit": row.unit_code}
    return NewEvent(
        name,
        Subject(place[0], "package", package_id),
        public,
        package_release(name, facts, at=at, command=command),
    )
