"""The load: the same city from the same seed, once however often it is asked for, and nothing broken in it."""

from collections import Counter

import pytest

from eorder.openness.consistency.runner import check_all
from eorder.parties.identity.models import Account
from eorder.simulator.cast import PASSWORD
from eorder.simulator.load.distributions import distributions
from eorder.simulator.load.figures import digest_of, states_of
from eorder.simulator.load.plan import CEILING, PARTS, part_of, plan_purchase
from eorder.simulator.load.running import walk_part
from tests.databases import pointed_at

SEED, FEW, PURCHASES = 7, 8, 60


def simulate(purchases=PURCHASES):
    return sum(sum(walk_part(SEED, part, purchases)) for part in range(PARTS))


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


def test_plan_when_of_two_parts_then_they_never_meet():
    met = [(plan_purchase(SEED, number), part_of(SEED, number)) for number in range(2_000)]
    units = {(each.package.unit, part) for each, part in met}
    sellers = {(each.vendor, part) for each, part in met}
    assert len(units) == len({unit for unit, _ in units})
    assert len(sellers) == len({seller for seller, _ in sellers})


def test_plan_when_shared_out_then_no_part_has_much_more_to_do():
    counts = Counter(part_of(SEED, number) for number in range(4_000))
    assert sorted(counts) == list(range(PARTS))
    assert max(counts.values()) < 1.1 * 4_000 / PARTS


def test_people_of_a_city_when_opened_then_they_share_a_hash_that_lets_them_in(committed_db):
    assert committed_db
    simulate(FEW)
    accounts = Account.objects.filter(email__endswith=f".beban{SEED}@contoh.example")
    assert len({account.password for account in accounts}) == 1
    assert accounts[0].check_password(PASSWORD)
