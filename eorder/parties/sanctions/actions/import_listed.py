"""Import the national blacklist: sellers whose number stands in it are under a sanction from then on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.tables.errors import row_error
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions.actions.list_vendor import list_vendor
from eorder.parties.sanctions.actions.note_likeness import note_likeness
from eorder.parties.sanctions.import_rows import ListedRow, plain_name
from eorder.parties.sanctions.models import Likeness, Sanction
from eorder.parties.sanctions.states import SanctionKind
from eorder.parties.sanctions.states import SanctionState as S
from eorder.parties.sanctions.terms import term_of
from eorder.parties.vendors.models import Vendor
from eorder.parties.workunits.models import Government

MATCHED, ALIKE = "penjual di sini", "perlu diperiksa (hanya namanya mirip)"
OVER, STRANGERS, GONE = "sudah berakhir", "bukan penjual di sini", "tidak ada lagi di daftar, tetap berlaku"


@transaction.atomic
def import_listed(
    rows: Iterable[tuple[int, ListedRow]],
    report: ImportReport,
    *,
    government_id: UUID,
    source: str,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> None:
    """Take over what the national list says of the sellers of a government; a second run changes nothing.

    A row is a seller's if it has the seller's NPWP or NIB. One that has only its name is noted for the keeper. What is
    not in the list any more ends nothing: it is told in the report.

    Args:
        rows: Rows with their numbers.
        report: Counts what is new, and what is refused.
        government_id: Whose sellers are looked for.
        source: Which list, as people call it.
        by: Who sets up the installation.
        at: Now.
        command: Makes a repeat harmless.
    """
    desk = _Desk.of(government_id)
    for number, row in rows:
        each = CommandId(derive_id(command, f"listed:{number}"))
        vendor_ids = desk.owners(row)
        if len(vendor_ids) > 1:
            sentence = "NPWP dan NIB baris ini milik dua penjual yang berbeda. Periksa kedua nomornya."
            report.refuse(number, row_error("two_sellers", sentence, column="nib", value=row.nib))
        elif term_of(row.since, row.until, at, desk.zone).ends_at <= at:
            report.unchanged += 1
            _count(report, OVER)
            desk.seen.update((vendor_id, row.decree_number) for vendor_id in vendor_ids)
        elif vendor_ids:
            facts = {"row": row, "source": source, "by": by, "at": at, "command": each}
            _take_over(number, next(iter(vendor_ids)), desk, report, facts)
        else:
            _note(row, desk, report, source, by, at, each)
    gone = [each for each in desk.known if each not in desk.seen and desk.known[each].ends_at > at]
    for vendor_id, decree in sorted(gone, key=lambda each: each[1]):
        report.counts[f"{GONE}: {desk.names[vendor_id]}, {decree}"] = 1


@dataclass(slots=True)
class _Known:
    """What is on record of a seller and a decree."""

    since: object
    until: object
    ends_at: datetime


@dataclass(slots=True)
class _Desk:
    """Knows the sellers of a government by their numbers and plain names, and what is on record; 4 statements."""

    zone: str
    names: dict[UUID, str]
    npwps: dict[str, UUID]
    nibs: dict[str, UUID]
    alike: dict[str, list[UUID]]
    numbers: dict[UUID, tuple[str, str]]
    known: dict[tuple[UUID, str], _Known]
    noted: set[tuple[UUID, str, str]]
    seen: set[tuple[UUID, str]] = field(default_factory=set)

    @classmethod
    def of(cls, government_id: UUID) -> _Desk:
        """Load what is known."""
        rows = [
            (vendor_id, name, "" if npwp_gone else npwp, "" if nib_gone else nib)
            for vendor_id, name, npwp, nib, npwp_gone, nib_gone in Vendor.objects.filter(
                government_id=government_id
            ).values_list("id", "name", "npwp", "nib", "npwp_released_at", "nib_released_at")
        ]
        alike: dict[str, list[UUID]] = {}
        for vendor_id, name, _npwp, _nib in rows:
            alike.setdefault(plain_name(name), []).append(vendor_id)
        listed = Sanction.objects.filter(
            government_id=government_id, kind=SanctionKind.NATIONAL, state=S.IMPOSED
        )
        return cls(
            Government.objects.values_list("time_zone", flat=True).get(id=government_id),
            {vendor_id: name for vendor_id, name, _npwp, _nib in rows},
            {npwp: vendor_id for vendor_id, _name, npwp, _nib in rows if npwp},
            {nib: vendor_id for vendor_id, _name, _npwp, nib in rows if nib},
            alike,
            {vendor_id: (npwp, nib) for vendor_id, _name, npwp, nib in rows},
            {
                (vendor_id, decree): _Known(since, until, ends_at)
                for vendor_id, decree, since, until, ends_at in listed.values_list(
                    "vendor_id", "decree_number", "since", "until", "ends_at"
                )
                if ends_at is not None
            },
            set(
                Likeness.objects.filter(government_id=government_id).values_list(
                    "vendor_id", "decree_number", "listed_name"
                )
            ),
        )

    def owners(self, row: ListedRow) -> set[UUID]:
        """Find the sellers with the row's numbers; more than one only if the row mixes them up."""
        found = {self.npwps.get(row.npwp), self.nibs.get(row.nib)}
        return {each for each in found if each is not None}

    def namesakes(self, row: ListedRow) -> list[UUID]:
        """Find the sellers with the row's name whose numbers do not tell them apart from it."""
        plain = plain_name(row.name)
        found = self.alike.get(plain, []) if plain else []
        return [each for each in found if not _differ(self.numbers[each], (row.npwp, row.nib))]


