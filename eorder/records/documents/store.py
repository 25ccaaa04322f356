"""Where the bytes lie: one file per digest, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from eorder.foundation.errors import NotFoundError


def path_of(sha256: str) -> Path:
    """Place of the bytes with this digest."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(sha256: str, content: bytes) -> None:
    """Write the bytes under their digest: temporary file, sync, rename; writing twice is harmless."""
    target = path_of(sha256)
    if target.exists():
        return
    Path(settings.MEDIA_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(target)


def get(sha256: str) -> bytes:
    """Read the bytes with this digest.

    Raises:
        NotFoundError: The file is gone from the store.
    """
    try:
        return path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise NotFoundError("Berkas ini tidak ada di penyimpanan.") from None
