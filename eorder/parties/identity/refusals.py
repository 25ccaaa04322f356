"""What the log says of refusals: who was kept away from what, and nothing that was typed."""

from __future__ import annotations

from logging import getLogger
from typing import Any

from eorder.foundation.errors import EorderError

REFUSED = ("code", "status", "method", "path", "account", "address")
"""What a line about a refusal says."""
KEPT_AWAY = frozenset({403, 404, 429})


def note_refusal(request: Any, account: object, error: EorderError) -> None:
    """Write down that somebody may not do what was asked; nothing that was typed."""
    if error.status in KEPT_AWAY:
        told = {
            "code": error.code, "status": error.status, "method": request.method, "path": request.path_info,
            "account": str(account), "address": request.META.get("REMOTE_ADDR", ""),
        }  # fmt: skip
        getLogger(__name__).warning("refused", extra=told)
