"""One way to open any table: header, then rows as text by column name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from eorder.foundation.tables import limits
from eorder.foundation.tables.delimited import bad_byte, encoding_error, read_delimited, too_many_rows
from eorder.foundation.tables.errors import RowError, TableError, row_error
from eorder.foundation.tables.source import ZIP, held, open_file, unpack
from eorder.foundation.tables.workbook import read_workbook

Refused = Callable[[int, RowError], None]
Cells = dict[str, str]


def raise_refused(_number: int, error: RowError) -> None:
    """Let the first malformed row end the reading."""
    raise error


def open_table(
    source: Path | str | bytes, required: Sequence[str] = (), on_refused: Refused = raise_refused
) -> Table:
    """Open a CSV, gzipped CSV or XLSX file, told apart by content; use it in a `with` block.

    Args:
        source: Where the file is, or its content.
        required: Column names that must be there; others may be too.
        on_refused: Told the number and the error of each row that is malformed as a row (too few or too many
            cells, a NUL, an overlong cell); such a row is left out of `rows`. By default it is raised.

    Returns:
        The table: names in `header` are lower case without surrounding space; rows come one by one.

    Raises:
        TableError: The file is no table, or its header is wrong.
    """
    with ExitStack() as stack:
        file = stack.enter_context(held(source) if isinstance(source, bytes) else open_file(Path(source)))
        if file.peek(4).startswith(ZIP):
            numbered = read_workbook(file)
        else:
            numbered = read_delimited(stack.enter_context(unpack(file)), stack)
        table = Table(numbered, required, on_refused)
        table.closing = stack.pop_all()
    return table


class Table:
    """A table being read once, from top to bottom.

    Attributes:
        header: Column names in their order.
        rows: Row number (as a spreadsheet shows it) and cells by column name; empty rows are left out.
    """

    def __init__(
        self, numbered: Iterator[tuple[int, list[str]]], required: Sequence[str], on_refused: Refused
    ) -> None:
        self.closing = ExitStack()
        self.header = read_header(numbered, required)
        self.rows = self._read(numbered, on_refused)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.close()

    def _read(
        self, numbered: Iterator[tuple[int, list[str]]], on_refused: Refused
    ) -> Iterator[tuple[int, Cells]]:
        header = self.header
        count = 0
        for number, cells in numbered:
            together = "".join(cells)
            if not together or together.isspace():
                continue
            count += 1
            if count > limits.MAX_ROWS:
                raise too_many_rows()
            if bad_byte(together):
                raise encoding_error(number, self._column_where(cells, bad_byte))
            refusal = self._malformed(cells, together)
            if refusal is None:
                yield number, dict(zip(header, cells, strict=False))
            else:
                on_refused(number, refusal)

    def _malformed(self, cells: list[str], together: str) -> RowError | None:
        width = len(self.header)
        if len(cells) != width and (len(cells) < width or any(cells[width:])):
            return self._wrong_width(len(cells))
        if "\0" in together:
            column = self._column_where(cells, lambda cell: "\0" in cell)
            return row_error(
                "cell_nul",
                f"Kolom '{column}' memuat karakter NUL. Hapus karakter itu atau simpan ulang.",
                column=column,
            )
        if len(together) > limits.MAX_CELL:
            return self._overlong(cells)
        return None

    def _wrong_width(self, count: int) -> RowError:
        width = len(self.header)
        if count < width:
            return row_error(
                "row_short",
                f"Baris ini hanya berisi {count} dari {width} kolom. Lengkapi pemisah kolomnya sampai "
                f"'{self.header[-1]}'.",
            )
        return row_error(
            "row_long",
            f"Baris ini berisi {count} kolom, padahal judulnya {width}. Apit dengan tanda kutip sel yang "
            "memuat pemisah "
            "kolom.",
        )

    def _overlong(self, cells: list[str]) -> RowError | None:
        column = self._column_where(cells, lambda cell: len(cell) > limits.MAX_CELL)
        if not column:
            return None
        sentence = f"Isi kolom '{column}' lebih dari {limits.MAX_CELL:_} karakter. Ringkas isinya.".replace(
            "_", "."
        )
        return row_error("cell_too_long", sentence, column=column)

    def _column_where(self, cells: list[str], wrong: Callable[[str], bool]) -> str:
        return next((name for name, cell in zip(self.header, cells, strict=False) if wrong(cell)), "")


def read_header(numbered: Iterator[tuple[int, list[str]]], required: Sequence[str]) -> list[str]:
    """Take the first row that is not empty as the header.

    Raises:
        TableError: There is none, a name is missing or doubled, or there are too many columns.
    """
    number, cells = next(((n, row) for n, row in numbered if any(cell.strip() for cell in row)), (0, []))
    if bad_byte("".join(cells)):
        raise encoding_error(number)
    names = [" ".join(cell.replace("\0", "").split()).lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise TableError(
            "Tabel ini kosong: tidak ada baris judul kolom. Isi baris pertama dengan nama kolom.",
            code="table_empty",
        )
    _check_names(names)
    check_required(names, required)
    return names


def _check_names(names: list[str]) -> None:
    if len(names) > limits.MAX_COLUMNS:
        raise TableError(
            f"Tabel ini punya {len(names)} kolom; batasnya {limits.MAX_COLUMNS}. Hapus kolom yang tidak "
            "diperlukan.",
            code="table_too_many_columns",
        )
    for place, name in enumerate(names, start=1):
        if not name:
            raise TableError(
                f"Kolom ke-{place} tidak punya judul. Beri nama kolom itu atau hapus kolomnya.",
                code="table_unnamed_column",
            )
        if name in names[: place - 1]:
            raise TableError(
                f"Judul kolom '{shown(name)}' muncul dua kali (kolom ke-{names.index(name) + 1} dan "
                f"ke-{place}). Ubah nama "
                "atau hapus salah satunya.",
                code="table_duplicate_column",
            )


def check_required(names: Sequence[str], required: Sequence[str]) -> None:
    """Refuse a header without a column that must be there.

    Raises:
        TableError: It names every one that is missing, and what was read.
    """
    missing = [name for name in required if name not in names]
    if missing:
        wanted = ", ".join(f"'{name}'" for name in missing)
        found = ", ".join(shown(name) for name in names)
        raise TableError(
            f"Kolom {wanted} tidak ada; kolom yang terbaca: {found}. Periksa baris judulnya.",
            code="table_missing_column",
        )


def shown(text: str, most: int = 60) -> str:
    """Shorten text to `most` characters (inclusive) and make what cannot be printed visible as `�`."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)
