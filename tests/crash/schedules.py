"""Two commands and every way in which one may stop at a labelled point while the other runs.

The points are put from outside: the first from the harness itself, the second around the connection of the thread,
the third and fourth as gates of the database (`gates`), which look only at sessions that ask for it.
"""

import threading
import time
from contextlib import contextmanager

import psycopg
from django.db import connection, connections

from eorder.foundation.errors import EorderError
from tests.crash import gates

BEFORE_BEGIN, AFTER_FIRST, AFTER_COMMIT = "before_begin", "after_first_statement", "after_commit"
POINTS = (BEFORE_BEGIN, AFTER_FIRST, gates.AFTER_LOCK, gates.BEFORE_COMMIT, AFTER_COMMIT)
SERIAL = (BEFORE_BEGIN, AFTER_COMMIT)
"""Stopping there means one command after the other: what these two end in is what any schedule may end in."""
PATIENCE = 20


class Runner:
    """One command in a thread with a connection of its own."""

    def __init__(self, act, at="none"):
        self.result = None
        self.pid = 0
        self.arrived, self.go_on = threading.Event(), threading.Event()
        self._act, self._at = act, at
        self._thread = threading.Thread(target=self._run)

    def start(self):
        self._thread.start()
        return self

    def end(self):
        """Let it go on and wait for its end; what it gave, or the code of its refusal."""
        self.go_on.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    @property
    def is_over(self):
        return not self._thread.is_alive()

    def _run(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('crash.at', %s, false), pg_backend_pid()", [self._at])
                self.pid = cursor.fetchone()[1]
            with connection.execute_wrapper(self._stop_after_first):
                self._act()
            self.result = "done"
        except EorderError as error:
            self.result = error.code
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            self.result = error
        finally:
            self.arrived.set()
            connections.close_all()

    def _stop_after_first(self, execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if self._at == AFTER_FIRST and not self.arrived.is_set():
            self.arrived.set()
            self.go_on.wait(PATIENCE)
        return done


def run(first, second, point, owner_url):
    """Stop the first command at a point, let the second run to its end or until it waits, then let the first go on.

    Returns:
        What each gave: "done", or the code of its refusal.
    """
    if point == BEFORE_BEGIN:
        then = Runner(second).start().end()
        return Runner(first).start().end(), then
    if point == AFTER_COMMIT:
        return Runner(first).start().end(), Runner(second).start().end()
    with _stopped(first, point, owner_url) as stopped:
        other = Runner(second).start()
        _wait_until_over_or_waiting(other, owner_url)
    return stopped.end(), other.end()


@contextmanager
def _stopped(act, point, owner_url):
    runner = Runner(act, point)
    if point == AFTER_FIRST:
        runner.start()
        assert runner.arrived.wait(PATIENCE)
        yield runner
        runner.go_on.set()
        return
    with gates.closed(owner_url, point) as wait:
        runner.start()
        while not runner.is_over and not wait(patience=0.05):
            pass
        yield runner


def _wait_until_over_or_waiting(runner, owner_url):
    """Wait until a command has ended, or stands in the queue for a lock."""
    with psycopg.connect(owner_url, autocommit=True) as watching:
        end = time.monotonic() + PATIENCE
        while not runner.is_over and time.monotonic() < end:
            (waits,) = watching.execute(
                "SELECT cardinality(pg_blocking_pids(%s)) > 0", [runner.pid]
            ).fetchone()
            if runner.pid and waits:
                return
            time.sleep(0.004)
