"""The bytes of a handed-in file: what they are, by their content, and unpacked within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import TableError

HEAD = 64 * 1024
"""Bytes looked at to tell what a file is."""

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
KNOWN_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "gambar PNG",
    b"\xff\xd8\xff": "gambar JPEG",
    b"GIF8": "gambar GIF",
}
TEXT_CONTROLS = frozenset(b"\t\n\r\f")
MOST_CONTROLS = 20
"""Text has fewer than one control byte in this many."""

AS_CSV = "Simpan tabelnya sebagai CSV (UTF-8) atau XLSX lalu unggah lagi."


class BoundedReader(io.RawIOBase):
    """Unpacked bytes, refused once they are too many or too many for the packed bytes they came from."""

    def __init__(self, unpacked: gzip.GzipFile, packed_read: Callable[[], int]) -> None:
        super().__init__()
        self._unpacked = unpacked
        self._packed_read = packed_read
        self._count = 0

    def readable(self) -> bool:
        """Say yes: `BufferedReader` asks."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # no Buffer before 3.12
        """Read the next bytes.

        Raises:
            TableError: The archive is damaged or unpacks to more than it may.
        """
        try:
            data = self._unpacked.read(len(buffer))
        except (OSError, EOFError, zlib.error):
            raise TableError(
                "Berkas gzip ini rusak atau terpotong. Kirim atau unduh ulang berkasnya.",
                code="table_damaged",
            ) from None
        self._count += len(data)
        check_unpacked(self._count, self._packed_read(), limits.MAX_UNPACKED)
        buffer[: len(data)] = data
        return len(data)


def check_unpacked(unpacked: int, packed: int, most: int) -> None:
    """Refuse an archive that unpacks to more than `most` bytes (inclusive) or swells beyond all proportion.

    Raises:
        TableError: It does.
    """
    swollen = unpacked > limits.RATIO_FREE and unpacked > packed * limits.MAX_RATIO
    if unpacked > most or swollen:
        raise TableError(
            f"Isi berkas ini setelah dibuka melebihi batas ({most // 1024**2:,} MB, atau {limits.MAX_RATIO} "
            "kali "
            "ukuran berkasnya). Bagi tabelnya menjadi beberapa berkas.".replace(",", ".", 1),
            code="table_unpacks_too_large",
        )


def open_file(path: Path) -> io.BufferedReader:
    """Open an ordinary file.

    Raises:
        TableError: There is none, it is a folder or a device, it is empty or may not be read.
    """
    if path.is_dir():
        raise TableError(
            f"“{path.name}” adalah folder. Pilih satu berkas CSV atau XLSX.", code="table_folder"
        )
    if not path.exists():
        raise TableError(f"Berkas “{path.name}” tidak ada. Periksa nama dan tempatnya.", code="table_missing")
    if not path.is_file():
        raise TableError(
            f"“{path.name}” bukan berkas biasa. Pilih berkas CSV atau XLSX.", code="table_not_a_file"
        )
    try:
        file = path.open("rb", buffering=HEAD)
    except OSError:
        raise TableError(
            f"Berkas “{path.name}” tidak dapat dibuka. Periksa izin bacanya.", code="table_unreadable"
        ) from None
    assert isinstance(file, io.BufferedReader)  # noqa: S101  # what open() promises for "rb" with a buffer
    return file


def held(content: bytes) -> io.BufferedReader:
    """Give bytes that are in memory already as a file."""
    return io.BufferedReader(io.BytesIO(content), HEAD)


def unpack(file: io.BufferedReader) -> io.BufferedReader:
    """Give the bytes of a file, unpacked where its content is gzip."""
    if not file.peek(2).startswith(GZIP):
        return file
    unpacked = gzip.GzipFile(fileobj=file, mode="rb")
    return io.BufferedReader(BoundedReader(unpacked, file.tell), HEAD)


def check_text(head: bytes) -> None:
    """Refuse bytes that are no text.

    Args:
        head: The first bytes of the (unpacked) file.

    Raises:
        TableError: They are empty, an archive, a document of another kind, or not text at all.
    """
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\r\n\t \0"):
        raise TableError(
            "Berkas ini kosong: tidak ada baris judul kolom. Pilih berkas yang berisi tabel.",
            code="table_empty",
        )
    if head.startswith(OLD_OFFICE):
        raise TableError(
            "Berkas ini berformat Excel lama (.xls) atau terkunci sandi. Buka di Excel, hapus sandinya, "
            "lalu simpan "
            "sebagai XLSX atau CSV (UTF-8).",
            code="table_old_or_locked",
        )
    for magic, name in KNOWN_OTHERS.items():
        if head.startswith(magic):
            raise TableError(f"Berkas ini adalah {name}, bukan tabel. {AS_CSV}", code="table_binary")
    if head.startswith((GZIP, *ZIP)):
        raise TableError(
            "Di dalam berkas gzip ini masih ada arsip lain. Buka dahulu, lalu unggah CSV atau XLSX-nya.",
            code="table_nested_archive",
        )
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _looks_binary(head):
        raise TableError(f"Isi berkas ini bukan teks, jadi bukan tabel CSV. {AS_CSV}", code="table_binary")


def _looks_binary(head: bytes) -> bool:
    controls = sum(byte < ord(" ") and byte not in TEXT_CONTROLS for byte in head)
    return controls * MOST_CONTROLS > len(head)
