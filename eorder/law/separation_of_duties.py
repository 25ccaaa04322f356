"""Which duties one natural person may not, or should not, hold together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from eorder.law.book import parameter


class Duty(StrEnum):
    """What a person does for one order; `bendahara` includes whoever signs the SPM."""

    PA_KPA = "pa_kpa"
    PPK = "ppk"
    PEJABAT_PENGADAAN = "pejabat_pengadaan"
    RECEIVER = "receiver"
    BENDAHARA = "bendahara"
    AUDITOR = "auditor"
    CURATOR = "curator"
    ADMIN = "admin"
    VENDOR = "vendor"


class ConflictKind(StrEnum):
    """How two duties stand to one another in one person."""

    FORBIDDEN = "forbidden"
    FLAGGED = "flagged"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the rule says of a pair of duties."""

    kind: ConflictKind
    version: str
    source: str


class AppointmentScope(StrEnum):
    """How far a forbidden pair of appointments reaches."""

    ALWAYS = "always"
    SAME_PACKAGE = "same_package"


@dataclass(frozen=True, slots=True)
class ForbiddenAppointment:
    """Two appointments that one person may not hold, by their lower-case names."""

    pair: frozenset[str]
    scope: AppointmentScope
    version: str
    source: str


_FORBIDDING = (
    "forbidden_appointments",
    "forbidden_appointments_treasurer",
    "forbidden_appointments_admin",
)


def conflict(duty_a: Duty, duty_b: Duty, day: date) -> Conflict:
    """Tell whether one natural person may hold both duties in one order; the order of the two is no matter.

    A duty never conflicts with itself. A flagged pair is lawful and needs attention: KPA acting as PPK.

    Raises:
        NoLawError: No rule is recorded for the day.

    Legal source: LKPP Regulation 15/2018; the PPK receives since Perpres 12/2021 (parameter
        `separation_of_duties`).
    """
    rule = parameter("separation_of_duties").on(day)
    kind = ConflictKind.ALLOWED
    if duty_a != duty_b:
        kind = _kinds(day)[frozenset({duty_a, duty_b})]
    return Conflict(kind, rule.version, rule.source)


def all_pairs(day: date) -> dict[tuple[Duty, Duty], Conflict]:
    """Give the rule of every unordered pair of different duties, once."""
    return {(first, second): conflict(first, second, day) for first, second in combinations(Duty, 2)}


def forbidden_appointments(day: date) -> tuple[ForbiddenAppointment, ...]:
    """List the appointments one person may not hold together, within a package or at all.

    `vendor` among them stands for whoever belongs to a selling business.

    Raises:
        NoLawError: No rule is recorded for the day.

    Legal source: LKPP Regulation 15/2018, UU 1/2004 art. 10, and for administrators our own design: each in
        a parameter of its own, because each is as sure as its source.
    """
    return tuple(
        ForbiddenAppointment(frozenset(pair), scope, rule.version, rule.source)
        for rule in (parameter(name).on(day) for name in _FORBIDDING)
        for scope in AppointmentScope
        for pair in rule.table[scope]
    )


@lru_cache(maxsize=64)
def _kinds(day: date) -> dict[frozenset[Duty], ConflictKind]:
    table = parameter("separation_of_duties").on(day).table
    return {frozenset(map(Duty, pair)): kind for kind in ConflictKind for pair in table[kind]}
