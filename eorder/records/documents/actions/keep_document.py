"""Keep an uploaded file as evidence; part of another act's transaction."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import new_id
from eorder.records.constraints import refusing
from eorder.records.documents.intake import Upload, check_file
from eorder.records.documents.models import Document
from eorder.records.documents.store import put
from eorder.records.rows import insert_row

PUBLIC_KINDS = frozenset({"kak", "specification", "sanction_decree"})
PICTURE_KINDS = frozenset({"delivery_photo"})


def keep_document(
    upload: Upload, kind: str, *, government_id: UUID, subject_id: UUID, title: str, by: UUID
) -> Document:
    """Check a file, write its row to the database and its bytes to the store.

    Args:
        upload: The file as sent.
        kind: `kak`, `specification`, `invitation`, `attendance`, `delivery_photo`, `payment_proof`,
            `tax_proof`, `account_page`, `claim_proof` or `sanction_decree`.
        government_id: The tenant.
        subject_id: The package, meeting, order, change of account or claim it belongs to.
        title: What people read.
        by: Natural person who handed it in.

    Raises:
        InvalidFileError: The file is not acceptable.
        ConflictError: The same bytes already serve as evidence elsewhere (O7).
    """
    checked = check_file(upload, only_pictures=kind in PICTURE_KINDS)
    document = Document(
        id=new_id(),
        government_id=government_id,
        kind=kind,
        subject_id=subject_id,
        sha256=checked.sha256,
        media_type=checked.media_type,
        size=len(checked.content),
        title=title,
        is_public=kind in PUBLIC_KINDS,
        uploaded_by=by,
    )
    with refusing(document_evidence_once=_used()):
        insert_row(document)
    put(checked.sha256, checked.content)  # what the database refused leaves no file
    return document


def _used() -> ConflictError:
    return ConflictError(
        "Berkas ini sudah dipakai sebagai bukti sebelumnya. Unggah bukti pembelian ini sendiri.",
        code="evidence_used",
    )
