"""What a query asks for: words with their other names, a quantity, and the time it is needed by; no database."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from eorder.foundation.sorting import sort_key

LONGEST_QUERY = 200
"""Characters that are read (inclusive); what stands behind them is left out, and people are told."""
MOST_WORDS = 8
LONGEST_WORD = 40
LARGEST_QUANTITY = 10**6
_TOKEN = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")
_AHEAD = {"ini": 0, "besok": 1, "esok": 1, "lusa": 2}
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_AFTERNOON = frozenset({"siang", "sore", "petang", "malam"})
_PART = r"(?:\s+(?P<part>pagi|siang|sore|petang|malam))?"
_DAY = re.compile(
    rf"\b(?:hari\s+(?=ini|minggu)|(?!ini|minggu)(?:hari\s+)?)(?P<day>{'|'.join((*_AHEAD, *_WEEKDAYS))})\b{_PART}"
)
_CLOCK = re.compile(
    rf"\b(?:jam|pukul)\s+(?P<hour>[01]?\d|2[0-3])(?:[.:,](?P<minute>[0-5]\d))?(?![\w.:,])(?:\s+wib)?{_PART}"
)
SHORTEST_GUESS = 5
"""Letters of a word that is used and may be a slip all the same."""
NOON_HOURS = 7
"""Hours below this that are said to be of the afternoon or evening count from noon."""
DAY_BEGINS = time(8)
"""When something is needed that is asked for a day without an hour."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a query.

    Attributes:
        concepts: Things looked for; each is the list of its names, each name its words.
        quantity: How many, 0 if not said.
        unit: In which unit, as it was typed.
        needed_at: By when, None if not said.
        is_cut: Whether the query was longer than what is read.
        is_mute: Whether something was typed, but no word that can be looked for.
    """

    concepts: tuple[tuple[tuple[str, ...], ...], ...] = ()
    quantity: int = 0
    unit: str = ""
    needed_at: datetime | None = None
    is_cut: bool = False
    is_mute: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word as it was typed, each once."""
        return tuple(dict.fromkeys(word for concept in self.concepts for word in concept[0]))


def understand(text: str, at: datetime) -> Question:
    """Read a query such as `120 porsi nasi box besok jam 11`.

    Args:
        text: What was typed, of any length and content.
        at: Now, in the zone whose days are meant by words such as `besok`.
    """
    typed = text.strip()
    plain, needed_at = _take_time(plain_letters(typed[:LONGEST_QUERY]), at)
    tokens, quantity, unit = _take_quantity(tokens_of(plain))
    left = [word for word in tokens if word not in _words("silent")][:MOST_WORDS]
    concepts = tuple(_concepts(left))
    is_mute = bool(typed) and not (concepts or quantity or needed_at)
    return Question(concepts, quantity, unit, needed_at, len(typed) > LONGEST_QUERY, is_mute)


def plain_letters(text: str) -> str:
    """Write a text in small letters without marks, with single spaces."""
    return sort_key(unicodedata.normalize("NFKC", text))


def tokens_of(plain: str) -> list[str]:
    """Split a plain text into words and numbers, at most 40 characters each."""
    return [token[:LONGEST_WORD] for token in _TOKEN.findall(plain)]


def reworded(question: Question, instead: dict[str, str]) -> Question:
    """Put other words in the place of some that nobody uses, with the other names of those."""
    if not instead:
        return question
    words = [instead.get(word, word) for word in question.words]
    return Question(
        tuple(_concepts(words)),
        question.quantity,
        question.unit,
        question.needed_at,
        question.is_cut,
        question.is_mute,
    )


def guessed(question: Question) -> Question:
    """Take a word that sellers use for a slip too, where one slip makes it a name of the vocabulary.

    What was typed stays; the names of what may have been meant stand beside it.
    """
    return replace(question, concepts=tuple(_with_guess(names) for names in question.concepts))


