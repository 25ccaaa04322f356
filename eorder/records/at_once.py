"""Write everything an act writes in one statement: one round trip, and a lock held no longer than that.

Each table's own module keeps its part: named queries (`claim AS (INSERT ...)`) that take the act's values by name
and read from parts before them. The same text serves acts that write step by step, as a statement alone. A part
runs if the part it reads from gave rows; one that finds nothing to guard (`UPDATE ... WHERE ceiling >= ...`) gives
none, and the result then calls `records_refuse`, which undoes all.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import IntegrityError, connection, transaction

from eorder.foundation.errors import EorderError
from eorder.records.constraints import refused_by

LONGEST, MOST_VALUES = 4096, 50
"""Bytes and values of a statement that psycopg remembers; it takes a longer one apart anew each time."""


def statement(*parts: str, result: str) -> str:
    """Put parts and the query of the result together; without the space between words that only people need."""
    words = " ".join(f"WITH {','.join(parts)} {result}".split())
    return words.replace("( ", "(").replace(" ,", ",").replace(", ", ",")


def refuse_without(**parts: str) -> str:
    """Say in SQL that the statement is refused when a part gave no row.

    Args:
        parts: For each part that must give a row, the rule that `write_at_once` then finds refused.

    Returns:
        An expression for the list of a result; the first part without a row decides.
    """
    cases = " ".join(
        f"WHEN NOT EXISTS (SELECT FROM {part}) THEN records_refuse('{rule}')" for part, rule in parts.items()
    )
    return f"CASE {cases} END"


def write(sql: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement made by `statement` in the act's transaction; returns the one row of its result."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def write_at_once(
    sql: str, values: Mapping[str, Any], refusals: Mapping[str, EorderError]
) -> tuple[Any, ...] | None:
    """Run a statement that is a whole act: it is committed when this returns, unless a transaction is open.

    Args:
        sql: Made by `statement`.
        values: Its values by name.
        refusals: What to raise when a constraint, or a rule of `refuse_without`, of this name refuses.

    Returns:
        The one row of the result; None when the command had been claimed before.

    Raises:
        EorderError: The one given for what refused; nothing was written.
        IntegrityError: Another constraint refused, which no rule has foreseen.
    """
    try:
        with _apart():
            return write(sql, values)
    except IntegrityError as error:
        foreseen = refusals.get(refused_by(error))
        if foreseen is None:
            raise
        raise foreseen from error


def _apart() -> AbstractContextManager[Any]:
    """Keep a wider transaction usable after a refusal; without one, the statement is its own transaction."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
