"""Separation of duties as data."""

from datetime import date
from itertools import combinations

import pytest

from eorder.law.book import NoLawError, by_version, parameter
from eorder.law.separation_of_duties import (
    AppointmentScope,
    ConflictKind,
    Duty,
    all_pairs,
    conflict,
    forbidden_appointments,
)

DAY = date(2026, 8, 10)
NOT_FORBIDDEN = {
    frozenset({Duty.PA_KPA, Duty.PPK}): ConflictKind.FLAGGED,
    frozenset({Duty.PA_KPA, Duty.RECEIVER}): ConflictKind.FLAGGED,
    frozenset({Duty.PPK, Duty.RECEIVER}): ConflictKind.ALLOWED,
}


@pytest.mark.parametrize(("first", "second"), list(combinations(Duty, 2)))
def test_conflict_when_two_duties_meet_then_follows_the_matrix_in_both_orders(first, second):
    expected = NOT_FORBIDDEN.get(frozenset({first, second}), ConflictKind.FORBIDDEN)
    found = conflict(first, second, DAY)
    assert found.kind is expected
    assert found == conflict(second, first, DAY)
    assert found.version == "separation_of_duties@2018-07-01"
    assert found.source


@pytest.mark.parametrize("duty", Duty)
def test_conflict_when_it_is_the_same_duty_then_allowed(duty):
    assert conflict(duty, duty, DAY).kind is ConflictKind.ALLOWED


@pytest.mark.parametrize("value", parameter("separation_of_duties").values, ids=lambda value: value.version)
def test_pages_when_read_then_name_every_pair_exactly_once(value):
    pairs = [frozenset(map(Duty, pair)) for kind in ConflictKind for pair in value.table[kind]]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {frozenset(pair) for pair in combinations(Duty, 2)}


def test_all_pairs_when_asked_then_gives_each_unordered_pair():
    assert set(all_pairs(DAY)) == set(combinations(Duty, 2))


def test_conflict_when_no_rule_was_recorded_then_no_law():
    with pytest.raises(NoLawError):
        conflict(Duty.PPK, Duty.BENDAHARA, date(2018, 6, 30))


def test_forbidden_appointments_when_listed_then_know_their_scope():
    scopes = {each.pair: each.scope for each in forbidden_appointments(DAY)}
    assert len(scopes) == 12 + 4 + 10
    assert scopes[frozenset({"ppk", "bendahara"})] is AppointmentScope.ALWAYS
    assert scopes[frozenset({"ppk", "pejabat_pengadaan"})] is AppointmentScope.SAME_PACKAGE
    assert frozenset({"kpa", "ppk"}) not in scopes


@pytest.mark.parametrize(
    ("pair", "version", "certainty"),
    [
        ({"ppk", "bendahara_pembantu"}, "forbidden_appointments@2018-07-01", "second-hand"),
        ({"kpa", "bendahara"}, "forbidden_appointments_treasurer@2004-01-14", "to be checked"),
        ({"admin", "vendor"}, "forbidden_appointments_admin@2018-07-01", "assumed"),
    ],
)
def test_forbidden_appointments_when_listed_then_each_is_as_sure_as_its_source(pair, version, certainty):
    found = {each.pair: each for each in forbidden_appointments(DAY)}[frozenset(pair)]
    assert (found.version, found.scope) == (version, AppointmentScope.ALWAYS)
    assert (found.source, certainty) == (by_version(version).source, by_version(version).certainty)
