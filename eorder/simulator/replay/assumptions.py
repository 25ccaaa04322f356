"""Read the one file of what is assumed where the source is silent."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class AssumedCategory:
    """Where the purchases of a category are charged, and what the law taxes."""

    code: str
    name: str
    nature: str
    account: str

    @property
    def is_food(self) -> bool:
        """Food is bought for a meeting."""
        return self.nature in {"catering", "shop_food"}


@cache
def assumptions() -> dict[str, Any]:
    """Give the file as it is."""
    text = files("eorder.simulator.replay").joinpath("assumptions.toml").read_text("utf-8")
    return tomllib.loads(text)


def since() -> datetime:
    """Moment from which everything that is assumed holds."""
    return datetime.fromisoformat(assumptions()["since"])


@cache
def category_of(words: str) -> AssumedCategory:
    """Find the category of a purchase by the source's words: the first of several decides.

    Raises:
        LookupError: The file does not name the word.
    """
    first = words.split(";", maxsplit=1)[0].strip().casefold()
    for code, each in assumptions()["categories"].items():
        if first in each["words"]:
            return AssumedCategory(code, each["name"], each["nature"], each["account"])
    raise LookupError(f"assumptions.toml names no category for {words!r}")


def marked(name: str, longest: int) -> str:
    """Mark a name as part of a replay, so that nobody takes it for the real one; cut to a length."""
    mark = f" ({assumptions()['mark']})"
    return f"{name[: longest - len(mark)]}{mark}"
