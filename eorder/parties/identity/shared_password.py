"""A password checked and hashed once, for many accounts that share it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password


@dataclass(frozen=True, slots=True)
class HashedPassword:
    """The hash of a password that was strong enough, as an account keeps it."""

    encoded: str


def hash_password(password: str, *, seed: str) -> HashedPassword:
    """Check a password for itself and hash it; a seed gives the same hash each time, so a repeated act is a repeat.

    Hashing takes a tenth of a second on purpose. Only people that do not exist may share the result: whoever sees
    two equal hashes knows that the passwords are equal.

    Raises:
        ValidationError: The password is too weak.
    """
    validate_password(password)
    return HashedPassword(make_password(password, hashlib.sha256(seed.encode()).hexdigest()[:22]))
