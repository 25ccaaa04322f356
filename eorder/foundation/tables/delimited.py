"""Comma, semicolon or tab separated text as numbered rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import TableError
from eorder.foundation.tables.source import HEAD, check_text

DELIMITERS = ",;\t"
MOST_RECORDS = 2 * limits.MAX_ROWS
"""Rows read with the empty ones between, inclusive."""

MOST_IN_LINE = limits.MAX_COLUMNS * limits.MAX_CELL
"""Characters of one line of text, exclusive."""

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
SAVE_AS_UTF8 = "Simpan ulang dengan pengodean UTF-8 (di Excel: “CSV UTF-8”)."


def read_delimited(stream: io.BufferedReader, closing: ExitStack) -> Iterator[tuple[int, list[str]]]:
    """Read rows of cells; the first row is number 1, a cell may span lines.

    A byte that is not UTF-8 stays in its cell as a lone surrogate (`bad_byte` finds it), so that the row with
    it can be named.

    Args:
        stream: The unpacked bytes.
        closing: Closes what is opened on top of the stream.

    Raises:
        TableError: The content is no text, its quotes do not close, or it is mostly empty rows.
    """
    head = stream.peek(HEAD)
    check_text(head)
    encoding, errors = _encoding(head)
    text = closing.enter_context(io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=""))
    delimiter = detect_delimiter(head.decode(encoding, errors="replace"))
    return _rows(csv.reader(_lines(text), delimiter=delimiter, strict=True))


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines of bounded length, so that a file without line ends is not taken into memory whole."""
    number = 0
    while line := text.readline(MOST_IN_LINE):
        number += 1
        if len(line) == MOST_IN_LINE:
            raise TableError(
                f"Baris teks ke-{number} terlalu panjang untuk sebuah tabel. Periksa akhir baris dan "
                "tanda kutipnya.",
                code="table_line_too_long",
            )
        yield line


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_RECORDS:
                raise too_many_rows()
            yield number, cells
    except csv.Error:
        raise TableError(
            f'Tanda kutip (") pada baris {number + 1} tidak tertutup atau salah tempat. Tulis dua tanda '
            'kutip ("") untuk satu tanda kutip di dalam sel, dan tutup selnya dengan tanda kutip.',
            code="table_quotes",
        ) from None
    except UnicodeDecodeError:
        raise encoding_error(number + 1) from None


def too_many_rows() -> TableError:
    """Say how many rows a table may have."""
    most = f"{limits.MAX_ROWS:,}".replace(",", ".")
    return TableError(
        f"Tabel ini lebih dari {most} baris. Bagi menjadi beberapa berkas.", code="table_too_many_rows"
    )


def encoding_error(number: int, column: str = "") -> TableError:
    """Say in which row, and column where known, the text is not in the encoding of the rest."""
    where = f"baris {number}, kolom '{column}'" if column else f"baris {number}"
    return TableError(
        f"Huruf pada {where} tidak terbaca: berkas ini tidak berkode UTF-8. {SAVE_AS_UTF8}",
        code="table_encoding",
    )


def bad_byte(text: str) -> bool:
    """Tell whether text holds a byte that could not be decoded."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def detect_delimiter(head: str) -> str:
    """Choose the delimiter that stands most often in the header, outside quotes; a comma if none does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for character in head.lstrip("\r\n\ufeff"):
        if character == '"':
            quoted = not quoted
        elif character in "\r\n" and not quoted:
            break
        elif character in counts and not quoted:
            counts[character] += 1
    return max(counts, key=lambda delimiter: counts[delimiter])


def _encoding(head: bytes) -> tuple[str, str]:
    if head.startswith(UTF32):
        raise TableError(f"Berkas ini berkode UTF-32. {SAVE_AS_UTF8}", code="table_encoding")
    if head.startswith(UTF16):
        return "utf-16", "strict"
    return "utf-8-sig", "surrogateescape"
