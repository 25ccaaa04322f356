"""Tokens of businesses."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import Vendor


class Token(models.Model):
    """A key of a business's system; it acts as the member who made it, and only for that business."""

    PUBLIC_FIELDS = ()
    changed_by_acts = ("revoked_at",)

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    scopes = models.JSONField(help_text="rights, as `Scope` names them")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the secret, which nobody keeps")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="exclusive")
    revoked_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("digest", name="token_digest_once"),
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="token_digest_sha256"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="token_has_name"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="token_ends_after_issue"
            ),
        ]
        indexes = [models.Index(fields=["vendor", "-issued_at"], name="token_of_vendor")]
