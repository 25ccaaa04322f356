"""Keyed digest of a NIK: it tells that two accounts are one person, and nothing else."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from eorder.foundation.identifiers import read_nik


def nik_digest(nik: str) -> str:
    """Digest a NIK with the installation's first key; a bare hash could be undone by trying all numbers.

    The first key is the last line of `secret-key`: a key that is rotated in before it changes no digest, else the
    second account of a person would be seen as another person (S2).

    Raises:
        InvalidValueError: It is not a NIK.
    """
    first = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS][-1]
    key = hashlib.sha256(b"nik" + first.encode()).digest()
    return hmac.new(key, read_nik(nik).encode(), hashlib.sha256).hexdigest()
