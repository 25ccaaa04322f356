"""Read a table that somebody sent by a page: only the text of its cells comes back, and not too much of it."""

from __future__ import annotations

import json

from eorder.foundation.tables import RowError, TableError, open_table

MOST_ROWS = 10_000
"""Most rows below the header (inclusive)."""
MOST_CELLS = 250_000
"""Most cells (inclusive): 25 columns of a full table; more takes longer to check than a file may."""


def read_cells(content: bytes) -> bytes:
    """Give a table as JSON: the header, each row's number and cells, and each malformed row's number and problems.

    Raises:
        TableError: The content is no table, or has too many rows or cells.
    """
    rows: list[tuple[int, list[str]]] = []
    malformed: list[tuple[int, list[tuple[str, str, str, str]]]] = []

    def refuse(number: int, error: RowError) -> None:
        problems = [(each.column, each.value, each.code, each.sentence) for each in error.problems]
        malformed.append((number, problems))
        _check_size(len(rows) + len(malformed), 0)

    with open_table(content, on_refused=refuse) as table:
        for number, cells in table.rows:
            rows.append((number, list(cells.values())))
            _check_size(len(rows) + len(malformed), len(rows) * len(table.header))
        read = {"header": table.header, "rows": rows, "malformed": malformed}
    return json.dumps(read, ensure_ascii=False).encode()


def _check_size(rows: int, cells: int) -> None:
    if rows > MOST_ROWS:
        raise TableError(
            "Tabel ini lebih dari 10.000 baris. Bagi menjadi beberapa berkas.", code="table_too_many_rows"
        )
    if cells > MOST_CELLS:
        raise TableError(
            "Tabel ini lebih dari 250.000 sel. Hapus kolom yang tidak dipakai, atau ambil lembar satu kategori.",
            code="table_too_many_cells",
        )
