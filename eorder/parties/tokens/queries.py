"""Reads of tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.parties.tokens.models import Token

LONGEST_LIST = 100
_FIELDS = ("id", "vendor_id", "name", "scopes", "issued_at", "expires_at", "revoked_at")


def tokens_of(vendor_id: UUID) -> list[dict[str, Any]]:
    """List the latest tokens of a business, newest first, also those that ended; 1 statement."""
    found = Token.objects.filter(vendor_id=vendor_id).order_by("-issued_at", "-id")
    return [dict(row) for row in found.values(*_FIELDS)[:LONGEST_LIST]]


def token_page(token_id: UUID) -> dict[str, Any]:
    """Load one token; 1 statement.

    Raises:
        NotFoundError: There is no such token.
    """
    found = Token.objects.filter(id=token_id).values(*_FIELDS).first()
    if found is None:
        raise NotFoundError("Token ini tidak ada.")
    return dict(found)


def is_in_force(token: dict[str, Any], at: datetime) -> bool:
    """Tell whether a token still opens anything."""
    return token["revoked_at"] is None and bool(at < token["expires_at"])
