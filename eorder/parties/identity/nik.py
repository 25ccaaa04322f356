"""Keyed digest of a NIK: it tells that two accounts are one person, and nothing else."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from eorder.foundation.identifiers import read_nik


def nik_digest(nik: str) -> str:
    """Digest a NIK with the site's identity key; a bare hash could be undone by trying all numbers.

    That key never rotates: whoever is registered must be recognised for as long as the records stand.

    Raises:
        InvalidValueError: It is not a NIK.
    """
    key: str = settings.EORDER_IDENTITY_KEY
    return hmac.new(key.encode(), read_nik(nik).encode(), hashlib.sha256).hexdigest()
