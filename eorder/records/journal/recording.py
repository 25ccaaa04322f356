"""Write one event with its release, outbox row and job: one statement, in the act's transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.canonical import canonical_text
from eorder.foundation.ids import new_id
from eorder.records.at_once import statement, write


@dataclass(frozen=True, slots=True)
class Author:
    """Who acted, and in which capacity: account, natural person, appointment (none for vendors) and role."""

    account_id: UUID
    person_id: UUID
    role: str
    appointment_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The record an event is about."""

    government_id: UUID
    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class ReleaseBytes:
    """A finished OCDS release: process id, release id and the exact text to be published."""

    ocid: str
    release_id: str
    body: str

    @property
    def digest(self) -> str:
        """SHA-256 of the published bytes, 64 hex digits."""
        return hashlib.sha256(self.body.encode()).hexdigest()


UNNUMBERED = "named AS (SELECT ''::text AS number)"
"""Stands for `counters.NUMBERED` where an event is about a record that has its number."""
EVENT = """
event AS (
    INSERT INTO journal_event (id, government_id, name, subject_kind, subject_id, account_id, person_id,
        appointment_id, role, at, command_id, public, private, private_digest, private_salt)
    SELECT %(event)s, %(government)s, %(event_name)s, %(subject_kind)s, %(subject)s, %(account)s, %(person)s,
        %(appointment)s, %(role)s, %(at)s, %(command)s, replace(%(public)s, %(mark)s, number), %(private)s,
        %(private_digest)s, %(salt)s
    FROM named RETURNING id)
"""
"""The event."""
JOB = {
    True: """
job AS (
    SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('events', 'journal.tell', 0, NULL, NULL,
        jsonb_build_object('event_id', id), NULL)::procrastinate_job_to_defer_v1]) FROM event)
""",
    False: "job AS (SELECT 1 FROM event)",
}
"""The job that tells others, by `is_told`; a result must read `job`, or it does not run."""
RELEASE = """
written AS (
    SELECT replace(%(ocid)s, %(mark)s, number) AS ocid, replace(%(release)s, %(mark)s, number) AS release_id,
        replace(%(body)s, %(mark)s, number) AS body
    FROM named),
release AS (
    INSERT INTO journal_release (event_id, government_id, ocid, release_id, date, body, digest)
    SELECT id, %(government)s, ocid, release_id, %(at)s, body, encode(sha256(convert_to(body, 'UTF8')), 'hex')
    FROM event, written RETURNING event_id, digest),
outbox AS (
    INSERT INTO journal_outbox (event_id, digest) SELECT event_id, digest FROM release RETURNING 1)
"""
"""The release of the event, and the row that the public log takes it from."""
_ALONE = {
    (is_published, told): statement(
        UNNUMBERED, EVENT, JOB[told], *([RELEASE] if is_published else []), result="SELECT count(*) FROM job"
    )
    for is_published in (False, True)
    for told in (False, True)
}


_SOURCE: ContextVar[str] = ContextVar("source", default="")


@contextmanager
def replaying(source: str) -> Iterator[None]:
    """Mark every event of the block as replayed from a source, in public, and tell nobody of it.

    Nobody is waiting for a letter about a purchase of years ago, and its papers are made when they are asked for.
    """
    token = _SOURCE.set(source)
    try:
        yield
    finally:
        _SOURCE.reset(token)


def _replayed() -> dict[str, str]:
    return {"replayed": _SOURCE.get()} if _SOURCE.get() else {}


def is_told() -> bool:
    """Tell whether others hear of the events recorded now."""
    return not _SOURCE.get()


