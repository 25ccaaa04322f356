"""What a token may be used for; a seller chooses as few as the system needs."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """One right; each operation of the API names the one it asks for."""

    READ = "products:read"
    WRITE = "products:write"
    PRICES = "prices:write"
    CAPACITY = "capacity:write"


DAYS = (30, 90, 365)
"""How long a token may hold, in days; one that never ends is never looked at again."""
MOST = 20
"""Tokens in force that one business may have."""
LONGEST_NAME = 60
