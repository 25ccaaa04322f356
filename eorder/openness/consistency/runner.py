"""Look at everything once, in one snapshot of the records that nobody can change meanwhile, on several cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import islice

from django.db import connection, transaction

from eorder.openness.consistency.accounts import ACCOUNTS
from eorder.openness.consistency.capacity import CAPACITY
from eorder.openness.consistency.duties import DUTIES
from eorder.openness.consistency.finding import FINDING
from eorder.openness.consistency.findings import Finding, Invariant, Offender, count_rows
from eorder.openness.consistency.journal import JOURNAL
from eorder.openness.consistency.money import MONEY
from eorder.openness.consistency.orders import ORDERS
from eorder.openness.consistency.purchases import PURCHASES

SHOWN = 10
MOST_AT_ONCE = 4
DEAREST = ("O4", "X2", "M13", "O1", "O6", "S2")
"""Begun first, so that no core is left alone with the longest of them."""
FAMILIES = "MPONSXFCV"
LEVEL = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
LONG = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL work_mem = '64MB'",
    "SET LOCAL cursor_tuple_fraction = 1",  # a stream is read to its end
    "SET LOCAL jit = off",
)


def _place(invariant: Invariant) -> tuple[int, int]:
    return FAMILIES.index(invariant.code[0]), int(invariant.code[1:])


INVARIANTS: tuple[Invariant, ...] = tuple(
    sorted((*MONEY, *PURCHASES, *ORDERS, *JOURNAL, *DUTIES, *ACCOUNTS, *FINDING, *CAPACITY), key=_place)
)


def check_all() -> list[Finding]:
    """Check every invariant; takes a snapshot of its own, so no transaction may be open."""
    return list(check_each())


def check_each() -> Iterator[Finding]:
    """Check all invariants, a few at once, and give them in their order, each as soon as it is known."""
    with snapshot():
        shared, count = share_snapshot(), cache(count_rows)
        pool = ThreadPoolExecutor(min(MOST_AT_ONCE, len(os.sched_getaffinity(0))), "check")
        try:
            found = {
                each.code: pool.submit(check_apart, each, shared) for each in sorted(INVARIANTS, key=_turn)
            }
            for invariant in INVARIANTS:
                broken, shown = found[invariant.code].result()
                yield Finding(invariant.code, invariant.sentence, count(invariant.over), broken, shown)
        finally:
            pool.shutdown(cancel_futures=True)


def share_snapshot() -> str:
    """Name the snapshot of the open transaction, for others to share while it is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        row: tuple[str] = cursor.fetchone()
    return row[0]


def _turn(invariant: Invariant) -> int:
    return DEAREST.index(invariant.code) if invariant.code in DEAREST else len(DEAREST)


def check_apart(invariant: Invariant, shared: str) -> tuple[int, tuple[Offender, ...]]:
    """Look for the rows that break one invariant, in a connection of its own that sees what the others see.

    Returns:
        How many there are, and the first of them.
    """
    try:
        with snapshot(shared):
            offenders = iter(invariant.offenders())
            shown = tuple(islice(offenders, SHOWN))
            return len(shown) + sum(1 for _ in offenders), shown
    finally:
        connection.close()


@contextmanager
def snapshot(shared: str = "") -> Iterator[None]:
    """Read one state of the records for as long as it takes, without the time limits of pages.

    Args:
        shared: Name of a snapshot that another transaction holds open; empty for one of its own.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(LEVEL)
            if shared:
                cursor.execute(f"SET TRANSACTION SNAPSHOT '{shared}'")
            for setting in LONG:
                cursor.execute(setting)
        yield
