"""Searching: at most four statements, whatever is asked and however deep the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection

from eorder.market.finding import sql
from eorder.market.finding.asking import (
    Filters,
    Place,
    Sort,
    Tier,
    alike_tiers,
    exact_tiers,
    loose_tiers,
    near_tiers,
)
from eorder.market.finding.turns import HOURS, places, ring
from eorder.market.finding.understanding import Question, nearest, reworded

PAGE = 24
MOST_COUNTED = 1_000
"""So many hits are counted and compared with one another; of more, only that there are more."""
PRICED = frozenset({Sort.CHEAP, Sort.DEAR})


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for.

    Attributes:
        question: What was understood of the words.
        filters: What is left in.
        sort: What the list is sorted by.
        near: District that nearness is measured from.
        hour: The hour whose order is shown; a page after the first keeps that of the first.
        at: Now: sellers that are under a sanction are left out. What is found says so; the moment itself stands
            in no version of a page.
        after: Where the page begins.
    """

    question: Question
    filters: Filters
    hour: int
    at: datetime = field(repr=False)
    sort: Sort = Sort.FAIR
    near: str = ""
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search.

    Attributes:
        question: As it was looked for, mistyped words replaced.
        instead: Words that nobody uses, with those looked for in their place.
        is_loose: Nothing has all words, so these have some.
        exact: How many of those counted have all words.
        count: How many there are, at most `MOST_COUNTED`.
        has_more: Whether there are more than that.
        facets: For each kind of filter, its values as (value, name, count); counts of what was looked at.
        products: The rows of the page.
        next_place: Where the next page begins, None on the last.
    """

    question: Question
    instead: dict[str, str]
    is_loose: bool
    exact: int
    count: int
    has_more: bool
    facets: dict[str, list[tuple[str, str, int]]]
    products: list[dict[str, Any]]
    next_place: Place | None


def search(asked: Search) -> Found:
    """Find one page; 1 statement without words and up to 1,000 hits, one more with words, one more beyond.

    A search that finds nothing looks once more for some of the words; that makes 4 at most.
    """
    question, instead = _corrected(asked.question)
    asked = replace(asked, question=question)
    tiers = exact_tiers(question)
    seen = _look(asked, _sorted_tiers(asked, tiers))
    exact = min(seen["count"], MOST_COUNTED)
    if exact < PAGE and len(alike_tiers(question)) > len(tiers):
        tiers, seen = _wider(asked, seen)
    has_more = seen["count"] > MOST_COUNTED
    rows = _browse(asked, _sorted_tiers(asked, tiers)) if has_more else seen["page"]
    return Found(
        question,
        instead,
        not exact and bool(seen["count"]),
        exact,
        min(seen["count"], MOST_COUNTED),
        has_more,
        seen["facets"],
        [_product(row, is_wide=has_more) for row in rows[:PAGE]],
        _place(asked, rows[PAGE - 1], is_wide=has_more) if len(rows) > PAGE else None,
    )


def _wider(asked: Search, exact: dict[str, Any]) -> tuple[list[Tier], dict[str, Any]]:
    """Add those that lack a word: in fair order behind those with all, else only if nothing has all; 1 statement.

    By price and by nearness what has all words must not stand among what has some.
    """
    loose = loose_tiers(asked.question)
    if asked.sort is Sort.FAIR:
        after = asked.after if asked.after and not asked.after.is_wide else None
        text, values = sql.look_alike(
            alike_tiers(asked.question), asked.filters, key=after.key if after else ()
        )
        return loose, _one(text, values | _bounds(asked))
    if exact["count"]:
        return exact_tiers(asked.question), exact
    return loose, _look(asked, _sorted_tiers(asked, loose))


def _corrected(question: Question) -> tuple[Question, dict[str, str]]:
    """Replace words that no seller uses by the nearest one that some seller does; 1 statement, none without words."""
    words = [each for each in question.words if each.isalpha()]
    if not words:
        return question, {}
    with connection.cursor() as cursor:
        cursor.execute(sql.ALIKE, [words])
        alike = dict(cursor.fetchall())
    known_names = {word for concept in question.concepts if len(concept) > 1 for word in concept[0]}
    guesses = {word: nearest(word, alike.get(word) or []) for word in words if word not in known_names}
    instead = {word: guess for word, guess in guesses.items() if guess and guess != word}
    return reworded(question, instead), instead


def _sorted_tiers(asked: Search, tiers: list[Tier]) -> list[Tier]:
    return near_tiers(tiers, asked.near) if asked.sort is Sort.NEAR and asked.near else tiers


def _look(asked: Search, tiers: list[Tier]) -> dict[str, Any]:
    """Count up to one more than `MOST_COUNTED`, and rank them when there are no more; 1 statement."""
    after = asked.after if asked.after and not asked.after.is_wide else None
    text, values = sql.look(
        tiers, asked.filters, is_priced=asked.sort in PRICED, is_dear=asked.sort is Sort.DEAR,
        key=after.key if after else (),
    )  # fmt: skip
    return _one(text, values | _bounds(asked))


def _bounds(asked: Search) -> dict[str, Any]:
    """Give how many are compared and shown, and whose turn it is."""
    return {
        "at": asked.at,
        "most": MOST_COUNTED,
        "page": PAGE + 1,
        "cycle": asked.hour // HOURS,
        "places": list(places(asked.hour)),
    }


def _browse(asked: Search, tiers: list[Tier]) -> list[dict[str, Any]]:
    """Walk the ring, or the prices, from the place of the page on; 1 statement."""
    after = asked.after if asked.after and asked.after.is_wide else None
    key = after.key if after else ()
    values: dict[str, Any] = {"page": PAGE + 1, "cycle": asked.hour // HOURS, "at": asked.at}
    if asked.sort in PRICED:
        text, more = sql.browse_prices(tiers, asked.filters, is_dear=asked.sort is Sort.DEAR, key=key)
    else:
        text, more = sql.browse_ring(tiers, asked.filters, ring(asked.hour), key)
    found: list[dict[str, Any]] = _one(text, values | more)["page"]
    return found


def _one(text: str, values: dict[str, Any]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        count, facets, page = cursor.fetchone()
    return {"count": count, "facets": _facets(json.loads(facets or "[]")), "page": json.loads(page or "[]")}


def _facets(rows: Sequence[Sequence[Any]]) -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for kind, value, name, count in rows:
        found.setdefault(kind, []).append((value, name, count))
    return {kind: sorted(options, key=lambda each: (-each[2], each[1])) for kind, options in found.items()}


def _product(row: dict[str, Any], *, is_wide: bool) -> dict[str, Any]:
    """Give a row as pages show it; one in the fair order also with its tier and its number among its seller's."""
    shown = {name: value for name, value in row.items() if name != "key"}
    if len(row["key"]) > 2:  # noqa: PLR2004 (a price and an id; else tier, round, place, lot and id)
        shown |= {"tier": row["key"][0], "round": row["key"][2 if is_wide else 1]}
    return shown


def _place(asked: Search, row: dict[str, Any], *, is_wide: bool) -> Place:
    return Place(asked.hour, is_wide, tuple(str(part) for part in row["key"]))
