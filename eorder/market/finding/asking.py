"""A search put into words of the database: text queries by tier, tags for filters, and the key of a place in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.market.finding.understanding import Question

LARGEST_FILTER = 20
"""Values of one filter that are read."""
_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")
_NO_PLACE = "Halaman daftar ini tidak ada. Mulai dari awal daftar."


class Sort(StrEnum):
    """What a list is sorted by."""

    FAIR = "giliran"
    NEAR = "dekat"
    CHEAP = "murah"
    DEAR = "mahal"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left in; several values of one filter mean any of them. Prices in whole rupiah, both ends inclusive."""

    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    least_price: int | None = None
    most_price: int | None = None
    lead_days: int | None = None
    quantity: int | None = None

    def tags(self) -> str:
        """Write the filters by value as one text query of tags, empty when there are none."""
        kinds = (("k", self.categories), ("w", self.regions), ("s", self.scales))
        parts = [
            "(" + " | ".join(tag(kind, value) for value in values) + ")" for kind, values in kinds if values
        ]
        return " & ".join(parts)


@dataclass(frozen=True, slots=True)
class Tier:
    """Products that come before those of the next tier: they match the text, in SQL's notation, and the tags."""

    text: str = ""
    tags: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list: the hour whose order it is, and the sort key of the last product before it."""

    hour: int
    is_wide: bool
    key: tuple[str, ...] = field(default=())

    def text(self) -> str:
        """Write it as it stands in an address."""
        return "~".join((str(self.hour), "w" if self.is_wide else "n", *self.key))


_PARTS = {  # by sort and width: what the parts of a key look like
    "ranked": (r"\d{1,2}", r"\d{1,6}", r"\d{1,6}", r"[0-9a-f]{8}", r"[0-9a-f-]{36}"),
    "priced": (r"\d{1,16}", r"[0-9a-f-]{36}"),
}


def read_place(text: str, sort: Sort) -> Place | None:
    """Read a place out of an address; None begins at the beginning.

    Raises:
        NotFoundError: It is no place in a list sorted so.
    """
    if not text:
        return None
    hour, _, rest = text.partition("~")
    width, *key = rest.split("~")
    wanted = _PARTS["priced" if sort in {Sort.CHEAP, Sort.DEAR} else "ranked"]
    is_sound = (
        re.fullmatch(r"\d{1,7}", hour, re.ASCII)
        and width in {"w", "n"}
        and len(key) == len(wanted)
        and all(re.fullmatch(shape, part, re.ASCII) for shape, part in zip(wanted, key, strict=True))
    )
    if not is_sound:
        raise NotFoundError(_NO_PLACE)
    try:
        UUID(key[-1])
    except ValueError:
        raise NotFoundError(_NO_PLACE) from None
    return Place(int(hour), width == "w", tuple(key))


def read_codes(values: Sequence[str]) -> tuple[str, ...]:
    """Read the values of a filter, each once; what cannot be a code is left out."""
    return tuple(dict.fromkeys(each for each in values if _CODE.fullmatch(each)))[:LARGEST_FILTER]


def tag(kind: str, value: object) -> str:
    """Write one tag; values were read by `read_codes` or are our own, so nothing in them needs escaping."""
    return f"'{kind}:{value}'"


def exact_tiers(question: Question) -> list[Tier]:
    """All words in the name come first, then all words anywhere."""
    if not question.concepts:
        return [Tier()]
    return [Tier(_all(question.concepts, ":A")), Tier(_all(question.concepts))]


def loose_tiers(question: Question) -> list[Tier]:
    """When nothing has all words: those without one of the things asked for, then without two, then with any."""
    concepts = question.concepts
    sizes = dict.fromkeys(size for size in (len(concepts) - 1, len(concepts) - 2, 1) if size >= 1)
    return [Tier(" | ".join(_all(each) for each in combinations(concepts, size))) for size in sizes]


def near_tiers(tiers: list[Tier], region: str) -> list[Tier]:
    """Put sellers of the same district first, then of the same city, then the others."""
    found = tiers[-1].text
    return [Tier(found, tag("w", region)), Tier(found, tag("c", region[:5])), Tier(found)]


def _all(concepts: Sequence[tuple[tuple[str, ...], ...]], weight: str = "") -> str:
    return "(" + " & ".join(_any_name(names, weight) for names in concepts) + ")"


def _any_name(names: tuple[tuple[str, ...], ...], weight: str) -> str:
    return "(" + " | ".join(_one_name(words, weight) for words in names) + ")"


def _one_name(words: tuple[str, ...], weight: str) -> str:
    parts = [part for word in words for part in re.findall(r"[a-z0-9]+", word)]
    return "(" + " & ".join(part + weight for part in parts) + ")"
