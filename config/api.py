"""Who may call each address of the API: one row per address, for the same public table as the pages."""

from __future__ import annotations

from django.urls import URLPattern

from eorder.api.v1.api import addresses
from eorder.web.policy import PARTY, PUBLIC

POLICIES = {
    "openapi-json": (PUBLIC, ("GET",)),
    "api-root": (PUBLIC, ("GET",)),
    "create_order": (PARTY, ("POST",)),
    "read_order": (PARTY, ("GET",)),
}


def declared_addresses() -> list[URLPattern]:
    """List the addresses of the API, each with its policy and methods; one without a row stops the start."""
    found = addresses()
    for each in found:
        policy, methods = POLICIES[each.name or ""]
        each.callback.policy, each.callback.methods = policy, methods  # type: ignore[attr-defined]  # as `page` does
    return found
