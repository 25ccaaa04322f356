"""Canonical JSON bytes, so that a digest means the same everywhere (RFC 8785 for our value types)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType
from typing import Any
from uuid import UUID

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import Rupiah

FIRST_YEAR, LAST_YEAR = 1900, 2199


def plain(value: Any) -> Any:
    """Turn dates, ids, enums and money into JSON's own types.

    Raises:
        TypeError: The value is a float or of a type that has no exact JSON form.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    for kinds, write in _FORMS:
        if isinstance(value, kinds):
            return write(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def utc_text(moment: datetime) -> str:
    """Write a moment in UTC with microseconds, `2026-08-13T04:15:00.000000Z`.

    Raises:
        InvalidValueError: The moment lies outside the years 1900 to 2199, which no purchase does.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidValueError("Tanggal ini di luar jangkauan. Periksa tahunnya.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_PLAIN = frozenset({str, int, bool, NoneType})
_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (Enum, lambda each: each.value),
    ((NoneType, bool, int, str), lambda each: each),
    (UUID, str),
    (Rupiah, lambda each: each.amount),
    (datetime, utc_text),
    (date, date.isoformat),
)
"""How a single value is written; the first kind that fits counts (an enum is also a text, a moment a day)."""


def canonical_text(value: Any) -> str:
    """Write canonical JSON: keys sorted, no spaces, text as is."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, as 64 hex digits."""
    return hashlib.sha256(canonical_text(value).encode()).hexdigest()
