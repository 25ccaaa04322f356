"""The number of a failure: the page shows it and nothing else, the log has it beside the whole story."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from logging import Logger
from typing import Any

NAME = "failure_number"


def number_of(request: Any) -> str:
    """Give the number of a request that failed; made when first asked for."""
    if not hasattr(request, NAME):
        setattr(request, NAME, secrets.token_hex(6))
    return str(getattr(request, NAME))


def with_number(_logger: Logger, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Write the number of the failed request into its line of the log, and who asked for what from where."""
    request: Any = getattr(event.get("_record"), "request", None)
    if hasattr(request, NAME):
        event["failure"] = getattr(request, NAME)
        event["method"], event["path"] = request.method, request.path_info
        event["address"] = request.META.get("REMOTE_ADDR", "")
        actor = getattr(request, "actor", None) or getattr(request, "auth", None)
        event["account"] = str(actor.account_id) if actor else ""
    return event
