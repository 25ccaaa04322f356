"""Look at everything once, in one snapshot of the records that nobody can change meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from eorder.openness.consistency.duties import DUTIES
from eorder.openness.consistency.findings import Finding, Invariant, Offender, count_rows
from eorder.openness.consistency.journal import JOURNAL
from eorder.openness.consistency.money import MONEY
from eorder.openness.consistency.orders import ORDERS
from eorder.openness.consistency.purchases import PURCHASES

SHOWN = 10
FAMILIES = "MPONSX"
LONG = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL work_mem = '64MB'",
    "SET LOCAL cursor_tuple_fraction = 1",  # a stream is read to its end
    "SET LOCAL jit = off",
)


def _place(invariant: Invariant) -> tuple[int, int]:
    return FAMILIES.index(invariant.code[0]), int(invariant.code[1:])


INVARIANTS: tuple[Invariant, ...] = tuple(
    sorted((*MONEY, *PURCHASES, *ORDERS, *JOURNAL, *DUTIES), key=_place)
)


def check_all() -> list[Finding]:
    """Check every invariant; takes a snapshot of its own, so no transaction may be open."""
    return list(check_each())


def check_each() -> Iterator[Finding]:
    """Check one invariant after the other, each as soon as it is asked for."""
    with snapshot():
        for invariant in INVARIANTS:
            yield check_one(invariant)


def check_one(invariant: Invariant) -> Finding:
    """Look for the rows that break one invariant; the first of them are named, all are counted."""
    shown: list[Offender] = []
    broken = 0
    for offender in invariant.offenders():
        broken += 1
        if broken <= SHOWN:
            shown.append(offender)
    return Finding(invariant.code, invariant.sentence, count_rows(invariant.over), broken, tuple(shown))


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the records for as long as it takes, without the time limits of pages."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            for setting in LONG:
                cursor.execute(setting)
        yield
