"""Publish a template of a category; a changed one becomes a new version, and earlier ones stay readable."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.canonical import canonical_text
from eorder.foundation.ids import CommandId, key_of
from eorder.market.templates.models import TemplateVersion
from eorder.market.templates.queries import latest_version
from eorder.market.templates.template import Template
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import insert_row


def template_digest(template: Template) -> str:
    """Digest what a template says: SHA-256 of the canonical text of its body, 64 hex digits."""
    return hashlib.sha256(canonical_text(template.body()).encode()).hexdigest()


def _same_version(facts: dict[str, Any]) -> UUID | None:
    """Find the version in force if it says the same, so that publishing it again names it; 1 statement."""
    latest = latest_version(facts["template"].code)
    return latest.id if latest and latest.digest == template_digest(facts["template"]) else None


@act("template.publish", subject=_same_version)
def publish_template(
    *, government_id: UUID, template: Template, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Publish a template for every government of the installation; one that says nothing new changes nothing.

    Args:
        government_id: The government that publishes it, under which the event stands.
        template: As read from its file.
        by: Who publishes.
        at: When it begins to hold for new products.
        command: Makes a repeat harmless.

    Returns:
        The id of the version in force.

    Raises:
        NotAllowedError: The actor does not set up the installation.
    """
    may_install(by).require()
    _queue(template.code)
    latest = latest_version(template.code)
    digest = template_digest(template)
    if latest and latest.digest == digest:
        return latest.id
    published = insert_row(
        TemplateVersion(
            id=key_of(command),
            code=template.code,
            version=latest.version + 1 if latest else 1,
            body=template.body(),
            digest=digest,
            published_at=at,
        )
    )
    record(
        "template.published",
        Subject(government_id, "category_template", published.id),
        by=by.as_installer(),
        at=at,
        command=command,
        public={
            "code": template.code,
            "name": template.name,
            "version": published.version,
            "digest": digest,
            "before": latest.digest if latest else None,
        },
    )
    return published.id


def _queue(code: str) -> None:
    """Let publications of one category wait for each other until the act ends, so that versions have no gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('template'), hashtext(%s))", [code])
