"""Papers and certificates that were made: their canonical data, its digest, and the digest of the file."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.buying.orders.models import Order
from eorder.foundation.ids import new_id
from eorder.market.curation.models import Grading


class Paper(models.Model):
    """One paper of one order; the digest of its data is printed on it, the file's own digest stands here."""

    append_only = True
    PUBLIC_FIELDS = ("kind", "number", "data_digest", "file_digest")

    id = models.UUIDField(primary_key=True, default=new_id)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80)
    data = models.TextField(help_text="canonical JSON")
    data_digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint("order", "kind", name="paper_once")]


class Certificate(models.Model):
    """The certificate of one grading as it was made; the digest of its data is printed on it."""

    append_only = True
    PUBLIC_FIELDS = ("number", "data_digest", "file_digest")

    id = models.UUIDField(primary_key=True, default=new_id)
    grading = models.OneToOneField(Grading, on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=60)
    data = models.TextField(help_text="canonical JSON")
    data_digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())
