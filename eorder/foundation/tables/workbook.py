"""XLSX workbooks as numbered rows of text, looked through before they are read."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

import python_calamine

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import TableError
from eorder.foundation.tables.source import check_unpacked

CHUNK = 64 * 1024
DAMAGED = "Berkas XLSX ini rusak atau bukan buku kerja Excel. Buka di Excel lalu simpan ulang."

CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Read the first sheet as rows of text; the first row is number 1.

    Whole numbers come as digits, dates as ISO, other numbers with a decimal comma (so that 12,345 never
    reads as twelve thousand). Values are those the workbook holds; nothing is computed or fetched.

    Raises:
        TableError: The workbook is damaged, locked, too large, has formulas, macros, links or XML entities.
    """
    try:
        check_workbook(path)
        with path.open("rb") as file:  # by content: from_path would believe the name
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


def check_workbook(path: Path) -> None:
    """Look through every part of a workbook, unpacked piece by piece, before anything is loaded.

    Raises:
        TableError: Something in it is not allowed.
        zipfile.BadZipFile: The archive is damaged, or its parts overlap.
        expat.ExpatError: A part is not well-formed XML.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        _check_members(members)
        unpacked = 0
        size = path.stat().st_size
        check = _PartCheck()
        for member in members:
            parser = _parser(member.filename, check)
            with archive.open(member) as part:
                while data := part.read(CHUNK):
                    unpacked += len(data)
                    check_unpacked(unpacked, size, limits.MAX_WORKBOOK)
                    if parser:
                        parser.Parse(data, False)
            if parser:
                parser.Parse(b"", True)


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


def _parser(name: str, check: _PartCheck) -> expat.XMLParserType | None:
    if not name.endswith((".xml", ".rels")):
        return None
    check.begin(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = check.element
    return parser


def _refuse_doctype(*_: object) -> None:
    raise TableError(
        "Berkas XLSX ini memuat definisi XML (DOCTYPE) yang tidak pernah dibuat Excel, jadi ditolak demi "
        "keamanan. "
        "Simpan tabelnya sebagai CSV (UTF-8).",
        code="table_unsafe_xml",
    )


class _PartCheck:
    """Counts what a workbook would cost in memory and refuses formulas, while its XML streams past."""

    def __init__(self) -> None:
        self.texts = 0
        self._wanted: dict[str, Callable[[dict[str, str]], None]] = {}

        self._steps: dict[str, dict[str, Callable[[dict[str, str]], None]]] = {
            "worksheet": {
                "c": self._cell,
                "v": self._value,
                "is": self._value,
                "row": self._row,
                "f": self._formula,
            },
            "sst": {"si": self._text},
            "Relationships": {"Relationship": self._relationship},
        }
        self.begin("")

    def begin(self, name: str) -> None:
        self.name = name.rpartition("/")[2].removesuffix(".xml")
        self.root = ""
        self.place: str | None = None
        self.row = self.column = 0
        self.last_row = self.last_column = 0

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element in; called for each of millions, so it only looks up what to do."""
        if ":" in name:
            name = name.rpartition(":")[2]
        if not self.root:
            self.root = name
            self._wanted = self._steps.get(name, {})
        if step := self._wanted.get(name):
            step(attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        self.row, self.column = int(attributes.get("r", self.row + 1)), 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self.place = attributes.get("r")
        self.column += 1

    def _locate(self) -> None:
        if self.place is not None:
            letters = self.place.rstrip("0123456789")
            self.column = column_number(letters)
            self.row = int(self.place[len(letters) :])

    def _formula(self, _: dict[str, str]) -> None:
        self._locate()
        raise TableError(
            f"Sel {column_letters(self.column)}{self.row} ({self.name}) memuat rumus. Ganti rumus dengan "
            "nilainya "
            "(salin, lalu tempel sebagai nilai) atau simpan sebagai CSV (UTF-8).",
            code="table_formula",
        )

    def _relationship(self, attributes: dict[str, str]) -> None:
        is_table = attributes.get("Type", "").endswith(("/worksheet", "/sharedStrings"))
        if is_table and not attributes.get("Target", "").endswith(".xml"):
            raise TableError(DAMAGED, code="table_damaged")  # a part that was not looked through

    def _value(self, _: dict[str, str]) -> None:
        self._locate()
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.last_row * self.last_column > limits.MAX_WORKBOOK_CELLS:
            corner = f"{column_letters(self.last_column)}{self.last_row}"
            most = f"{limits.MAX_WORKBOOK_CELLS:,}".replace(",", ".")
            raise TableError(
                f"Lembar ini terisi sampai {corner}, lebih luas dari {most} sel. Hapus isi di luar tabel, "
                "atau simpan sebagai CSV (UTF-8).",
                code="table_too_wide",
            )

    def _text(self, _: dict[str, str]) -> None:
        self.texts += 1
        if self.texts > limits.MAX_WORKBOOK_TEXTS:
            raise TableError(
                f"Buku kerja ini memuat lebih dari {limits.MAX_WORKBOOK_TEXTS:_} teks. Simpan sebagai CSV "
                "(UTF-8).".replace("_", "."),
                code="table_too_many_texts",
            )


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Turn a spreadsheet's column letters into its number; A is 1.

    Raises:
        ValueError: They are none of `A` to `ZZZ`.
    """
    if not (0 < len(letters) <= len("XFD") and letters.isascii() and letters.isalpha() and letters.isupper()):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Turn a column number into a spreadsheet's letters; 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
