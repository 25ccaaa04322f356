"""Published versions of templates, which never vanish."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id


class TemplateVersion(models.Model):
    """One version of a category's template, whole; a changed template is a further version."""

    append_only = True
    PUBLIC_FIELDS = ("id", "code", "version", "body", "digest", "published_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField(help_text="from 1, without gaps")
    body = models.JSONField(help_text="the template whole, as `Template.body` writes it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the body's canonical text")
    published_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("code", "version", name="template_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="template_version_from_one"),
        ]