def _with_guess(names: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    typed = names[0]
    if len(names) > 1 or len(typed) > 1 or len(typed[0]) < SHORTEST_GUESS or not typed[0].isalpha():
        return names
    near = min(
        (name for name in _names() if len(name) == 1), key=lambda name: (slips(typed[0], name[0]), name)
    )
    return (typed, *_names()[near]) if slips(typed[0], near[0]) == 1 else names


def nearest(word: str, candidates: list[str]) -> str:
    """Choose the word most likely meant by a mistyped one; empty if none is near enough.

    One slip is forgiven in words of four letters or more, two in words of eight or more, and one letter left out in
    words of three; digits are never guessed. Of two as near, that with the same first letter, which people rarely miss,
    then the longer one: a letter is sooner left out than one too many typed (`kotk` is `kotak`, not `kok`).
    """
    if len(word) < 3 or any(each.isdigit() for each in word):  # noqa: PLR2004 (as the docstring says)
        return ""
    if len(word) == 3:  # noqa: PLR2004 (as the docstring says)
        candidates = [each for each in candidates if len(each) > len(word)]
    room = 2 if len(word) >= 8 else 1  # noqa: PLR2004 (as the docstring says)
    scored = sorted((slips(word, each), each[:1] != word[:1], -len(each), each) for each in candidates)
    return scored[0][-1] if scored and scored[0][0] <= room else ""


def slips(one: str, other: str) -> int:
    """Count the letters that are missing, too many, wrong, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, before = before, row
        row = [place]
        for index, wanted in enumerate(other, 1):
            cost = min(before[index] + 1, row[index - 1] + 1, before[index - 1] + (letter != wanted))
            if last and index > 1 and letter == other[index - 2] and one[place - 2] == wanted:
                cost = min(cost, last[index - 2] + 1)
            row.append(cost)
    return row[-1]


def _concepts(words: list[str]) -> list[tuple[tuple[str, ...], ...]]:
    """Group words into things, the longest known name first, and put every other name of the thing beside."""
    found, place = [], 0
    names = _names()
    while place < len(words):
        for length in (3, 2, 1):
            name = tuple(words[place : place + length])
            if len(name) == length and name in names:
                break
        else:
            name = (words[place],)
        found.append((name, *(each for each in names.get(name, ()) if each != name)))
        place += len(name)
    return list(dict.fromkeys(found))


def _take_time(text: str, at: datetime) -> tuple[str, datetime | None]:
    """Take `besok jam 11`, `lusa siang`, `hari ini pukul 9.30` or `senin` out of a plain text."""
    day, clock = _DAY.search(text), _CLOCK.search(text)
    if day is None and clock is None:
        return text, None
    said = [each["part"] for each in (day, clock) if each and each["part"]]
    hour = time(int(clock["hour"]), int(clock["minute"] or 0)) if clock else DAY_BEGINS
    if clock and hour.hour < NOON_HOURS and set(said) & _AFTERNOON:
        hour = hour.replace(hour=hour.hour + 12)
    moment = datetime.combine(at.date(), hour, at.tzinfo)
    if day:
        moment += timedelta(days=_days_ahead(day["day"], at))
    elif moment < at:
        moment += timedelta(days=1)
    return _CLOCK.sub(" ", _DAY.sub(" ", text)), moment


def _days_ahead(word: str, at: datetime) -> int:
    if word in _AHEAD:
        return _AHEAD[word]
    return (_WEEKDAYS.index(word) - at.weekday() - 1) % 7 + 1


def _take_quantity(tokens: list[str]) -> tuple[list[str], int, str]:
    """Take `120 porsi` or `1.500 kotak` out of a query; `80 gram` and `58 lembar` describe the thing and stay.

    A box that is counted is looked for where a thing is named after it, as `nasi kotak` for `50 kotak nasi`.
    """
    for place, (number, unit) in enumerate(pairwise(tokens)):
        digits = number.replace(".", "")
        if not digits.isdigit() or not 0 < int(digits[:9]) <= LARGEST_QUANTITY:
            continue
        if unit in _words("counted") or (place == 0 and unit in _words("first")):
            return [*tokens[:place], *tokens[place + 2 :]], int(digits[:9]), unit
        if unit in _words("packed"):
            return _boxed(tokens[:place] + tokens[place + 2 :], unit), int(digits[:9]), unit
    return tokens, 0, ""


def _boxed(tokens: list[str], unit: str) -> list[str]:
    """Put a box behind the word with which it names a thing; where it names none, it only counted."""
    for place, word in enumerate(tokens, 1):
        if (word, unit) in _names():
            return [*tokens[:place], unit, *tokens[place:]]
    return tokens or [unit]


@cache
def _vocabulary() -> dict[str, object]:
    file = Path(__file__).with_name("vocabulary.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(_vocabulary()[kind]).split())


@cache
def _names() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For each name of several things' lists, all names of those things."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    same: list[list[str]] = _vocabulary()["same"]  # type: ignore[assignment]  # as the file is written
    for line in same:
        names = [tuple(name.split()) for name in line]
        for name in names:
            found.setdefault(name, []).extend(names)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}
