"""Eighty queries drawn by seed from real texts: as they stand, mistyped, under other names, with units and times.

A query is a piece of a text between punctuation marks, one to four words that name a thing. Twenty are kept as they
are; sixty are changed in one of three ways. Half of each kind is held back: nobody tunes on those.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from bench.quality.corpus import Text

SEED = 20_261_129
FRESH_SEED = 20_261_130
"""Of eighty more, drawn after the last tuning: all are held back."""
OF_A_KIND = 20
FEWEST_TEXTS = 3
"""Texts that each word of a query stands in at least."""
KINDS = ("plain", "typo", "synonym", "unit")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BREAK = re.compile(r"[,;:()/+]|\s-\s|-\s| dan | untuk ")
_PART = re.compile(r"[a-z]{2,}|[a-z]*\d{1,4}[a-z]*")
_ACT = re.compile(r"(pe|ke)\w+an|\w+isasi|\w+asi")


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Attributes:
        kind: One of `KINDS`.
        typed: What the search is asked.
        meant: The piece of a text it was made of; relevance is judged by it.
        is_held_back: Whether nobody may tune on it.
    """

    kind: str
    typed: str
    meant: str
    is_held_back: bool

    @property
    def key(self) -> str:
        """Ten hexadecimal digits that name the query without telling it."""
        return sha256(f"{self.typed}\n{self.meant}".encode()).hexdigest()[:10]


def draw(texts: Iterable[Text]) -> list[Query]:
    """Draw the queries; the same texts give the same ones."""
    return _draw(pieces(texts), SEED)


def draw_fresh(texts: Iterable[Text]) -> list[Query]:
    """Draw as many of pieces that none of the first was made of; the same texts give the same ones."""
    known = {query.meant for query in draw(texts)}
    found = _draw([piece for piece in pieces(texts) if piece not in known], FRESH_SEED)
    return [replace(query, is_held_back=True) for query in found]


def _draw(left: list[str], seed: int) -> list[Query]:
    chance = random.Random(seed)  # noqa: S311 (drawn again by its seed)
    chance.shuffle(left)
    ways: dict[str, Callable[[str], str]] = {
        "plain": lambda piece: piece,
        "typo": lambda piece: mistyped(piece, chance),
        "synonym": lambda piece: renamed(piece, chance),
        "unit": lambda piece: counted(piece, chance),
    }
    found = []
    for kind in KINDS:
        typed: dict[str, str] = {}
        while len(typed) < OF_A_KIND:
            piece = left.pop()
            query = ways[kind](piece)
            if kind == "plain" or query not in {"", piece}:
                typed[query] = piece
        order = list(typed.items())
        chance.shuffle(order)
        found += [Query(kind, query, meant, place % 2 == 1) for place, (query, meant) in enumerate(order)]
    return found


def pieces(texts: Iterable[Text]) -> list[str]:
    """List the pieces of texts that name a thing, each once, sorted."""
    names = [text.name.casefold() for text in texts]
    known = Counter(word for name in names for word in set(re.findall(r"[a-z0-9]+", name)))
    found = {
        piece
        for name in names
        for part in _BREAK.split(name)
        if (piece := " ".join(_without_lead(part.split()))) and _names_a_thing(piece.split(), known)
    }
    return sorted(found)


def _without_lead(words: Sequence[str]) -> Sequence[str]:
    while words and words[0] in _listed("lead"):
        words = words[1:]
    return words


def _names_a_thing(words: Sequence[str], known: Counter[str]) -> bool:
    is_short = 1 <= len(words) <= 4
    return (
        is_short
        and all(_PART.fullmatch(word) and known[word] >= FEWEST_TEXTS for word in words)
        and not any(_is_office_word(word) for word in words)
        and any(len(word) > 3 and word.isalpha() and word not in _listed("describing") for word in words)
    )


def _is_office_word(word: str) -> bool:
    is_act = _ACT.fullmatch(word) and word not in _listed("things")
    is_name = sha256(word.encode()).hexdigest()[:8] in _listed("people")
    return bool(is_act) or is_name or word in _listed("office")


def mistyped(piece: str, chance: random.Random) -> str:
    """Let the finger slip once in a word of five letters or more, twice in one of nine or more; empty if none is."""
    words = piece.split()
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return ""
    place = chance.choice(long)
    for _time in range(2 if len(words[place]) > 8 else 1):
        words[place] = _slip(words[place], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    way = chance.choice(("swap", "drop", "double", "near"))
    if way == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == "drop":
        return word[:at] + word[at + 1 :]
    if way == "double":
        return word[: at + 1] + word[at:]
    row = next(keys for keys in _KEYS if word[at] in keys)
    beside = [
        row[each] for each in (row.index(word[at]) - 1, row.index(word[at]) + 1) if 0 <= each < len(row)
    ]
    return word[:at] + chance.choice(beside) + word[at + 1 :]


def renamed(piece: str, chance: random.Random) -> str:
    """Call a thing in the piece by another of its names; empty if none is known."""
    for names in _lists()["other_names"]:
        for name in names:
            if re.search(rf"\b{name}\b", piece):
                other = chance.choice([each for each in names if each != name])
                return re.sub(rf"\b{name}\b", other, piece, count=1)
    return ""


def counted(piece: str, chance: random.Random) -> str:
    """Ask for so many of the thing, sometimes by a time."""
    is_food = any(re.search(rf"\b{word}", piece) for word in _listed("food"))
    unit = chance.choice(_listed("food_units" if is_food else "units"))
    number = chance.choice((2, 3, 5, 10, 12, 20, 25, 50, 100, 120, 150))
    when = chance.choice(
        ("", "", "besok", "besok jam 11", "lusa pagi", "hari senin", "untuk besok siang", "jam 9")
    )
    return " ".join(f"{number} {unit} {piece} {when}".split())


@cache
def _lists() -> dict[str, list[list[str]]]:
    return tomllib.loads(Path(__file__).with_name("drawing.toml").read_text(encoding="utf-8"))


@cache
def _listed(kind: str) -> tuple[str, ...]:
    return tuple(str(_lists()[kind]).split())
