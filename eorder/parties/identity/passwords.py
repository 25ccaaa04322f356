"""A password checked and hashed once, for many accounts that share it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password


@dataclass(frozen=True, slots=True)
class HashedPassword:
    """The hash of a password that was strong enough, as an account keeps it."""

    encoded: str


def hash_password(password: str) -> HashedPassword:
    """Check a password for itself and hash it with a salt of its own.

    Hashing takes a tenth of a second on purpose. Only people that do not exist may share the result: whoever sees
    two equal hashes knows that the passwords are equal.

    Raises:
        ValidationError: The password is too weak.
    """
    validate_password(password)
    return HashedPassword(make_password(password))