def commitment(salt: str, private: str) -> str:
    """Commit to private facts so that they can be erased later without breaking the chain."""
    return hashlib.sha256(bytes.fromhex(salt) + private.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One event of a set that is written at once."""

    name: str
    subject: Subject
    public: dict[str, Any]
    release: ReleaseBytes | None = None


# `%b`: JSON goes over in binary; as text each quotation mark of it would be escaped, which took a third of the time.
_MANY = """
WITH given AS (
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %b::text[], %s::text[],
        %s::text[], %s::text[], %s::text[], %b::text[])
    AS g(id, government_id, name, kind, subject_id, public, private_digest, private_salt, ocid, release_id,
        body)),
event AS (
    INSERT INTO journal_event (id, government_id, name, subject_kind, subject_id, account_id, person_id, role,
        at,
        command_id, public, private, private_digest, private_salt)
    SELECT g.id, g.government_id, g.name, g.kind, g.subject_id, %s, %s, %s, %s, %s, g.public, '{}',
        g.private_digest, g.private_salt FROM given g RETURNING id),
release AS (
    INSERT INTO journal_release (event_id, government_id, ocid, release_id, date, body, digest)
    SELECT g.id, g.government_id, g.ocid, g.release_id, %s, g.body,
        encode(sha256(convert_to(g.body, 'UTF8')), 'hex')
    FROM given g JOIN event USING (id) WHERE g.body <> '' RETURNING event_id, digest)
INSERT INTO journal_outbox (event_id, digest) SELECT event_id, digest FROM release
"""


def record_many(events: list[NewEvent], *, by: Author, at: datetime, command: UUID) -> None:
    """Record the events of one command, with releases and outbox rows but without jobs; 1 statement."""
    rows = []
    for each in events:
        salt = secrets.token_hex(32)
        release = each.release or ReleaseBytes("", "", "")
        rows.append(
            (
                new_id(),
                each.subject.government_id,
                each.name,
                each.subject.kind,
                each.subject.id,
                canonical_text(each.public),
                commitment(salt, "{}"),
                salt,
                release.ocid,
                release.release_id,
                release.body,
            )
        )
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(11)]
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [*columns, by.account_id, by.person_id, by.role, at, command, at])


def record(
    name: str,
    subject: Subject,
    *,
    by: Author,
    at: datetime,
    command: UUID,
    public: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
    release: ReleaseBytes | None = None,
) -> UUID:
    """Record an act: event, release, outbox row and the job that tells others; 1 statement.

    Args:
        name: `subject.past_participle`, such as `order.accepted`.
        subject: The record the event is about; its events are numbered and linked.
        by: Who acted, in which appointment.
        at: Business time of the act.
        command: The command that caused it.
        public: Facts anyone may read.
        private: Facts only the parties may read.
        release: The OCDS release to publish with it.

    Returns:
        The event's id.
    """
    values = event_values(
        name, subject, by=by, at=at, command=command, public=public, private=private, release=release
    )
    write(_ALONE[release is not None, is_told()], values)
    event_id: UUID = values["event"]
    return event_id


def event_values(
    name: str,
    subject: Subject,
    *,
    by: Author,
    at: datetime,
    command: UUID,
    public: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
    release: ReleaseBytes | None = None,
    mark: str = "",
) -> dict[str, Any]:
    """Give the values of `EVENT` and `RELEASE` by name; the arguments are those of `record`, and a mark.

    The mark stands in the texts for a number that the same statement takes (`counters.NUMBERED`). It must be a
    secret of this act, or somebody's own words could hold it.
    """
    salt = secrets.token_hex(32)
    hidden = canonical_text(private or {})
    values = {
        "event": new_id(),
        "government": subject.government_id,
        "event_name": name,
        "subject_kind": subject.kind,
        "subject": subject.id,
        "account": by.account_id,
        "person": by.person_id,
        "appointment": by.appointment_id,
        "role": by.role,
        "at": at,
        "command": command,
        "public": canonical_text((public or {}) | _replayed()),
        "private": hidden,
        "private_digest": commitment(salt, hidden),
        "salt": salt,
        "mark": mark,
    }
    if release is not None:
        values |= {"ocid": release.ocid, "release": release.release_id, "body": release.body}
    return values
