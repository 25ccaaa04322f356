"""An invariant, the rows that break it, and how to ask the database for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

CHUNK = 5_000


class Offender(NamedTuple):
    """One row that breaks an invariant: its name for people, and what is wrong with it."""

    key: str
    fault: str


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that must be true of all records.

    Attributes:
        code: Its name in the list of invariants, `M1`.
        sentence: What holds, for people.
        over: The table whose rows it looks at.
        offenders: Finds the rows that break it.
    """

    code: str
    sentence: str
    over: str
    offenders: Callable[[], Iterable[Offender]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of looking: how many rows were looked at, how many break the invariant, the first of them."""

    code: str
    sentence: str
    looked_at: int
    broken: int
    offenders: tuple[Offender, ...]

    @property
    def holds(self) -> bool:
        """Whether no row breaks it."""
        return not self.broken


def ask(sql: str, *params: Any) -> list[Offender]:
    """Ask for offenders: a query of two text columns, the key and the fault."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return [Offender(*row) for row in cursor.fetchall()]


def stream(sql: str) -> Iterator[tuple[Any, ...]]:
    """Read rows of any number through a cursor on the server; needs the transaction of the check."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def count_rows(table: str) -> int:
    """Count the rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        row: tuple[int] = cursor.fetchone()
    return row[0]


def as_rows(rows: Sequence[dict[str, Any]]) -> str:
    """Write facts of the law as JSON, for `jsonb_to_recordset`."""
    return json.dumps(rows, default=str)


def listed(names: Iterable[str]) -> str:
    """Write names of our own (states, roles, events) as an SQL list."""
    return ", ".join(f"'{name}'" for name in sorted(names))
