"""The building blocks of an OCDS 1.1 release, and the exact text it is published as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.canonical import utc_text
from eorder.records.journal.recording import ReleaseBytes

Body = dict[str, Any]

CATEGORY_SCHEME = "IDN-EORDER-CATEGORY"
"""Our own classification of products, for the categories the catalogue is built from."""


def present(fields: Body) -> Body:
    """Leave out what is not known: None, empty text and empty lists (OCDS has no empty values)."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def money(rupiah: int) -> Body:
    """Write an amount of whole rupiah."""
    return {"amount": rupiah, "currency": "IDR"}


def quantity(thousandths: int) -> int | float:
    """Write a quantity given in thousandths of a unit, as the number people mean: 2500 is 2.5.

    A float is exact here: up to 10^12 thousandths have at most 15 significant digits, and JSON writes the
    shortest number that reads back as the same float, which is the decimal itself.
    """
    whole, rest = divmod(thousandths, 1000)
    return thousandths / 1000 if rest else whole


def reference(party: Body) -> Body:
    """Point to a party of the same release by id and name."""
    return {"id": party["id"], "name": party["name"]}


def classification(scheme: str, code: str, description: str = "") -> Body:
    """Write a code of a classification."""
    return present({"scheme": scheme, "id": code, "description": description})


def milestone(
    key: str,
    kind: str,
    title: str,
    *,
    due: datetime | None = None,
    met: datetime | None = None,
    status: str = "",
    code: str = "",
    description: str = "",
) -> Body:
    """Write a milestone; without a status it is `met` when it has a date it was met on, else `scheduled`.

    Args:
        key: Local id, the same in every release of the process.
        kind: A code of the open codelist milestoneType.
        title: What people read.
        due: When it should be reached.
        met: When it was reached.
        status: A code of the closed codelist milestoneStatus.
        code: What kind of event it is, where the type alone does not say.
        description: One more sentence.
    """
    return present(
        {
            "id": key,
            "type": kind,
            "title": title,
            "code": code,
            "description": description,
            "dueDate": due and utc_text(due),
            "dateMet": met and utc_text(met),
            "status": status or ("met" if met else "scheduled"),
        }
    )


def envelope(ocid: str, *, at: datetime, tags: Sequence[str], buyer: Body, parties: Iterable[Body]) -> Body:
    """Start a release: process, moment, stage, and the parties it names.

    Args:
        ocid: The contracting process.
        at: Business time of the event, published in UTC with microseconds so that text sorts as time.
        tags: Codes of the closed codelist releaseTag.
        buyer: The party that buys.
        parties: Every party the release refers to, the buyer among them.
    """
    return {
        "ocid": ocid,
        "date": utc_text(at),
        "tag": list(tags),
        "initiationType": "tender",
        "language": "id",
        "buyer": reference(buyer),
        "parties": list(parties),
    }


def release_id(number: str, event: str, command: UUID) -> str:
    """Name a release: the record's number, what happened, and the end of the command that caused it."""
    return f"{number}-{event.partition('.')[2]}-{command.hex[-8:]}"


def release_bytes(ocid: str, identifier: str, body: Body) -> ReleaseBytes:
    """Finish a release: compact JSON with sorted keys, text as is, the same bytes for the same facts."""
    text = json.dumps(
        {**body, "ocid": ocid, "id": identifier},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return ReleaseBytes(ocid, identifier, text)
