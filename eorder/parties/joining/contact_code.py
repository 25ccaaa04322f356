"""The code of a letter that proves an address: it follows from the request, and nothing keeps it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike: I, L, O, 0, 1."""
LENGTH = 8
"""31^8 codes: one hour of a thousand tries a second finds one with a chance of 4 in a million."""
LASTS = timedelta(hours=1)


def code_of(proof_id: UUID) -> str:
    """Give the code for a request, 8 signs of `SIGNS`."""
    key: str = settings.EORDER_IDENTITY_KEY
    digest = hmac.new(key.encode(), b"contact-proof" + proof_id.bytes, hashlib.sha256).digest()
    number, signs = int.from_bytes(digest, "big"), []
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def is_code(proof_id: UUID, typed: str) -> bool:
    """Tell whether somebody typed the code of the letter, in either case and with spaces or dashes."""
    given = "".join(typed.upper().split()).replace("-", "")
    return hmac.compare_digest(given.encode(), code_of(proof_id).encode())


def is_over(asked_at: datetime, at: datetime) -> bool:
    """Tell whether the code of a letter counts no more."""
    return at > asked_at + LASTS
