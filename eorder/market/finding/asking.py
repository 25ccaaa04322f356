"""A search put into words of the database: text queries by tier, tags for filters, and the key of a place in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.market.finding.understanding import Question, guessed

Concepts = tuple[tuple[tuple[str, ...], ...], ...]
FEWEST_WITHOUT_HEAD = 3
"""Things that tell as much as the first with one less."""
MOST_TOLD_APART = 3
"""Things asked for, of which every choice is a tier of its own; of more, only that without any one of them."""
CHECKED = "ya"
"""Value of the tag and the filter of what a curator found to be halal."""
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
    """What is left in; several values of one filter mean any of them. Prices in whole rupiah, both ends inclusive.

    `grades` and `is_halal` leave in what curators found, as long as it holds. `government` leaves in sellers registered
    with it: its units order from no others.
    """

    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    least_price: int | None = None
    most_price: int | None = None
    lead_days: int | None = None
    quantity: int | None = None
    government: UUID | None = None
    grades: tuple[str, ...] = ()
    is_halal: bool = False

    def tags(self) -> str:
        """Write the filters by value as one text query of tags, empty when there are none."""
        kinds = (
            ("k", self.categories),
            ("w", self.regions),
            ("s", self.scales),
            ("m", self.grades),
            ("h", (CHECKED,) if self.is_halal else ()),
        )
        parts = [
            "(" + " | ".join(tag(kind, value) for value in values) + ")" for kind, values in kinds if values
        ]
        return " & ".join(parts)


@dataclass(frozen=True, slots=True)
class Tier:
    """Products that come before those of the next tier: they match the text, in SQL's notation, and the tags.

    With `words`, so many asked for, products of a tier are further told apart by the share that those have in the
    name: at least half of it, a quarter, an eighth, less.
    """

    text: str = ""
    tags: str = ""
    words: int = 0


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
    return [
        Tier(_all(question.concepts, ":A"), words=_length(question.concepts)),
        Tier(_all(question.concepts)),
    ]


def alike_tiers(question: Question) -> list[Tier]:
    """Behind those with all words: those with what may have been meant, then those without some of the words.

    A thing is named before what tells about it ("amplop putih 104"). So of two that lack as much, that comes first
    which lacks the later word; and what has the first thing alone comes before what has one or two of the others.
    """
    found, concepts = exact_tiers(question), guessed(question).concepts
    if concepts != question.concepts:
        found.append(Tier(_all(concepts, ":A"), words=_length(concepts)))
    head, others = concepts[:1], concepts[1:]
    for size in range(len(others), 0, -1):
        found += _choices(head, others, size - 1)
        if size >= FEWEST_WITHOUT_HEAD:
            found += _choices((), others, size)
    for size in range(min(len(others), FEWEST_WITHOUT_HEAD - 1), 0, -1):
        found += _choices((), others, size)
    return found


def _choices(head: Concepts, others: Concepts, size: int) -> list[Tier]:
    """Make tiers of those with so many of the others: of each choice one where they are few, else one of all."""
    parts = [(*head, *part) for part in combinations(others, size)]
    if len(others) < MOST_TOLD_APART or (head and size == len(others) - 1):
        return [Tier(_all(part, ":AB"), words=_length(part)) for part in parts]
    return [Tier(" | ".join(_all(part, ":AB") for part in parts), words=_length(parts[0]))]


def loose_tiers(question: Question) -> list[Tier]:
    """When nothing has all words: those without one of the things asked for, then without two, then with any."""
    concepts = question.concepts
    sizes = dict.fromkeys(size for size in (len(concepts) - 1, len(concepts) - 2, 1) if size >= 1)
    return [Tier(" | ".join(_all(each) for each in combinations(concepts, size))) for size in sizes]


def near_tiers(tiers: list[Tier], region: str) -> list[Tier]:
    """Put sellers of the same district first, then of the same city, then the others."""
    found = tiers[-1].text
    return [Tier(found, tag("w", region)), Tier(found, tag("c", region[:5])), Tier(found)]


def _length(concepts: Concepts) -> int:
    return sum(len(names[0]) for names in concepts)


def _all(concepts: Concepts, weight: str = "") -> str:
    return "(" + " & ".join(_any_name(names, weight) for names in concepts) + ")"


def _any_name(names: tuple[tuple[str, ...], ...], weight: str) -> str:
    return "(" + " | ".join(_one_name(words, weight) for words in names) + ")"


def _one_name(words: tuple[str, ...], weight: str) -> str:
    parts = [part for word in words for part in re.findall(r"[a-z0-9]+", word)]
    return "(" + " & ".join(part + weight for part in parts) + ")"
