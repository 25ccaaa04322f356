"""Gapless numbers: the next number of a series, taken in the act's own transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def next_number(government_id: UUID, series: str, fiscal_year: int) -> int:
    """Take the next number of a series in a fiscal year, from 1, without gaps; 1 statement.

    The row stays locked until the act commits; a rolled-back act gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_counter (government_id, series, fiscal_year, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (government_id, series, fiscal_year)"
            " DO UPDATE SET last = journal_counter.last + 1 RETURNING last",
            [government_id, series, fiscal_year],
        )
        row: tuple[int] = cursor.fetchone()
    return row[0]
