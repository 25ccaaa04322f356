"""Reads of templates."""

from __future__ import annotations

from typing import Any

from eorder.market.templates.models import TemplateVersion


def latest_version(code: str) -> TemplateVersion | None:
    """Find the version in force of a category's template; 1 statement."""
    return TemplateVersion.objects.filter(code=code).order_by("-version").first()


def versions_of(code: str) -> list[dict[str, Any]]:
    """List the published versions of a category's template, latest first; 1 statement."""
    rows = TemplateVersion.objects.filter(code=code).order_by("-version")
    return [dict(row) for row in rows.values("version", "digest", "published_at")]
