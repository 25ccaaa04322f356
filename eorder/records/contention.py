"""What to do when two acts were in each other's way: try again, or say that it is busy."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

from eorder.foundation.errors import BusyError

P = ParamSpec("P")
T = TypeVar("T")
RACED = frozenset({"40001", "40P01"})
"""PostgreSQL undid the whole transaction because of another one: serialization failure, deadlock."""
WAITED = frozenset({"55P03", "57014"})
"""It waited for a lock or worked for longer than allowed."""
TRIES = 3
LONGEST_PAUSE = 150  # milliseconds before another try


def sqlstate(error: OperationalError) -> str:
    """PostgreSQL's code of an error; empty where it has none, as for a lost connection."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def busy(error: OperationalError) -> BusyError | None:
    """Say an error in words if it only means that too much happens at once; None for any other."""
    if sqlstate(error) in RACED | WAITED:
        return BusyError(
            "Sistem sedang ramai dan belum sempat memprosesnya. Tunggu sebentar lalu kirim lagi."
        )
    return None


def again_when_raced(*, is_repeatable: bool) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a whole command run again when another transaction undid it; inside a wider transaction, once only."""

    def wrap(command: Callable[P, T]) -> Callable[P, T]:
        if not is_repeatable:
            return command

        @functools.wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            for _ in range(0 if connection.in_atomic_block else TRIES - 1):
                try:
                    return command(*args, **kwargs)
                except OperationalError as error:
                    if sqlstate(error) not in RACED:
                        raise
                time.sleep(secrets.randbelow(LONGEST_PAUSE) / 1000)
            return command(*args, **kwargs)

        return run

    return wrap
