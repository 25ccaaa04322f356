"""Make a paper of a purchase once, and find it again afterwards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from eorder.papers.content import canonical, digest, from_json
from eorder.papers.gathering import gather
from eorder.papers.models import Paper
from eorder.papers.queries import ground_of
from eorder.papers.render import render
from eorder.records.documents.store import path_of, put


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper as a file: its number, the digest printed on it, and the file's own digest and bytes."""

    number: str
    data_digest: str
    file_digest: str
    content: bytes


def make_paper(order_id: UUID, kind: str) -> MadePaper:
    """Make the paper of a kind, or give the one that was made before; the same data gives the same bytes.

    Raises:
        NotFoundError: There is no such order or kind, or the purchase has not come that far.
    """
    found = Paper.objects.filter(order_id=order_id, kind=kind).first()
    if found is None:
        found = _make(order_id, kind)
    if not path_of(found.file_digest).exists():
        put(found.file_digest, render(from_json(kind, found.data), cache=paper_cache()))
    content = path_of(found.file_digest).read_bytes()
    return MadePaper(found.number, found.data_digest, found.file_digest, content)


def paper_cache() -> Path:
    """Folder of the fonts made for papers."""
    return Path(settings.EORDER_HOME) / "build" / "papers"


def _make(order_id: UUID, kind: str) -> Paper:
    data = gather(kind, ground_of(order_id))
    content = render(data, cache=paper_cache())
    file_digest = hashlib.sha256(content).hexdigest()
    put(file_digest, content)
    paper = Paper(
        order_id=order_id,
        kind=kind,
        number=data.number,
        data=canonical(data),
        data_digest=digest(data),
        file_digest=file_digest,
    )
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError:  # somebody else made it at the same moment
        return Paper.objects.get(order_id=order_id, kind=kind)
    return paper
