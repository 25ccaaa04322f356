"""The secret of a token: made from the command that asks for it, so that a repeated form shows the same one."""

from __future__ import annotations

import base64
import hashlib
import re

from django.utils.crypto import salted_hmac

from eorder.foundation.ids import CommandId

BEGINNING = "eorder_"
"""Every secret begins so, so that programs which look for leaked secrets find it."""
_SHAPE = re.compile(rf"{BEGINNING}[A-Za-z0-9_-]{{43}}")


def secret_for(command: CommandId) -> str:
    """Make the secret of a command: 256 bits that only this installation can make."""
    raw = salted_hmac("eorder.parties.tokens", str(command), algorithm="sha256").digest()
    return BEGINNING + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """Digest a secret as its row keeps it; empty when it cannot be one. It has 256 bits, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest() if _SHAPE.fullmatch(secret) else ""
