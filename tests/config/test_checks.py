"""The boot check refuses what could lose or change what must stay."""

import pytest
from django.db import connection
from psycopg import sql

from config import checks
from config.checks import (
    address_problems,
    database_problems,
    demo_problems,
    installation_problems,
    require_private_or_ready,
    version_problems,
)
from config.env import read_environment
from config.roles import runtime_role
from eorder.foundation.errors import ConfigurationError
from eorder.parties.identity.models import Account
from eorder.simulator import cast
from tests.factories.cast import new_account, new_person

PUBLIC = {
    "EORDER_PUBLIC_URL": "https://e-order.contoh.id",
    "EORDER_OCID_PREFIX": "ocds-abc123",
    "EORDER_TRUSTED_PROXIES": "127.0.0.1",
}
LOCAL = {"EORDER_PUBLIC_URL": "", "EORDER_OCID_PREFIX": ""}


def about_the_role(problems):
    return [each for each in problems if each.startswith("Peran")]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, []),
        ({"EORDER_OCID_PREFIX": ""}, ["Awalan OCID"]),
        ({"EORDER_TRUSTED_PROXIES": ""}, ["TLS berakhir di proksi"]),
        ({"EORDER_PUBLIC_URL": "http://e-order.contoh.id"}, ["Alamat umum"]),
        ({"EORDER_PUBLIC_URL": "http://127.0.0.1:8000", "EORDER_OCID_PREFIX": ""}, []),
    ],
)
def test_installation_when_open_to_the_public_then_needs_prefix_and_tls(changes, sentences):
    problems = list(installation_problems(read_environment(PUBLIC | changes)))
    assert [each[: len(start)] for each, start in zip(problems, sentences, strict=True)] == sentences


@pytest.mark.parametrize(
    ("host", "changes", "count"),
    [
        ("127.0.0.1", LOCAL, 0),
        ("::1", LOCAL, 0),
        ("localhost", LOCAL, 0),
        ("0.0.0.0", LOCAL, 2),  # noqa: S104 (refused)
        ("::", LOCAL, 2),
        ("192.0.2.7", LOCAL, 2),
        ("e-order", LOCAL, 2),
        ("0.0.0.0", LOCAL | {"EORDER_OCID_PREFIX": "ocds-abc123"}, 1),  # noqa: S104 (refused)
        ("0.0.0.0", {}, 0),  # noqa: S104 (asked for, and fit)
    ],
)
def test_installation_when_it_listens_for_others_then_its_address_must_be_theirs(host, changes, count):
    environment = read_environment(PUBLIC | changes)
    assert len(list(installation_problems(environment, host))) == count
    if count:
        with pytest.raises(ConfigurationError, match="EORDER_PUBLIC_URL masih alamat mesin ini"):
            require_private_or_ready(environment, host)


@pytest.mark.usefixtures("db")
def test_demo_accounts_when_the_site_is_public_then_refused():
    address = cast.email_of("ppk", "GBR")
    new_account(new_person(901), address)
    assert list(demo_problems(read_environment({}), connection)) == []
    [problem] = demo_problems(read_environment(PUBLIC), connection)
    assert "1 akun kota contoh" in problem
    Account.objects.filter(email=address).update(is_active=False)
    assert list(demo_problems(read_environment(PUBLIC), connection)) == []


@pytest.mark.parametrize(
    ("number", "count"), [(140_012, 1), (150_000, 0), (150_004, 0), (180_006, 0), (190_000, 1)]
)
def test_version_when_outside_15_to_18_then_refused(number, count):
    assert len(list(version_problems(number))) == count


@pytest.mark.usefixtures("committed_db", "not_durable")
@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_database_when_not_durable_then_each_setting_is_named(name):
    problems = list(database_problems(connection))
    assert [each for each in problems if f" {name} = off" in each]
    with pytest.raises(ConfigurationError, match=name):
        checks.require_fit(read_environment({}))


@pytest.fixture
def not_durable(database_server):
    if not database_server.is_ours:
        pytest.skip("an outside server keeps its own settings")


def test_role_when_it_may_do_more_than_the_acts_then_the_start_is_refused(owner):
    owner.execute(sql.SQL("GRANT DELETE ON journal_event TO {}").format(sql.Identifier(runtime_role())))
    assert ["journal_event (DELETE)" in each for each in about_the_role(database_problems(connection))] == [
        True
    ]


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("postgresql://a@db.example/b", 1),
        ("postgresql://a@db.example/b?sslmode=require", 1),
        ("postgresql://a@127.0.0.1,db.example/b?sslmode=prefer", 1),
        ("postgresql://a@db.example/b?sslmode=verify-full", 0),
        ("postgresql://a@127.0.0.1/b", 0),
        ("postgresql:///b?host=/run/postgresql", 0),
        ("", 0),
    ],
)
def test_database_when_on_another_machine_then_over_tls_with_a_checked_certificate(address, count):
    read = read_environment({"EORDER_DATABASE_URL": address, "EORDER_OWNER_URL": address})
    assert len(list(address_problems(read))) == 2 * count
