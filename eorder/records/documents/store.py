"""Where the bytes lie: one file per digest, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from eorder.foundation.errors import NotFoundError

TURNS = ".turns"
"""File that writers lock together and the sweep alone."""


def path_of(sha256: str) -> Path:
    """Place of the bytes with this digest."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(sha256: str, content: bytes) -> None:
    """Write the bytes under their digest: temporary file, sync, rename; writing twice is harmless.

    Bytes that are there already count as new, so that no sweep takes them from the act that relies on them.
    """
    target = path_of(sha256)
    with _turn(fcntl.LOCK_SH):
        if target.exists():
            os.utime(target)
            return
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


def written_before(moment: datetime) -> Iterator[Path]:
    """Give every file that was last written before a moment, also those that a crash left half written."""
    for folder in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]")):
        yield from (file for file in sorted(folder.iterdir()) if _is_older(file, moment))


def drop(file: Path, *, before: datetime, is_needed: Callable[[], bool]) -> bool:
    """Remove a file that was last written before a moment and is not needed; no other program writes meanwhile."""
    with _turn(fcntl.LOCK_EX):
        if not _is_older(file, before) or is_needed():
            return False
        file.unlink()
        return True


def _is_older(file: Path, moment: datetime) -> bool:
    try:
        return file.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


@contextmanager
def _turn(kind: int) -> Iterator[None]:
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (root / TURNS).open("a") as file:
        fcntl.flock(file, kind)
        yield
