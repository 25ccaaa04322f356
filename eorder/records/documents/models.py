"""Files people handed in, kept by the digest of their bytes."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id

EVIDENCE_KINDS = ("delivery_photo", "attendance", "payment_proof", "tax_proof")
"""Kinds that prove one fact of one order; plans such as a KAK may serve several packages."""


class Document(models.Model):
    """One uploaded file as evidence of one act; the bytes lie in the store under their SHA-256."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField(help_text="package, meeting or order the file belongs to")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="bytes")
    title = models.CharField(max_length=120)
    is_public = models.BooleanField()
    uploaded_by = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Evidence of one order never serves a second one (O7).
            models.UniqueConstraint(
                "government_id",
                "sha256",
                condition=models.Q(kind__in=EVIDENCE_KINDS),
                name="document_evidence_once",
            ),
        ]
        indexes = [models.Index("subject_id", name="document_by_subject")]
