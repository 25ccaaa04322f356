"""What every act on a sanction shares: its public facts, its event and its paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.law.sanction_grounds import Ground
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions.models import LONGEST_DECREE, Sanction
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.recording import Author, Subject, record

DECREE = "sanction_decree"
"""Kind of the document; everybody may read it."""


def tell(
    event: str, sanction: Sanction, *, by: Author, at: datetime, command: CommandId, **more: Any
) -> None:
    """Record the event of an act on a sanction, with what everybody may know of it; 1 statement."""
    facts = {
        name: getattr(sanction, name)
        for name in ("kind", "state", "ground", "since", "until", "starts_at", "ends_at", "decree_number")
    }
    record(
        event,
        Subject(sanction.government_id, "sanction", sanction.id),
        by=by,
        at=at,
        command=command,
        public={"vendor": sanction.vendor_id, **facts, **more},
    )


def keep_decree(sanction: Sanction, paper: Upload | None, by: Actor) -> None:
    """Keep the decree that a sanction rests on, open to everybody.

    Raises:
        InvalidFileError: It is not a file that is kept.
    """
    if paper is not None:
        keep_document(
            paper,
            DECREE,
            government_id=sanction.government_id,
            subject_id=sanction.id,
            title=f"Keputusan {sanction.decree_number}".strip(),
            by=by.person_id,
        )


def read_decree(number: str, paper: Upload | None, *, is_needed: bool) -> str:
    """Read the number of a decree; people must give it with its paper.

    Raises:
        InvalidFormError: One of them is missing, or the number is too long.
    """
    problems = {}
    if (is_needed and not number.strip()) or len(number.strip()) > LONGEST_DECREE:
        problems["decree_number"] = f"Tulis nomor surat keputusannya, paling panjang {LONGEST_DECREE} huruf."
    if is_needed and paper is None:
        problems["paper"] = "Unggah surat keputusannya sebagai PDF atau foto."
    if problems:
        raise InvalidFormError(problems)
    return number.strip()


def ground_among(grounds: dict[str, Ground], code: str) -> Ground:
    """Find a ground by its code.

    Raises:
        InvalidFormError: It is none of the law's.
    """
    if code not in grounds:
        raise InvalidFormError({"ground": "Pilih alasan menurut peraturan dari daftar."})
    return grounds[code]


def overlapping() -> ConflictError:
    """Say that a sanction of the same kind holds on one of the days (trigger `sanction_no_overlap`)."""
    return ConflictError(
        "Penjual ini sudah dikenai sanksi sejenis pada salah satu hari itu. Lihat daftar sanksinya, lalu pilih hari "
        "sesudahnya.",
        code="sanction_overlaps",
    )
