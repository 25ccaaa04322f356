"""The load: the same city from the same seed, once however often it is asked for, and nothing broken in it."""

from collections import Counter

import pytest

from eorder.openness.consistency.runner import check_all
from eorder.simulator.load.distributions import distributions
from eorder.simulator.load.figures import digest_of, states_of
from eorder.simulator.load.plan import CEILING, HALVES, plan_purchase
from eorder.simulator.load.running import walk_half
from tests.databases import pointed_at

SEED, FEW, PURCHASES = 7, 8, 60


def simulate(purchases=PURCHASES):
    return sum(sum(walk_half(SEED, half, purchases)) for half in range(HALVES))


@pytest.fixture
def other_database(database_server, template_database, django_db_blocker):
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        yield name
        database_server.drop(name)


def test_walk_when_more_is_asked_for_repeated_or_elsewhere_then_the_same_city(committed_db, other_database):
    assert simulate(FEW) == FEW
    few = digest_of(SEED)
    assert simulate() == PURCHASES - FEW  # the first ones stay
    digest = digest_of(SEED)
    assert (simulate(), digest_of(SEED)) == (0, digest)
    assert sum(count for _, count, _ in states_of(SEED)) == PURCHASES
    assert [finding.code for finding in check_all() if not finding.holds] == []
    with pointed_at(other_database):
        assert (simulate(FEW), digest_of(SEED)) == (FEW, few)


def test_plan_when_drawn_often_then_as_fitted():
    planned = [plan_purchase(SEED, number) for number in range(4_000)]
    ends = Counter(each.end for each in planned)
    kinds = Counter(each.package.kind for each in planned)
    units = Counter(each.package.unit for each in planned)
    total = sum(kind.count for kind in distributions().kinds)
    assert set(ends) == set(distributions().ends)
    assert abs(kinds["beban-makanan"] / 4_000 - 2_841 / total) < 0.03
    assert 0.10 < max(units.values()) / 4_000 < 0.15  # real: 0.128
    assert all(0 < each.value <= CEILING and each.lines for each in planned)


def test_plan_when_more_are_asked_for_then_the_first_stay():
    assert plan_purchase(3, 17) == plan_purchase(3, 17)
    assert plan_purchase(3, 17) != plan_purchase(4, 17)


@pytest.mark.parametrize("half", range(HALVES))
def test_plan_when_of_one_half_then_it_never_meets_the_other(half):
    planned = [plan_purchase(SEED, number) for number in range(half, 500, HALVES)]
    assert {each.vendor % HALVES for each in planned} == {half}
    assert {each.package.unit % HALVES for each in planned} == {half}
