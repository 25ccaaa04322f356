"""Check a file by its content: PDF without active content, JPEG, PNG or a table; what is kept was written anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.tables import Problem, RowError
from eorder.foundation.tables.table import check_required
from eorder.records.documents.apart import HELPER
from eorder.records.documents.cleaning import SIZE

LARGEST_FILE = 5_000_000
"""Largest upload in bytes (inclusive)."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; the name is the sender's and is never used as a path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its bytes, type by content, and digest."""

    content: bytes
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """One size of a photo that may be kept: its bytes as WebP, width and height in pixels, and digest."""

    content: bytes
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The cells of a table that was handed in.

    Attributes:
        content: All of it as JSON: what is kept.
        header: Names of the columns, in lower case.
        cells: Number of each row in the file, and its cells in the order of the columns.
        malformed: Number of each row that could not be taken apart, and why.
    """

    content: bytes
    header: Sequence[str]
    cells: Sequence[tuple[int, Sequence[str]]]
    malformed: Sequence[tuple[int, RowError]]

    @classmethod
    def of(cls, content: bytes) -> CheckedTable:
        """Read what was kept."""
        read = json.loads(content)
        malformed = [
            (number, RowError([Problem(*each) for each in problems]))
            for number, problems in read["malformed"]
        ]
        return cls(content, read["header"], read["rows"], malformed)

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row's number and its cells by column."""
        for number, cells in self.cells:
            yield number, dict(zip(self.header, cells, strict=True))

    def require(self, columns: Sequence[str]) -> None:
        """Refuse a table without the columns that it must have.

        Raises:
            TableError: One is missing.
        """
        check_required(self.header, columns)


class InvalidFileError(InvalidValueError):
    """The upload is not a file this act accepts."""

    code = "invalid_file"


def check_file(upload: Upload, *, only_pictures: bool = False) -> CheckedFile:
    """Check an upload by its content and write it anew, in a process of its own.

    The same upload always gives the same bytes, so that a file which serves twice as evidence is recognised.

    Raises:
        InvalidFileError: It is empty, too large, not what it says, or holds active content.
        BusyError: Too many files wait to be checked.
    """
    name = _name_of(upload)
    if upload.content.startswith(b"%PDF-"):
        if only_pictures:
            raise InvalidFileError(f"Berkas {name} harus foto (JPEG atau PNG), bukan PDF.")
        return _cleaned("pdf", upload.content, name)
    if upload.content.startswith(_PICTURES):
        return _cleaned("picture", upload.content, name)
    raise InvalidFileError(f"Berkas {name} bukan PDF, JPEG, atau PNG. Simpan dalam salah satu bentuk itu.")


def check_photo(upload: Upload) -> tuple[PhotoSize, ...]:
    """Check a photo of a product and draw it anew in up to three sizes, in a process of its own.

    Returns:
        The sizes from small to large, without those the photo is too small for; the first is at most 320 pixels wide
        and takes at most 60,000 bytes.

    Raises:
        InvalidFileError: It is empty, too large, too small, no photo, or another kind of file besides.
        BusyError: Too many files wait to be checked.
    """
    name = _name_of(upload)
    if not upload.content.startswith(_PICTURES):
        raise InvalidFileError(
            f"Berkas {name} bukan JPEG atau PNG. Simpan fotonya dalam salah satu bentuk itu."
        )
    left, sizes = _cleaned("photo", upload.content, name).content, []
    while left:
        width, height, length = SIZE.unpack(left[: SIZE.size])
        content, left = left[SIZE.size : SIZE.size + length], left[SIZE.size + length :]
        sizes.append(PhotoSize(content, width, height, hashlib.sha256(content).hexdigest()))
    return tuple(sizes)


def check_table(upload: Upload) -> CheckedTable:
    """Read a CSV, gzipped CSV or XLSX in a process of its own; only the text of its cells comes back.

    Raises:
        InvalidFileError: It is empty, too large, no table, or has too many rows.
        BusyError: Too many files wait to be checked.
    """
    return CheckedTable.of(_cleaned("table", upload.content, _name_of(upload)).content)


def _name_of(upload: Upload) -> str:
    """Name a file as its sender does, once it is one that may be looked at."""
    name = upload.name[:60] or "tanpa nama"
    if not upload.content:
        raise InvalidFileError(f"Berkas {name} kosong. Pilih berkas yang berisi.")
    if len(upload.content) > LARGEST_FILE:
        raise InvalidFileError(f"Berkas {name} lebih besar dari 5 MB. Perkecil lalu kirim lagi.")
    return name


def _cleaned(kind: str, content: bytes, name: str) -> CheckedFile:
    verdict, cleaned = HELPER.clean(kind, content)
    word, _, figure = verdict.partition(" ")
    if word == "clean":
        return CheckedFile(cleaned, figure, hashlib.sha256(cleaned).hexdigest())
    if word == "heavy" and kind in _HEAVY:
        raise InvalidFileError(_HEAVY[kind].format(name=name))
    raise InvalidFileError(_SENTENCES.get(word, _unreadable(kind)).format(name=name, figure=figure))


_HEAVY = {
    "photo": "Foto {name} terlalu rumit untuk diperiksa. Perkecil fotonya lalu kirim lagi.",
    "table": "Berkas {name} terlalu rumit untuk diperiksa. Simpan tabelnya sebagai CSV (UTF-8) lalu kirim lagi.",
}
_SENTENCES = {
    "table": "{figure}",
    "active": "Berkas {name} berisi skrip atau lampiran. Cetak ulang sebagai PDF biasa.",
    "locked": "Berkas {name} terkunci. Simpan tanpa kata sandi lalu kirim lagi.",
    "pages": "Berkas {name} harus 1 sampai {figure} halaman.",
    "pixels": "Foto {name} terlalu besar ({figure} titik).",
    "double": "Foto {name} juga berisi berkas lain (ZIP, PDF, atau halaman web). Ambil ulang fotonya.",
    "small": "Foto {name} terlalu kecil ({figure} titik). Pakai foto paling sedikit 320 x 240 titik.",
    "shape": "Foto {name} terlalu panjang ({figure} titik). Potong sampai sisi panjangnya paling banyak tiga kali "
    "sisi pendeknya.",
    "heavy": "Berkas {name} terlalu rumit untuk diperiksa. Cetak ulang sebagai PDF biasa atau perkecil fotonya.",
}


def _unreadable(kind: str) -> str:
    if kind == "pdf":
        return "Berkas {name} bukan PDF yang dapat dibaca. Buat ulang PDF-nya."
    if kind == "table":
        return "Berkas {name} tidak dapat dibaca sebagai tabel. Simpan sebagai CSV (UTF-8) lalu kirim lagi."
    return "Foto {name} tidak dapat dibaca. Ambil atau simpan ulang fotonya."
