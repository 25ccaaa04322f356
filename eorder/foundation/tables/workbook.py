"""XLSX workbooks as numbered rows of text, looked through before they are read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

import python_calamine

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import TableError
from eorder.foundation.tables.source import check_unpacked
from eorder.foundation.tables.workbook_parts import DAMAGED, PartCheck

CHUNK = 64 * 1024

CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Read the first sheet as rows of text; the first row is number 1.

    Whole numbers come as digits, dates as ISO, other numbers with a decimal comma (so that 12,345 never
    reads as twelve thousand). Values are those the workbook holds; nothing is computed or fetched.

    Raises:
        TableError: The workbook is damaged, locked, too large, has formulas, macros, links or XML entities.
    """
    try:
        check_workbook(file)
        file.seek(0)
        # By content: from_path would believe the name.
        sheet = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ):
        raise TableError(DAMAGED, code="table_damaged") from None
    except (python_calamine.CalamineError, ValueError, IndexError):
        raise TableError(DAMAGED, code="table_damaged") from None
    return _rows(sheet)


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [cell if type(cell) is str else cell_text(cell) for cell in cells]


def cell_text(cell: CellValue) -> str:
    """Write one value of a workbook as text."""
    match cell:
        case bool() | int() | str():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
        case dt.datetime():
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
        case _:
            return str(cell)


def check_workbook(file: BinaryIO) -> None:
    """Look through every part of a workbook, unpacked piece by piece, before anything is loaded.

    Raises:
        TableError: Something in it is not allowed.
        zipfile.BadZipFile: The archive is damaged, or its parts overlap.
        expat.ExpatError: A part is not well-formed XML.
    """
    size = file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_members(members)
        unpacked = 0
        # A part never gives more bytes than it declares, so most bombs are refused before anything is unpacked.
        check_unpacked(sum(member.file_size for member in members), size, limits.MAX_WORKBOOK)
        check = PartCheck()
        for member in members:
            parser = _parser(member.filename, check)
            with archive.open(member) as part:
                while data := part.read(CHUNK):
                    unpacked += len(data)
                    check_unpacked(unpacked, size, limits.MAX_WORKBOOK)
                    if parser:
                        parser.Parse(data, False)
                        check.progress(len(data), parser.CurrentByteIndex)
            if parser:
                parser.Parse(b"", True)
        check.done()


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if (
        "xl/workbook.xml" not in names
        or len(names) != len(members)
        or len(members) > limits.MAX_WORKBOOK_MEMBERS
    ):
        raise TableError(DAMAGED, code="table_damaged")
    if any(member.flag_bits & 1 for member in members):
        raise TableError(
            "Berkas XLSX ini terkunci sandi. Hapus sandinya lalu simpan ulang.", code="table_old_or_locked"
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise TableError(
            "Berkas XLSX ini memuat tautan ke berkas lain. Salin nilainya saja ke buku kerja baru, atau "
            "simpan "
            "sebagai CSV (UTF-8).",
            code="table_external_link",
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise TableError(
            "Berkas ini memuat makro. Simpan ulang sebagai XLSX tanpa makro.", code="table_macro"
        )


def _parser(name: str, check: PartCheck) -> expat.XMLParserType | None:
    if not name.endswith((".xml", ".rels")):
        return None
    check.begin(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = check.element
    parser.EndElementHandler = check.end
    parser.CharacterDataHandler = check.text
    return parser


def _refuse_doctype(*_: object) -> None:
    raise TableError(
        "Berkas XLSX ini memuat definisi XML (DOCTYPE) yang tidak pernah dibuat Excel, jadi ditolak demi "
        "keamanan. "
        "Simpan tabelnya sebagai CSV (UTF-8).",
        code="table_unsafe_xml",
    )
