"""The wrapper of every act: one transaction, and one effect however often the command is sent."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any, ParamSpec
from uuid import UUID

from django.db import connection, transaction

from eorder.foundation.canonical import digest_of
from eorder.foundation.errors import CommandReusedError
from eorder.foundation.ids import key_of
from eorder.records.contention import again_when_raced

P = ParamSpec("P")
_WHO_AND_WHEN = frozenset({"by", "at", "command"})

ACTS: dict[str, Callable[..., UUID]] = {}
"""Every act by its name; a test compares it with the tables of steps."""


def act(
    name: str, *, subject: str = "", streams: tuple[str, ...] = ()
) -> Callable[[Callable[P, UUID]], Callable[P, UUID]]:
    """Declare an action: atomic, and harmless when repeated.

    The action takes keywords only, among them `by`, `at` and `command`; a repeat does not call it again.

    Args:
        name: Stable name of the act, `order.accept`.
        subject: Name of the keyword that holds the record's id; empty when the act creates the record, whose
            key is then `key_of(command)`.
        streams: Keywords that hold a stream of rows or its report; they are not part of the fingerprint.

    The wrapped action returns the record's id, also on a repeat.

    Raises:
        CommandReusedError: The command id was used before for another act, person or content.
    """

    def wrap(action: Callable[P, UUID]) -> Callable[P, UUID]:
        @functools.wraps(action)
        @again_when_raced(is_repeatable=not streams)
        def run(*args: P.args, **facts: P.kwargs) -> UUID:
            given: dict[str, Any] = dict(facts)
            by, command = given["by"], given["command"]
            subject_id: UUID = given[subject] if subject else key_of(command)
            compared = {key: value for key, value in given.items() if key not in {*_WHO_AND_WHEN, *streams}}
            with transaction.atomic():
                if not _claim(command, name, by.account_id, fingerprint(compared), subject_id):
                    return subject_id
                return action(*args, **facts)

        ACTS[name] = run
        return run

    return wrap


def fingerprint(facts: dict[str, Any]) -> str:
    """Digest what a command asks for, so that a repeat can be told from a reuse."""
    return digest_of({key: _comparable(value) for key, value in facts.items()})


def _comparable(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _comparable(item) for key, item in asdict(value).items()}
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, dict):
        return {str(key): _comparable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_comparable(item) for item in value]
    return value


def _claim(command: UUID, name: str, account_id: UUID, facts_digest: str, subject_id: UUID) -> bool:
    """Write the command once; 1 statement, 2 on a repeat."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_command (id, act, account_id, fingerprint, subject_id)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [command, name, account_id, facts_digest, subject_id],
        )
        if cursor.rowcount:
            return True
        cursor.execute("SELECT act, account_id, fingerprint FROM journal_command WHERE id = %s", [command])
        first = cursor.fetchone()
    if first != (name, account_id, facts_digest):
        raise CommandReusedError(
            "Formulir ini sudah pernah dikirim dengan isi lain. "
            "Buka kembali halamannya untuk melihat hasilnya, lalu isi formulir baru bila masih perlu."
        )
    return False
