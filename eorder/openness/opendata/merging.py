"""Merge the releases of one process into what holds now, by the rules of OCDS 1.1.5, offline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocdsmerge import Merger

_LISTS = ("awards", "contracts", "tender")
MERGE_RULES: dict[tuple[str, ...], str] = {
    **{(field,): "omitWhenMerged" for field in ("id", "date", "tag")},
    **{(each, "items", "additionalClassifications"): "wholeListMerge" for each in _LISTS},
}
"""The rules of the standard for fields we publish; all other objects in lists merge by their `id`."""


def compiled_release(releases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Merge releases of one process.

    Args:
        releases: At least one; sorted by date here, among equal dates in the order given.

    Returns:
        A release tagged `compiled`, whose id joins the process and the date of the last release.
    """
    merged: dict[str, Any] = Merger(merge_rules=MERGE_RULES).create_compiled_release(list(releases))
    return merged
