"""Keyed digest of a NIK: it tells that two accounts are one person, and nothing else."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from eorder.foundation.identifiers import read_nik


def nik_digest(nik: str) -> str:
    """Digest a NIK with the installation's key; a bare hash could be undone by trying all numbers.

    Raises:
        InvalidValueError: It is not a NIK.
    """
    key = hashlib.sha256(b"nik" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, read_nik(nik).encode(), hashlib.sha256).hexdigest()
