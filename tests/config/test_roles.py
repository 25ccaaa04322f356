"""The runtime role cannot change history."""

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from config.roles import append_only_tables, grant_runtime

SEALED = ("journal_event", "journal_command", "journal_release", "ledger_entry", "ledger_transfer")
RIGHTS = "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"


def first_column(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


def test_append_only_tables_when_listed_then_history_is_among_them():
    assert set(SEALED) <= append_only_tables()


@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
@pytest.mark.parametrize("table", SEALED)
@pytest.mark.usefixtures("db")
def test_history_when_the_runtime_role_changes_it_then_refused(table, statement):
    column = first_column(table)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, column))


@pytest.mark.usefixtures("db")
def test_migrations_when_the_runtime_role_writes_them_then_refused():
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM django_migrations")


def test_grants_when_repeated_then_the_same(owner):
    before = owner.execute(RIGHTS).fetchall()
    grant_runtime(connections["owner"])
    assert owner.execute(RIGHTS).fetchall() == before
