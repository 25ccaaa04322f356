"""What to do when two acts were in each other's way: try again, or say that it is busy or gone."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

from eorder.foundation.errors import BusyError, UnreachableError

P = ParamSpec("P")
T = TypeVar("T")
RACED = frozenset({"40001", "40P01"})
"""PostgreSQL undid the whole transaction because of another one: serialization failure, deadlock."""
WAITED = frozenset({"55P03", "57014"})
"""It waited for a lock or worked for longer than allowed."""
GONE = ("08", "53", "57P")
"""Beginnings of codes that speak of the server: the connection broke, it has no room left, it stops or was killed."""
TRIES = 3
LONGEST_PAUSE = 150  # milliseconds before another try


def sqlstate(error: OperationalError | InterfaceError) -> str:
    """PostgreSQL's code of an error; empty where it has none, as for a lost connection."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def busy(error: OperationalError) -> BusyError | None:
    """Say an error in words if it only means that too much happens at once; None for any other."""
    if sqlstate(error) in RACED | WAITED:
        return BusyError(
            "Sistem sedang ramai dan belum sempat memprosesnya. Tunggu sebentar lalu kirim lagi."
        )
    return None


def unreachable(error: Exception) -> UnreachableError | None:
    """Say an error in words if the database went away; None for any other.

    Whether an act under way was recorded is unknown then, so the sentence does not say that it was not.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    code = sqlstate(error)
    if code and not code.startswith(GONE):
        return None
    return UnreachableError(
        "Basis data sedang tidak dapat dihubungi, dan belum tentu permintaan ini tercatat. Kirim lagi dengan nomor "
        "perintah yang sama; tidak akan tercatat dua kali."
    )


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
