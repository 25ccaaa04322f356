"""The boot check refuses what could lose or change what must stay."""

import pytest
from django.db import connection
from psycopg import sql

from config import checks
from config.checks import database_problems, installation_problems, version_problems
from config.env import read_environment
from config.roles import runtime_role
from eorder.foundation.errors import ConfigurationError

PUBLIC = {"EORDER_PUBLIC_URL": "https://e-order.contoh.id", "EORDER_OCID_PREFIX": "ocds-abc123"}


def about_the_role(problems):
    return [each for each in problems if each.startswith("Peran")]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, []),
        ({"EORDER_OCID_PREFIX": ""}, ["Awalan OCID"]),
        ({"EORDER_PUBLIC_URL": "http://e-order.contoh.id"}, ["Alamat umum"]),
        ({"EORDER_PUBLIC_URL": "http://127.0.0.1:8000", "EORDER_OCID_PREFIX": ""}, []),
    ],
)
def test_installation_when_open_to_the_public_then_needs_prefix_and_tls(changes, sentences):
    problems = list(installation_problems(read_environment(PUBLIC | changes)))
    assert [each[: len(start)] for each, start in zip(problems, sentences, strict=True)] == sentences


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
