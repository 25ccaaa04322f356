"""Which fields of business there are: the five-digit codes of KBLI 2020 and KBLI 2025."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

_GROUP = 3
"""Digits of a group (golongan), which both editions keep more often than the single code."""


@cache
def kbli_codes() -> dict[str, frozenset[str]]:
    """Give the codes by edition, "2020" and "2025".

    Legal source: Peraturan BPS 2/2020 and 7/2025; named in `kbli_codes.toml`.
    """
    text = files("eorder.law").joinpath("kbli_codes.toml").read_text("utf-8")
    return {edition: frozenset(page["codes"].split()) for edition, page in tomllib.loads(text).items()}


def kbli_editions(code: str) -> tuple[str, ...]:
    """List the editions that know a code, the older first; none for a code that there never was."""
    return tuple(edition for edition, codes in sorted(kbli_codes().items()) if code in codes)


def kbli_fits(code: str, wanted: Collection[str]) -> bool:
    """Tell whether a field of business fits the ones that a category names, which are codes of KBLI 2020.

    A code of 2020 must be one of them; a code that only the edition of 2025 knows must be of the same group (its first
    three digits), because the two editions have no official table of transition yet. A category that names none
    fits all.
    """
    if not wanted or code in wanted:
        return True
    if "2020" in kbli_editions(code):
        return False
    return code[:_GROUP] in {each[:_GROUP] for each in wanted}
