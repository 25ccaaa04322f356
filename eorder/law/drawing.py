"""The book of law as tables for people: for `docs/law.md` and for the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

from eorder.law.book import parameters
from eorder.law.value import Unit, Value, percent_text

_UNIT_WORDS = {
    Unit.WORKING_DAYS: "hari kerja",
    Unit.DAYS: "hari",
    Unit.HOURS: "jam",
    Unit.MINUTES: "menit",
    Unit.TIMES: "kali",
}


def value_text(value: Value) -> str:
    """Write a value as people read it: "Rp 2.000.000", "1,5 %", "3 hari kerja", "ya"."""
    match value.unit:
        case Unit.RUPIAH:
            return str(value.rupiah)
        case Unit.PARTS_PER_10000:
            return percent_text(value.amount)
        case Unit.FLAG:
            return "ya" if value.flag else "tidak"
        case Unit.TABLE:
            return "; ".join(f"{key}: {_cell(cell)}" for key, cell in value.table.items())
        case _:
            return f"{value.amount} {_UNIT_WORDS[value.unit]}"


def markdown_table() -> str:
    """Draw every value of every parameter as one Markdown table, by name and date; ends with a newline."""
    rows = [
        "| parameter | what | since | until | value | source | certainty |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [_row(value) for each in parameters().values() for value in each.values]
    return "\n".join(rows) + "\n"


def _row(value: Value) -> str:
    cells = (
        f"`{value.name}`",
        value.label,
        value.since.isoformat(),
        value.until.isoformat() if value.until else "",
        value_text(value),
        value.source,
        value.certainty.value,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _cell(cell: Any) -> str:
    """Write a part of a table: figures with dots, names of one pair with a plus, lists with commas."""
    match cell:
        case int():
            return f"{cell:,}".replace(",", ".")
        case [str(), *_]:
            return " + ".join(cell)
        case list():
            return ", ".join(_cell(each) for each in cell) or "kosong"
        case dict():
            return " ".join(f"{key} {_cell(each)}" for key, each in cell.items())
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
