"""The check of a home's open data passes real acts, and names what it is made to find."""

import json

import pytest

from eorder.buying.orders.states import OrderState
from eorder.openness.opendata import merging, packaging, queries
from tests.databases import pointed_at
from tests.factories.cast import open_city
from tests.factories.purchases import order_in
from tools import ocds_home

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def bought(database_server, template_database, django_db_blocker):
    """A database with three purchases, one of them refused."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            city = open_city()
            for state in (OrderState.CLOSED, OrderState.CLOSED, OrderState.REFUSED):
                order_in(state, city)
        yield name
        database_server.drop(name)


@pytest.fixture
def _home(bought, django_db_blocker):
    with django_db_blocker.unblock(), pointed_at(bought):
        yield


def releases_in(folder, pattern):
    packages = [json.loads(each.read_text()) for each in sorted(folder.glob(pattern))]
    return [release["id"] for package in packages for release in package["releases"]]


@pytest.mark.usefixtures("_home")
def test_check_when_all_is_well_then_everything_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(queries, "PAGE_SIZE", 7)
    assert ocds_home.check(tmp_path / "all") == 0
    found = releases_in(tmp_path / "all", "releases-*.json")
    records = list((tmp_path / "all").glob("record-*.json"))
    assert len(found) == len(set(found)) > 3 * 7
    assert f"{len(records)} records, {len(records)} merged equal, 0 faults" in capsys.readouterr().out


@pytest.mark.usefixtures("_home")
def test_check_when_a_sample_is_wanted_then_the_same_seed_takes_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(ocds_home, "TOGETHER", 4)
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        assert ocds_home.check(tmp_path / name, sample=10, seed=seed) == 0
    first, again, other = (
        releases_in(tmp_path / name, "sample-*.json") for name in ("first", "again", "other")
    )
    assert len(set(first)) == 10
    assert first == again != other


@pytest.mark.usefixtures("_home")
def test_check_when_our_merge_rules_are_not_the_standard_s_then_the_part_is_named(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(merging, "MERGE_RULES", {**merging.MERGE_RULES, ("awards",): "omitWhenMerged"})
    assert ocds_home.check(tmp_path / "all") == 1
    assert "compiled release differs in awards" in capsys.readouterr().out


@pytest.mark.usefixtures("_home")
def test_check_when_a_package_breaks_the_schema_then_it_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(packaging, "LICENSE", "no address")
    assert ocds_home.check(tmp_path / "all") == 1
    assert "releases-0: " in capsys.readouterr().out


@pytest.mark.usefixtures("_home")
def test_check_when_a_record_lacks_a_release_then_it_is_named(tmp_path, monkeypatch, capsys):
    whole = queries.releases_of
    monkeypatch.setattr(queries, "releases_of", lambda ocid: whole(ocid)[:1])
    assert ocds_home.check(tmp_path / "all") == 1
    assert "stand on pages or in records only" in capsys.readouterr().out
