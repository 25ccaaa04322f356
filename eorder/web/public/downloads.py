"""Send files that people handed in or papers that were made, so that no browser runs anything inside them."""

from __future__ import annotations

from django.http import HttpResponse

from eorder.foundation.browsers import NOTHING

NO_SCRIPT = f"sandbox; {NOTHING}"


def download(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Wrap the bytes of a file; `name` holds letters, digits, dots and dashes only."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["Content-Security-Policy"] = NO_SCRIPT
    return response
