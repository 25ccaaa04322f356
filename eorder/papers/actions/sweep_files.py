"""Remove the bytes that no record refers to: what an act left that failed after it kept a file.

It stands here because documents, photos and papers share one store, and this floor knows all of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from eorder.foundation.errors import ConflictError
from eorder.market.photos.models import Rendition
from eorder.papers.models import Certificate, Paper
from eorder.records.documents.models import Document
from eorder.records.documents.store import drop, written_before

AGE = timedelta(days=7)
"""Bytes are left alone until so long after they were last written; an act takes seconds."""


def sweep_files(*, at: datetime, age: timedelta = AGE) -> int:
    """Remove kept files that no record refers to and that are older than an age.

    An act in flight keeps its file: its bytes count as written just now, and are looked at again before they go.

    Args:
        at: Now.
        age: How long ago a file must have been written; longer than any act takes.

    Returns:
        How many files were removed.

    Raises:
        ConflictError: Most files have no record, so this is not the store of this database.
    """
    before = at - age
    old = list(written_before(before))
    known = {
        *Document.objects.values_list("sha256", flat=True),
        *Paper.objects.values_list("file_digest", flat=True),
        *Certificate.objects.values_list("file_digest", flat=True),
        *Rendition.objects.values_list("sha256", flat=True),
    }
    unknown = [file for file in old if file.name not in known]
    if len(unknown) > len(known):
        raise ConflictError(
            f"{len(unknown)} berkas tidak dikenal basis data ini, yang hanya mencatat {len(known)}. Tidak ada "
            "yang dihapus: periksa apakah EORDER_HOME dan basis datanya sepasang.",
            code="store_of_another_database",
        )
    return sum(drop(file, before=before, is_needed=partial(_is_known, file)) for file in unknown)


def _is_known(file: Path) -> bool:
    return (
        Document.objects.filter(sha256=file.name).exists()
        or Paper.objects.filter(file_digest=file.name).exists()
        or Certificate.objects.filter(file_digest=file.name).exists()
        or Rendition.objects.filter(sha256=file.name).exists()
    )
