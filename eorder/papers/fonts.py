"""Static instances of our typeface, because Typst does not read variable fonts, and what it can write."""

from __future__ import annotations

import tempfile
import unicodedata
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import fontpkg  # type: ignore[import-untyped]  # the wheel carries no types
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Plus Jakarta Sans"
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
PLACEHOLDER = "□"
BREAK = "\u200b"
BREAK_EVERY = 8


def font_directory(cache_directory: Path) -> Path:
    """Make the static fonts once per version of the typeface; the same bytes on every machine.

    Safe for several processes at once: each file appears whole or not at all.
    """
    directory = cache_directory / f"plus-jakarta-sans-{version('fontpkg-plus-jakarta-sans')}"
    directory.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        path = directory / f"PlusJakartaSans-{style}.ttf"
        if not path.exists():
            _make_instance(path, weight)
    return directory


@lru_cache(maxsize=4096)  # most words of a paper stand in every paper
def writable(text: str, *, longest_word: int) -> str:
    """Turn text into one line of characters that the typeface has; others become a visible square.

    Longer words get invisible places to break, so that they stay in their column.
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(mark if mark.isspace() or _has_glyph(mark) else PLACEHOLDER for mark in composed)
    return " ".join(_breakable(word, longest_word) for word in shown.split())


def _breakable(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    return BREAK.join(word[at : at + BREAK_EVERY] for at in range(0, len(word), BREAK_EVERY))


def _has_glyph(mark: str) -> bool:
    return ord(mark) in _characters() and not unicodedata.category(mark).startswith("C")


@cache
def _characters() -> frozenset[int]:
    with TTFont(fontpkg.path(FAMILY), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _make_instance(path: Path, weight: int) -> None:
    with TTFont(fontpkg.path(FAMILY), recalcTimestamp=False) as font:
        static = instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            static.save(part)
    Path(part.name).replace(path)
