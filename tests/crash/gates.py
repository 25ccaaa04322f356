"""Two labelled points inside the database: after the locks are taken, and before the commit.

The owner of the test database puts triggers on the journal, which every act writes. While a gate is closed, acts stand
at it with all their locks, whether they are one statement or many. A session that names a point in `crash.at` stops at
that one only.
"""

import time
from contextlib import contextmanager

import psycopg

AFTER_LOCK, BEFORE_COMMIT = "after_lock", "before_commit"
GATES = {AFTER_LOCK: 7101, BEFORE_COMMIT: 7102}
_MAKE = """
CREATE OR REPLACE FUNCTION crash_gate() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(nullif(current_setting('crash.at', true), ''), TG_ARGV[1]) = TG_ARGV[1] THEN
        PERFORM pg_advisory_xact_lock_shared(TG_ARGV[0]::bigint);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER crash_after_lock AFTER INSERT ON journal_event FOR EACH ROW
    EXECUTE FUNCTION crash_gate('7101', 'after_lock');
CREATE CONSTRAINT TRIGGER crash_before_commit AFTER INSERT ON journal_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION crash_gate('7102', 'before_commit');
"""
_STANDING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


def build_gates(owner_url):
    """Put the gates into a database, open."""
    with psycopg.connect(owner_url) as connection:
        connection.execute(_MAKE)


@contextmanager
def closed(owner_url, label):
    """Keep a gate closed; gives a function that waits until some acts stand at it, and tells how many."""
    connection = psycopg.connect(owner_url, autocommit=True)
    try:
        connection.execute("SELECT pg_advisory_lock(%s)", [GATES[label]])

        def wait(least=1, patience=2.0):
            end = time.monotonic() + patience
            while True:
                (standing,) = connection.execute(_STANDING, [GATES[label]]).fetchone()
                if standing >= least or time.monotonic() > end:
                    return standing
                time.sleep(0.01)

        yield wait
    finally:
        connection.close()  # also gives up the lock, on a server that is gone too
