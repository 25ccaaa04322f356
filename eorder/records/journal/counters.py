"""Gapless numbers: the next number of a series, taken in the act's own transaction."""

from __future__ import annotations

from uuid import UUID

from eorder.records.at_once import statement, write

_NEXT = """
numbered AS (
    INSERT INTO journal_counter (government_id, series, fiscal_year, last)
    SELECT %(government)s, %(series)s, %(fiscal_year)s, 1 {source}
    ON CONFLICT (government_id, series, fiscal_year) DO UPDATE SET last = journal_counter.last + 1
    RETURNING last)
"""
_ALONE = statement(_NEXT.format(source=""), result="SELECT last FROM numbered")
NUMBERED = f"""{_NEXT.format(source="FROM claim")},
named AS (
    SELECT %(number_begins)s || lpad(last::text, greatest(5, length(last::text)), '0') AS number FROM numbered)
"""
"""The next number, if the command was claimed, and the name it gives: of five digits at least."""


def next_number(government_id: UUID, series: str, fiscal_year: int) -> int:
    """Take the next number of a series in a fiscal year, from 1, without gaps; 1 statement.

    The row stays locked until the act commits; a rolled-back act gives its number back.
    """
    row = write(_ALONE, {"government": government_id, "series": series, "fiscal_year": fiscal_year})
    if row is None:
        raise AssertionError("a counter gives its number or fails")
    number: int = row[0]
    return number
