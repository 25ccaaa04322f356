"""What one parameter of law said during one period, with its article and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from eorder.foundation.errors import ConfigurationError
from eorder.foundation.money import Rupiah


class Certainty(StrEnum):
    """How sure the book is that a value is the law."""

    STATED = "stated"
    SECOND_HAND = "second-hand"
    ASSUMED = "assumed"
    TO_BE_CHECKED = "to be checked"


class Unit(StrEnum):
    """What the bare number or table of a value counts."""

    RUPIAH = "rupiah"
    PARTS_PER_10000 = "parts_per_10000"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    TIMES = "times"
    FLAG = "flag"
    TABLE = "table"


KIND_OF_UNIT: dict[Unit, type] = dict.fromkeys(Unit, int) | {Unit.FLAG: bool, Unit.TABLE: dict}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one parameter; read the bare value through the accessor of its unit.

    Attributes:
        name: Name of the parameter, which is also the name of its file.
        label: What it is, in plain Indonesian.
        unit: What the value counts.
        since: First day it held (inclusive).
        until: Last day it held (inclusive); `None` while it holds without an end in sight.
        value: The bare value.
        source: The article; never empty.
        certainty: How sure the book is of it.
        note: What a reader should know besides; may be empty.
    """

    name: str
    label: str
    unit: Unit
    since: date
    until: date | None
    value: Any
    source: str
    certainty: Certainty
    note: str

    @property
    def version(self) -> str:
        """Stable name of this value, such as `pph22_rate@2017-03-01`, stored with what it decided."""
        return f"{self.name}@{self.since.isoformat()}"

    @property
    def amount(self) -> int:
        """The whole number of an amount, a rate or a term, in its unit."""
        if KIND_OF_UNIT[self.unit] is not int:
            raise self._misread("bilangan")
        return int(self.value)

    @property
    def rupiah(self) -> Rupiah:
        """The amount of money, in whole rupiah."""
        if self.unit is not Unit.RUPIAH:
            raise self._misread("rupiah")
        return Rupiah(self.value)

    @property
    def flag(self) -> bool:
        """Whether it is so."""
        if self.unit is not Unit.FLAG:
            raise self._misread("ya/tidak")
        return bool(self.value)

    @property
    def table(self) -> Mapping[str, Any]:
        """Facts that stand and fall together."""
        if self.unit is not Unit.TABLE:
            raise self._misread("tabel")
        return dict(self.value)

    def held_on(self, day: date) -> bool:
        """Tell whether this value held on the day, both ends inclusive."""
        return self.since <= day and (self.until is None or day <= self.until)

    def _misread(self, asked: str) -> ConfigurationError:
        return ConfigurationError(
            f"Parameter hukum {self.name} bersatuan {self.unit}, dibaca sebagai {asked}."
        )


def percent_text(parts_per_10000: int) -> str:
    """Write a rate as people read it in Indonesian: 150 becomes "1,5 %"."""
    whole, hundredths = divmod(parts_per_10000, 100)
    decimals = f",{hundredths:02d}".rstrip("0") if hundredths else ""
    return f"{whole}{decimals} %"
