"""The typeface, cut down to what Indonesian and English pages need and made anew with each static build."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontpkg_plus_jakarta_sans import ROOT
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = ROOT / "files" / "PlusJakartaSans[wght].ttf"
FILE_NAME = "font/plus-jakarta-sans.woff2"
LARGEST_SIZE = 25_000  # bytes

PRINTABLE = range(0x20, 0x7F)
LATIN = range(0xA0, 0x100)
SIGNS = map(ord, "‐‑–—‘’“”…•·′″‹›≤≥≠≈−×÷€™←→↑↓✓№")
CHARACTERS = frozenset({*PRINTABLE, *LATIN, *SIGNS})
FEATURES = ["kern", "liga", "mark", "ccmp", "locl", "tnum", "lnum"]


def build_font(target_dir: Path) -> Path:
    """Write the subset font under a folder of static files, unless a newer one stands there.

    The weight axis (200 to 800) and tabular figures stay; the same source gives the same bytes.

    Returns:
        The path of the woff2 file, at `FILE_NAME` below `target_dir`.
    """
    target = target_dir / FILE_NAME
    if target.exists() and target.stat().st_mtime >= max(_changed_at(SOURCE), _changed_at(Path(__file__))):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(subset_font())
    partial.replace(target)
    return target


def subset_font() -> bytes:
    """Make the woff2 file in memory."""
    font = TTFont(SOURCE, recalcTimestamp=False)
    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def _options() -> Options:
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 6, 13, 14]  # names, copyright and licence stay with the font
    options.notdef_outline = True
    return options


def _changed_at(path: Path) -> float:
    return path.stat().st_mtime
