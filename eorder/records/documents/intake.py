"""Check a file by its content: PDF without active content, JPEG or PNG (drawn anew without metadata)."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import pikepdf
from PIL import Image, UnidentifiedImageError

from eorder.foundation.errors import InvalidValueError

LARGEST_FILE = 5_000_000
"""Largest upload in bytes (inclusive)."""
MOST_PIXELS = 40_000_000
"""Most pixels of a picture (inclusive)."""
LONGEST_SIDE = 2400
"""Pictures are drawn anew at most this many pixels wide and high."""
_ACTIVE_KEYS = ("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFiles", "/RichMedia", "/XFA")


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


class InvalidFileError(InvalidValueError):
    """The upload is not a file this act accepts."""

    code = "invalid_file"


def check_file(upload: Upload, *, only_pictures: bool = False) -> CheckedFile:
    """Check an upload by its content and clean it.

    Raises:
        InvalidFileError: It is empty, too large, not what it says, or holds active content.
    """
    name = upload.name[:60] or "tanpa nama"
    if not upload.content:
        raise InvalidFileError(f"Berkas {name} kosong. Pilih berkas yang berisi.")
    if len(upload.content) > LARGEST_FILE:
        raise InvalidFileError(f"Berkas {name} lebih besar dari 5 MB. Perkecil lalu kirim lagi.")
    if upload.content.startswith(b"%PDF-"):
        if only_pictures:
            raise InvalidFileError(f"Berkas {name} harus foto (JPEG atau PNG), bukan PDF.")
        return _checked(_check_pdf(upload.content, name), "application/pdf")
    if upload.content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _redraw(upload.content, name)
    raise InvalidFileError(f"Berkas {name} bukan PDF, JPEG, atau PNG. Simpan dalam salah satu bentuk itu.")


def _checked(content: bytes, media_type: str) -> CheckedFile:
    return CheckedFile(content, media_type, hashlib.sha256(content).hexdigest())


def _check_pdf(content: bytes, name: str) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            active = any(_is_active(each) for each in pdf.objects)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RecursionError):
        raise InvalidFileError(f"Berkas {name} bukan PDF yang dapat dibaca. Buat ulang PDF-nya.") from None
    if active:
        raise InvalidFileError(f"Berkas {name} berisi skrip atau lampiran. Cetak ulang sebagai PDF biasa.")
    if not 1 <= pages <= MOST_PAGES:
        raise InvalidFileError(f"Berkas {name} harus 1 sampai {MOST_PAGES} halaman.")
    return content


MOST_PAGES = 200


def _is_active(item: pikepdf.Object) -> bool:
    keys = item.keys() if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else ()
    return any(key in _ACTIVE_KEYS for key in keys)


def _redraw(content: bytes, name: str) -> CheckedFile:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise InvalidFileError(
                    f"Foto {name} terlalu besar ({picture.width} x {picture.height} titik)."
                )
            kind = picture.format or "PNG"
            drawn = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise InvalidFileError(f"Foto {name} tidak dapat dibaca. Ambil atau simpan ulang fotonya.") from None
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    drawn.save(out, kind, quality=85)
    return _checked(out.getvalue(), f"image/{kind.lower()}")