def _differ(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    return any(one and other and one != other for one, other in zip(ours, theirs, strict=True))


def _take_over(
    number: int, vendor_id: UUID, desk: _Desk, report: ImportReport, facts: dict[str, object]
) -> None:
    row = facts["row"]
    assert isinstance(row, ListedRow)  # noqa: S101 - for the type checker
    key = (vendor_id, row.decree_number)
    desk.seen.add(key)
    _count(report, MATCHED)
    before = desk.known.get(key)
    if before is None:
        list_vendor(vendor_id=vendor_id, **facts)  # type: ignore[arg-type]  # they are the act's own
        term = term_of(row.since, row.until, facts["at"], desk.zone)  # type: ignore[arg-type]  # likewise
        desk.known[key] = _Known(row.since, row.until, term.ends_at)
        report.new += 1
    elif (before.since, before.until) == (row.since, row.until):
        report.unchanged += 1
    else:
        sentence = (
            "Sanksi dengan nomor ini sudah tercatat dengan tanggal lain, dan catatan tidak diubah. Kurator mencoret "
            "catatan yang lama lebih dulu, lalu daftar ini diimpor lagi."
        )
        report.refuse(
            number, row_error("listed_otherwise", sentence, column="nomor_sk", value=row.decree_number)
        )


def _note(
    row: ListedRow,
    desk: _Desk,
    report: ImportReport,
    source: str,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> None:
    namesakes = desk.namesakes(row)
    if not namesakes:
        report.unchanged += 1
        _count(report, STRANGERS)
        return
    _count(report, ALIKE)
    new = [each for each in namesakes if (each, row.decree_number, row.name) not in desk.noted]
    for vendor_id in new:
        desk.noted.add((vendor_id, row.decree_number, row.name))
        note_likeness(
            vendor_id=vendor_id, row=row, source=source, by=by, at=at,
            command=CommandId(derive_id(command, f"like:{vendor_id}")),
        )  # fmt: skip
    if new:
        report.new += 1
    else:
        report.unchanged += 1


def _count(report: ImportReport, name: str) -> None:
    report.counts[name] = report.counts.get(name, 0) + 1
