"""Two acts in each other's way: the loser of a deadlock tries again, and who waits too long is told so."""

import threading

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from eorder.foundation.errors import BusyError
from eorder.records.contention import TRIES, again_when_raced, busy, unreachable

pytestmark = pytest.mark.usefixtures("committed_db")
LOCK = "SELECT FROM identity_person WHERE id = %s FOR NO KEY UPDATE"


@pytest.fixture
def people(owner):
    """Two rows to be locked in either order."""
    rows = owner.execute(
        "INSERT INTO identity_person (id, name, sort_key)"
        " SELECT gen_random_uuid(), 'Uji', 'uji' FROM generate_series(1, 2) RETURNING id"
    )
    return [key for (key,) in rows]


def lock(key):
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [key])


def raised(sqlstate):
    """Let the database raise an error of a kind."""
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'uji' USING ERRCODE = '{sqlstate}'; END $$")


def test_commands_when_they_deadlock_then_both_are_done_in_the_end(people):
    met, done, tries = threading.Barrier(2, timeout=10), [], []

    def command(keys):
        @again_when_raced(is_repeatable=True)
        def run():
            tries.append(keys)
            with transaction.atomic():
                lock(keys[0])
                if tries.count(keys) == 1:
                    met.wait()
                lock(keys[1])
            done.append(keys)

        run()
        connection.close()

    threads = [threading.Thread(target=command, args=(keys,)) for keys in (people, people[::-1])]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(done) == sorted([people, people[::-1]])
    assert len(tries) == 3


@pytest.mark.parametrize(
    ("sqlstate", "times"), [("40001", TRIES), ("40P01", TRIES), ("55P03", 1), ("57014", 1)]
)
def test_command_when_it_never_gets_through_then_tried_so_often_and_said_in_words(sqlstate, times):
    tries = []

    @again_when_raced(is_repeatable=True)
    def run():
        tries.append(1)
        raised(sqlstate)

    with pytest.raises(OperationalError) as error:
        run()
    assert len(tries) == times
    assert isinstance(busy(error.value), BusyError)


@pytest.mark.parametrize("is_repeatable", [True, False])
def test_command_when_part_of_a_wider_transaction_or_fed_by_a_stream_then_once(is_repeatable):
    tries = []

    @again_when_raced(is_repeatable=is_repeatable)
    def run():
        tries.append(1)
        raised("40P01")

    if is_repeatable:
        with pytest.raises(OperationalError), transaction.atomic():
            run()
    else:
        with pytest.raises(OperationalError):
            run()
    assert len(tries) == 1


def test_error_when_of_another_kind_then_it_surfaces():
    error = OperationalError("the connection is lost")
    error.__cause__ = psycopg.OperationalError("the connection is lost")
    assert busy(error) is None


@pytest.mark.parametrize("code", ["08006", "53100", "57P01", "57P02"])
def test_error_when_the_server_goes_away_then_nobody_is_told_that_nothing_was_recorded(code):
    with pytest.raises(OperationalError) as caught:
        raised(code)
    error = unreachable(caught.value)
    assert (error.code, error.status) == ("unreachable", 503)
    assert "belum tentu" in error.sentence


def test_error_when_it_is_a_lock_or_no_error_of_the_database_then_the_server_is_not_gone():
    with pytest.raises(OperationalError) as caught:
        raised("55P03")
    assert unreachable(caught.value) is None
    assert unreachable(ValueError("uji")) is None
