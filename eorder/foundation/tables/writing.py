"""Write a workbook for people to fill in: every text is text, so nothing in it is computed when it is opened."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

Row = Sequence[str | int]


def workbook_of(sheets: Mapping[str, Iterable[Row]], widths: Sequence[int] = ()) -> bytes:
    """Write an XLSX workbook.

    Args:
        sheets: Rows by the title of their sheet (at most 31 characters); the first row of each is its header.
        widths: Widths of the first columns of every sheet, in characters.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for row in rows:
            cells = []
            for value in row:
                plain = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                cell = WriteOnlyCell(sheet, value=plain)
                if isinstance(value, str):
                    cell.data_type = "s"  # also where it begins like a formula
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
