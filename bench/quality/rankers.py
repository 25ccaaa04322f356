"""The rankers whose first results are judged together: the search of the software, and others that know less or more.

A ranker is asked a query and gives names of texts, best first. All but the software's own are plain textbook rankers.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bench.quality.corpus import Text
from bench.quality.queries import Query

MOMENT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
"""When the software is asked; its order among equals depends on the hour."""
OTHER_HOURS = 37
"""How much later it is asked once more, so that more of those equals are judged."""
Ranker = Callable[[Query, int], list[str]]

_TSRANK = """
    SELECT p.name FROM catalogue_product p, to_tsquery('indonesian', %s) AS q
    WHERE to_tsvector('indonesian', p.sort_key) @@ q
    ORDER BY ts_rank(to_tsvector('indonesian', p.sort_key), q) DESC, p.id LIMIT %s"""
_TRIGRAM = """
    SELECT name FROM catalogue_product ORDER BY word_similarity(%s, sort_key) DESC, similarity(%s, sort_key) DESC, id
    LIMIT %s"""


def rankers(texts: Sequence[Text]) -> dict[str, Ranker]:
    """Give the rankers by name; those with a database want it laid by `ground.lay`."""
    bm25 = Bm25(texts)
    return {
        "software": lambda query, most: software(query, MOMENT, most),
        "software, other hour": lambda query, most: software(
            query, MOMENT + timedelta(hours=OTHER_HOURS), most
        ),
        "ts_rank": lambda query, most: _rows(_TSRANK, " | ".join(_tokens(query.typed)), most),
        "trigrams": lambda query, most: _rows(_TRIGRAM, query.typed, query.typed, most),
        "bm25": lambda query, most: bm25.rank(query.typed, most),
        "bm25 of what was meant": lambda query, most: bm25.rank(query.meant, most),
    }


def software(query: Query, moment: datetime, most: int) -> list[str]:
    """Ask the software's search as its page does."""
    from django.http import QueryDict

    from eorder.market.finding.queries import search
    from eorder.web.public.looking import read_search

    given = QueryDict(mutable=True)
    given["q"] = query.typed
    return [row["name"] for row in search(read_search(given, moment)).products][:most]


def _rows(statement: str, *values: object) -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [name for (name,) in cursor.fetchall()]


class Bm25:
    """Okapi BM25 over the words of names, unstemmed, with the customary k1 = 1.2 and b = 0.75."""

    def __init__(self, texts: Sequence[Text]) -> None:
        """Count the words."""
        self.names = [text.name for text in texts]
        self.words = [Counter(_tokens(name)) for name in self.names]
        self.mean = sum(sum(words.values()) for words in self.words) / len(self.words)
        self.where: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.words):
            for word in words:
                self.where[word].append(number)

    def rank(self, asked: str, most: int) -> list[str]:
        """Give the names with any of the words, best first."""
        score: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(_tokens(asked)):
            having = self.where.get(word, [])
            weight = math.log(1 + (len(self.names) - len(having) + 0.5) / (len(having) + 0.5))
            for number in having:
                often, length = self.words[number][word], sum(self.words[number].values())
                score[number] += weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / self.mean))
        best = sorted(score, key=lambda number: (-score[number], self.names[number]))[:most]
        return [self.names[number] for number in best]


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())
