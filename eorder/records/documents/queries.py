"""Reads of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eorder.records.documents.models import Document


def documents_of(subject_ids: Sequence[UUID], *, only_public: bool) -> list[dict[str, Any]]:
    """List the documents of some records, oldest first; 1 statement."""
    found = Document.objects.filter(subject_id__in=subject_ids)
    if only_public:
        found = found.filter(is_public=True)
    rows = found.order_by("recorded_at", "id").values(
        "id", "kind", "title", "sha256", "media_type", "size", "subject_id", "is_public"
    )
    return [dict(row) for row in rows]


def find_document(document_id: UUID) -> dict[str, Any] | None:
    """Load one document's row; 1 statement."""
    found = Document.objects.filter(id=document_id)
    row = found.values("id", "kind", "title", "sha256", "media_type", "subject_id", "is_public").first()
    return dict(row) if row else None
