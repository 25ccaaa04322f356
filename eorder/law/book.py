"""The book of law: every number the program obeys, by date; one TOML file per parameter, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from eorder.foundation.errors import ConfigurationError, EorderError
from eorder.law.value import KIND_OF_UNIT, Certainty, Unit, Value

_ONE_DAY = timedelta(days=1)
_KNOWN_KEYS = frozenset({"since", "until", "value", "source", "certainty", "note"})
_NEEDED_KEYS = _KNOWN_KEYS - {"until", "note"}


class NoLawError(EorderError):
    """Nothing in the book of law held on the day asked about."""

    code = "no_law"
    status = 409


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of law through time; its values are in order of date and never overlap."""

    name: str
    label: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """Give the value that held on the day.

        Raises:
            NoLawError: None held; the book does not reach so far back, or there was no such rule.
        """
        value = self.find(day)
        if value is None:
            raise NoLawError(
                f"Tidak ada ketentuan tercatat untuk “{self.label}” pada {day.isoformat()}. "
                f"Lengkapi eorder/law/parameters/{self.name}.toml untuk hari itu."
            )
        return value

    def find(self, day: date) -> Value | None:
        """Give the value that held on the day, or `None`: for rules whose absence is lawful."""
        return next((value for value in self.values if value.held_on(day)), None)


def parameter(name: str) -> Parameter:
    """Give a parameter by its name.

    Raises:
        ConfigurationError: The book has no such parameter.
    """
    try:
        return parameters()[name]
    except KeyError:
        raise ConfigurationError(f"Buku hukum tidak memuat parameter {name!r}.") from None


def all_on(day: date) -> list[Value]:
    """List what held on the day, by name; parameters that held nothing are left out."""
    found = (each.find(day) for each in parameters().values())
    return [value for value in found if value is not None]


def by_version(version: str) -> Value:
    """Give the value that a stored decision names, such as `pph22_rate@2017-03-01`.

    Raises:
        ConfigurationError: The book has no such version.
    """
    name = version.partition("@")[0]
    for value in parameter(name).values:
        if value.version == version:
            return value
    raise ConfigurationError(f"Buku hukum tidak memuat {version!r}.")


@cache
def parameters() -> Mapping[str, Parameter]:
    """Read the whole book, by name in alphabetical order.

    Raises:
        ConfigurationError: A file breaks a rule of the book.
    """
    pages = sorted(files("eorder.law.parameters").iterdir(), key=lambda page: page.name)
    return {
        name: read_parameter(name, page.read_text("utf-8"))
        for page in pages
        if (name := page.name.removesuffix(".toml")) != page.name
    }


def read_parameter(name: str, text: str) -> Parameter:
    """Read one page of the book.

    A value without `until` holds until the day before the next value begins.

    Raises:
        ConfigurationError: A label, source or certainty is missing, a value does not fit the unit, or two
            periods overlap.
    """
    try:
        page = tomllib.loads(text)
        unit, label = Unit(page["unit"]), str(page["label"])
        values = [_read_value(name, label, unit, entry) for entry in page["values"]]
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as fault:
        raise _faulty(name, f"tidak dapat dibaca ({fault})") from None
    if not label.strip() or not values:
        raise _faulty(name, "tanpa nama atau tanpa nilai")
    values.sort(key=lambda value: value.since)
    return Parameter(name, label, _closed(name, values))


def _read_value(name: str, label: str, unit: Unit, entry: dict[str, Any]) -> Value:
    if entry.keys() - _KNOWN_KEYS or _NEEDED_KEYS - entry.keys():
        raise _faulty(name, f"kunci yang asing atau kurang: {sorted(entry.keys() ^ _NEEDED_KEYS)}")
    value = Value(
        name=name,
        label=label,
        unit=unit,
        since=entry["since"],
        until=entry.get("until"),
        value=entry["value"],
        source=entry["source"],
        certainty=Certainty(entry["certainty"]),
        note=entry.get("note", ""),
    )
    if not value.source.strip():
        raise _faulty(name, f"nilai sejak {value.since} tanpa pasal")
    if type(value.value) is not KIND_OF_UNIT[unit]:
        raise _faulty(name, f"nilai sejak {value.since} bukan {unit}")
    if type(value.since) is not date or (value.until is not None and value.until < value.since):
        raise _faulty(name, f"masa nilai sejak {value.since} keliru")
    return value


def _closed(name: str, values: list[Value]) -> tuple[Value, ...]:
    """End each open value where the next begins; refuse overlaps."""
    closed = []
    for value, following in pairwise(values):
        until = value.until or following.since - _ONE_DAY
        if not value.since <= until < following.since:
            raise _faulty(name, f"dua nilai berlaku sekaligus pada {following.since}")
        closed.append(replace(value, until=until))
    return (*closed, values[-1])


def _faulty(name: str, fault: str) -> ConfigurationError:
    return ConfigurationError(f"Parameter hukum {name}.toml: {fault}.", code="faulty_law")
