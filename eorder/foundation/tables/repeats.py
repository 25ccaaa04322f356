"""Rows of one table about the same thing: said again they are one row, contradicting each other none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import RowError, TableError, row_error
from eorder.foundation.tables.kinds import Kind
from eorder.foundation.tables.table import shown

Numbered = Iterable[tuple[int, dict[str, str]]]


@dataclass(slots=True)
class Repeats:
    """Rows of a file that are not the only ones about their thing.

    Attributes:
        repeated: Numbers of later rows that say exactly what the first one says; to be skipped.
        refused: Rows that contradict another row about the same thing, the first one included.
    """

    repeated: set[int] = field(default_factory=set)
    refused: dict[int, RowError] = field(default_factory=dict)


class _First(NamedTuple):
    row: int
    mark: bytes
    telling: str


def keys_met_again(kind: Kind[Any], rows: Numbered) -> tuple[int, set[int]]:
    """Look for keys that stand in more than one row, without reading the rows; keeps about 60 bytes a row.

    Returns:
        How many rows there are, and a hash of each such key; two keys of one hash only cost a closer look.
    """
    count, met, again = 0, set[int](), set[int]()
    for count, (_, cells) in enumerate(rows, 1):  # noqa: B007 (the last count is the result)
        key = hash(kind.key_of(cells))
        (again if key in met else met).add(key)
    return count, again


def find_repeats(kind: Kind[Any], rows: Numbered, again: set[int]) -> Repeats:
    """Compare the sound rows of keys that stand in more than one row.

    The first of two contradicting rows is known only once the second is seen: so this is a pass of its own,
    and writing is the next.

    Raises:
        TableError: More rows contradict others than anyone would look through.
    """
    found = Repeats()
    first: dict[tuple[str, ...], _First] = {}
    for number, cells in rows:
        key = kind.key_of(cells)
        if hash(key) not in again:
            continue
        try:
            mark = hashlib.blake2b(repr(kind.read(cells)).encode(), digest_size=16).digest()
        except RowError:
            continue  # refused for itself
        this = _First(number, mark, shown(cells.get(kind.telling, "")))
        earlier = first.setdefault(key, this)
        if earlier.row == number:
            continue
        if earlier.mark == mark:
            found.repeated.add(number)
        else:
            _contradict(found, kind, key, earlier, this)
    return found


def _contradict(
    found: Repeats, kind: Kind[Any], key: tuple[str, ...], earlier: _First, later: _First
) -> None:
    if len(found.refused) >= limits.MAX_CONTRADICTIONS:
        most = f"{limits.MAX_CONTRADICTIONS:,}".replace(",", ".")
        raise TableError(
            f"Lebih dari {most} baris bertentangan dengan baris lain, misalnya baris {earlier.row} dan "
            f"{later.row}. Periksa apakah kolom '{kind.key[0]}' benar.",
            code="table_contradicts_itself",
        )
    name = " / ".join(shown(part) for part in key)
    rows = " dan ".join(f"baris {each.row} ({kind.telling} {each.telling})" for each in (earlier, later))
    error = row_error(
        "rows_contradict",
        f"{kind.title} {name} ada dua kali dengan isi berbeda: {rows}. Sisakan satu baris yang benar.",
        column=kind.key[-1],
        value=shown(key[-1]),
    )
    found.refused[later.row] = error
    found.refused.setdefault(earlier.row, error)
