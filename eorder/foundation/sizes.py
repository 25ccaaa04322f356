"""How much one request may carry; asked before anything of it is read."""

from __future__ import annotations

LARGEST_BODY = 11_000_000
"""Bytes of a form with two files of 5 MB, the most that any of our forms sends."""
LARGEST_UNSIGNED = 100_000
"""Bytes from somebody without a session: a sign-in is far smaller."""


def largest_body(cookies: str) -> int:
    """Largest body in bytes (inclusive) that is read, by the `Cookie` header of its request."""
    return LARGEST_BODY if "sid=" in cookies else LARGEST_UNSIGNED
