"""Published JSON read strictly: every key asked for once, every number whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from eorder.foundation.errors import InvalidValueError

MOST = 10**15
"""Largest number that published data may hold: pieces, or rupiah."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_HEX = re.compile(r"([0-9a-f]{2})+")


class Checked:
    """A JSON object whose keys are all asked for, each once."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise wrong(where, "bukan objek JSON")
        self._rest = dict(value)
        self._where = where

    def take(self, key: str) -> Any:
        """Give a value that must be there."""
        if key not in self._rest:
            raise wrong(f"{self._where}.{key}", "tidak ada")
        return self._rest.pop(key)

    def inner(self, key: str) -> Checked:
        """Give an object within this one."""
        return Checked(self.take(key), key)

    def number(self, key: str, least: int, most: int = MOST) -> int:
        """Give a whole number within bounds."""
        value = self.take(key)
        if type(value) is not int or not least <= value <= most:
            raise wrong(f"{self._where}.{key}", f"harus bilangan bulat {least} sampai {most}")
        return value

    def number_or_none(self, key: str) -> int | None:
        """Give a whole number of 0 or more, or nothing where nothing is written."""
        if self._rest.get(key, 0) is None:
            return self.take(key)  # type: ignore[no-any-return]
        return self.number(key, 0)

    def name(self, key: str) -> str:
        """Give a code of letters, digits and a few signs."""
        value = self.take(key)
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise wrong(f"{self._where}.{key}", "harus kode 1 sampai 64 huruf, angka, titik, garis")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """Give a list of codes that is not empty."""
        value = self.take(key)
        if not isinstance(value, list) or not value:
            raise wrong(f"{self._where}.{key}", "harus daftar kode yang tidak kosong")
        return tuple(Checked({key: each}, self._where).name(key) for each in value)

    def hexadecimal(self, key: str) -> str:
        """Give whole bytes in lower hexadecimal."""
        value = self.take(key)
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise wrong(f"{self._where}.{key}", "harus bilangan heksadesimal huruf kecil")
        return value

    def done(self) -> None:
        """Refuse whatever was not asked for."""
        if self._rest:
            raise wrong(f"{self._where}.{min(self._rest)}", "tidak dikenal; hapus atau periksa ejaannya")


def parsed(content: bytes, what: str) -> Any:
    """Read JSON of whole numbers, without a key written twice."""
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise wrong(what, "bukan JSON yang dapat dibaca") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise wrong(min(found), "satu kunci ditulis dua kali")
    return found


def _no_number(text: str) -> Any:
    raise wrong(text, "bukan bilangan bulat")


def wrong(where: str, what: str, code: str = "allocation_inputs") -> InvalidValueError:
    """Say where published data is not of its form, and what is."""
    return InvalidValueError(f"{where}: {what}.", code=code)
