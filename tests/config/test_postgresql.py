"""A connection is known to be lost without asking the server before every request."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.usefixtures("committed_db")


def pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_connection_when_it_stands_then_usable_without_a_statement(django_assert_num_queries):
    connection.ensure_connection()
    with django_assert_num_queries(0):
        assert connection.is_usable()


def test_connection_when_the_server_ended_it_then_the_next_request_gets_another(owner):
    before = pid()
    owner.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    assert not connection.is_usable()
    connection.close_if_unusable_or_obsolete()
    assert pid() != before


def test_connection_when_a_transaction_failed_then_not_usable():
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column")
    assert connection.is_usable()
    with transaction.atomic():
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")
        assert not connection.is_usable()
        transaction.set_rollback(True)


def test_connection_when_it_is_closed_then_not_usable():
    connection.close()
    assert not connection.is_usable()
