"""The wrapper of every act: one transaction, and one effect however often the command is sent."""

from __future__ import annotations

import functools
import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ParamSpec
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from eorder.foundation.canonical import canonical_text
from eorder.foundation.errors import CommandReusedError, EorderError
from eorder.foundation.ids import key_of
from eorder.records.at_once import statement, write
from eorder.records.contention import again_when_raced

P = ParamSpec("P")
_NOT_ASKED_FOR = frozenset({"by", "at", "command", "receipt"})
"""Keywords of an action that do not say what is asked for: who, when, and where to put an answer beside the id."""

Finder = Callable[[dict[str, Any]], UUID | None]
"""Finds the record that an act is about by its keywords; None when the act will make it."""
ACTS: dict[str, Callable[..., UUID]] = {}
"""Every act by its name; a test compares it with the tables of steps."""


CLAIM = """
claim AS (
    INSERT INTO journal_command (id, act, account_id, fingerprint, subject_id)
    VALUES (%(command)s, %(act)s, %(account)s, %(fingerprint)s, %(subject)s)
    ON CONFLICT (id) DO NOTHING RETURNING id)
"""
"""The command, claimed if nobody did before."""
_CLAIM_ALONE = statement(CLAIM, result="SELECT id FROM claim")


@dataclass(frozen=True, slots=True)
class Claim:
    """What makes a command that of one act: the act, who sent it, and a digest of what it asks for."""

    command: UUID
    act: str
    account_id: UUID
    fingerprint: str
    subject_id: UUID

    @staticmethod
    def of(act: str, command: UUID, account_id: UUID, subject_id: UUID, facts: dict[str, Any]) -> Claim:
        """Claim a command for an act; the facts are the keywords of the action that say what is asked for."""
        return Claim(command, act, account_id, fingerprint(facts), subject_id)

    def values(self) -> dict[str, Any]:
        """Give the values of `CLAIM` by name."""
        return {
            "command": self.command,
            "act": self.act,
            "account": self.account_id,
            "fingerprint": self.fingerprint,
            "subject": self.subject_id,
        }


_TOGETHER: ContextVar[bool] = ContextVar("together", default=False)


@contextmanager
def together() -> Iterator[None]:
    """Let several acts have effect all or not at all: one transaction, which the first refusal undoes."""
    token = _TOGETHER.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _TOGETHER.reset(token)


def act(
    name: str, *, subject: str | Finder = "", streams: tuple[str, ...] = (), writes_at_once: bool = False
) -> Callable[[Callable[P, UUID]], Callable[P, UUID]]:
    """Declare an action: atomic, and harmless when repeated.

    The action takes keywords only, among them `by`, `at` and `command`; a repeat does not call it again.

    Args:
        name: Stable name of the act, `order.accept`.
        subject: Name of the keyword that holds the record's id; empty when the act creates the record, whose
            key is then `key_of(command)`. An act that makes a record or meets it finds it by its keywords.
        streams: Keywords that hold a stream of rows or its report; they are not part of the fingerprint.
        writes_at_once: The action writes its claim itself, with everything else in one statement, and raises
            `RepeatedError` when the command had been claimed before. It asks its rules first, so that what
            refuses may also be a repeat whose first try went through: then that one's answer counts.

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
            subject_id = _subject_of(subject, given)
            compared = {key: value for key, value in given.items() if key not in {*_NOT_ASKED_FOR, *streams}}
            if writes_at_once:
                try:
                    return action(*args, **facts)
                except EorderError:
                    if not is_claimed(Claim.of(name, command, by.account_id, subject_id, compared)):
                        raise
                    return subject_id
            with transaction.atomic(savepoint=not _TOGETHER.get()):
                if not _claim(Claim.of(name, command, by.account_id, subject_id, compared)):
                    return subject_id
                return action(*args, **facts)

        ACTS[name] = run
        return run

    return wrap


def _subject_of(subject: str | Finder, given: dict[str, Any]) -> UUID:
    found: UUID | None = subject(given) if callable(subject) else given[subject] if subject else None
    return found or key_of(given["command"])


def fingerprint(facts: dict[str, Any]) -> str:
    """Digest what a command asks for, so that a repeat can be told from a reuse.

    Keyed, because some acts ask with a password or a NIK: a bare digest could be undone by trying all of them.
    """
    key: str = settings.EORDER_IDENTITY_KEY
    asked = canonical_text({key: _comparable(value) for key, value in facts.items()})
    return hmac.new(key.encode(), asked.encode(), hashlib.sha256).hexdigest()


def _comparable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_comparable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _comparable(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _comparable(getattr(value, each.name)) for each in fields(value)}
    return value


def _claim(claim: Claim) -> bool:
    """Write the command once; 1 statement, 2 on a repeat."""
    if write(_CLAIM_ALONE, claim.values()):
        return True
    is_claimed(claim)  # or it says that the command was another one
    return False


def is_claimed(claim: Claim) -> bool:
    """Tell whether the command was claimed before, for this very act; 1 statement.

    Raises:
        CommandReusedError: It was claimed for another act, person or content.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT act, account_id, fingerprint FROM journal_command WHERE id = %s", [claim.command]
        )
        first = cursor.fetchone()
    if first not in {None, (claim.act, claim.account_id, claim.fingerprint)}:
        raise CommandReusedError(
            "Formulir ini sudah pernah dikirim dengan isi lain. "
            "Buka kembali halamannya untuk melihat hasilnya, lalu isi formulir baru bila masih perlu."
        )
    return first is not None
