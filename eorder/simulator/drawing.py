"""Draw the pictures of the demo's products: flat shapes on paper, in palettes of our own, always the same."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageOps

from eorder.records.documents.intake import Upload

WIDTH, HEIGHT = 640, 480
FINE = 2
"""Pictures are drawn so many times larger, and then made small: edges become smooth."""
SCALE = WIDTH * FINE / 100
ROUND = 1.2
PALETTES = (
    {"a": "#0b5d43", "b": "#f0a81c", "c": "#bfe0d0", "d": "#084834", "ground": "#f6efdf", "floor": "#e7dcc3"},
    {"a": "#c4552d", "b": "#2f6f8f", "c": "#f6d3bd", "d": "#7a2f16", "ground": "#e8f0ec", "floor": "#d3e2da"},
    {"a": "#2f6f8f", "b": "#e58f2a", "c": "#c4e0ea", "d": "#1d4559", "ground": "#fbeedd", "floor": "#f0dcbf"},
    {"a": "#8a4f7d", "b": "#e0b23c", "c": "#e9cfe3", "d": "#542c4b", "ground": "#eef1e2", "floor": "#dce2c6"},
    {"a": "#d19a1a", "b": "#0b5d43", "c": "#fbe6b4", "d": "#7d5200", "ground": "#e9eef4", "floor": "#d5deea"},
    {"a": "#3f7d4e", "b": "#d9573c", "c": "#cfe8c9", "d": "#23492c", "ground": "#fdf1ea", "floor": "#f4dccd"},
)
ALWAYS = {"w": "#fffdf9", "k": "#2b2824", "y": "#f2bd3a", "g": "#3f7d4e"}


@cache
def shapes() -> dict[str, str]:
    """Give the parts of each shape by its name."""
    text = files("eorder.simulator").joinpath("data/shapes.toml").read_text(encoding="utf-8")
    return {name: str(parts) for name, parts in tomllib.loads(text).items()}


def draw_product(shape: str, variant: int) -> Upload:
    """Draw a picture of a product.

    Args:
        shape: Its name in the table of shapes.
        variant: Chooses palette, ground and side; the same number gives the same bytes.

    Returns:
        A PNG of 640 by 480 pixels.
    """
    palette = {**ALWAYS, **PALETTES[variant % len(PALETTES)]}
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), palette["ground"])
    pen = ImageDraw.Draw(picture)
    _ground(pen, palette, variant)
    for part in shapes()[shape].split(";"):
        form, *numbers, colour = part.split()
        _part(pen, form, [float(each) * SCALE for each in numbers], palette[colour])
    if variant % 2:
        picture = ImageOps.mirror(picture)
    out = io.BytesIO()
    picture.reduce(FINE).save(out, "PNG", compress_level=1)
    return Upload(f"{shape}-{variant}.png", out.getvalue())


def _ground(pen: ImageDraw.ImageDraw, palette: dict[str, str], variant: int) -> None:
    """Draw what the thing stands before: a floor, a sun or a frame."""
    floor = palette["floor"]
    grounds: Sequence[tuple[str, list[float]]] = (
        ("r", [0, 60, 100, 80]),
        ("e", [14, 2, 86, 74]),
        ("r", [8, 6, 92, 69]),
        ("p", [0, 75, 0, 48, 100, 34, 100, 75]),
    )
    form, numbers = grounds[variant % len(grounds)]
    _part(pen, form, [each * SCALE for each in numbers], floor)


def _part(pen: ImageDraw.ImageDraw, form: str, numbers: list[float], colour: str) -> None:
    if form == "r":
        pen.rounded_rectangle(numbers, ROUND * SCALE, fill=colour)
    elif form == "e":
        pen.ellipse(numbers, fill=colour)
    elif form == "h":
        pen.pieslice(numbers, 180, 360, fill=colour)
    elif form == "p":
        pen.polygon(numbers, fill=colour)
    else:
        *points, width = numbers
        pen.line(points, fill=colour, width=round(width), joint="curve")
