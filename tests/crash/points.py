"""Two labelled points put into a program from outside: before an act begins, and after its commit, before the reply.

A program that serves acts is started through `wrapped_site` instead of itself. Whoever arms a point writes a file of
its name with the processes to be killed; the first act that arrives there takes the file and kills them.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

FOLDER = "CRASH_POINTS"
BEFORE_BEGIN, AFTER_COMMIT = "before_begin", "after_commit"


def reach(label):
    """Stand at a point: if it is armed, kill what the file names."""
    armed = Path(os.environ[FOLDER]) / label
    taken = armed.with_suffix(f".{os.getpid()}")
    try:
        armed.rename(taken)
    except FileNotFoundError:
        return
    victims = [int(each) for each in taken.read_text().split()]
    for pid in victims or [os.getpid()]:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)  # what this process would do next must not be quicker than the death of the others


def arm(folder, label, victims=()):
    """Let the next act at a point kill these processes, or its own when none is named."""
    draft = folder / f"{label}.draft"
    draft.write_text(" ".join(map(str, victims)))
    draft.rename(folder / label)


def disarm(folder):
    """Let acts pass; tells which points nobody has come to."""
    left = [each for each in folder.iterdir() if each.name in {BEFORE_BEGIN, AFTER_COMMIT}]
    for each in left:
        each.unlink(missing_ok=True)
    return [each.name for each in left]


def wrap():
    """Put the points around every transaction, and around the one statement of an order."""
    from django.db import connection, transaction

    from eorder.buying.orders.actions import place_order

    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    write = place_order.write_at_once

    def begin(self):
        if not connection.in_atomic_block:
            reach(BEFORE_BEGIN)
        return enter(self)

    def end(self, kind, error, trace):
        leave(self, kind, error, trace)
        if kind is None and not connection.in_atomic_block:
            reach(AFTER_COMMIT)

    def write_at_once(*given):
        reach(BEFORE_BEGIN)
        row = write(*given)
        reach(AFTER_COMMIT)
        return row

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = begin, end
    place_order.write_at_once = write_at_once
