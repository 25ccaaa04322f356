"""Events are numbered and linked, can be recomputed outside the database, and stay."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from config.roles import append_only_tables
from eorder.foundation.canonical import digest_of
from eorder.foundation.ids import new_command, new_id
from eorder.parties.identity.actor import SYSTEM_ID, clock_author
from eorder.records.journal.commands import fingerprint
from eorder.records.journal.counters import next_number
from eorder.records.journal.models import Command, Event, Outbox, Release
from eorder.records.journal.recording import NewEvent, ReleaseBytes, Subject, commitment, record, record_many

pytestmark = pytest.mark.usefixtures("db")
AT = datetime(2026, 8, 13, 4, 15, tzinfo=UTC)
GOVERNMENT = new_id()


@pytest.fixture
def command():
    """A claimed command."""
    claimed = new_command()
    Command.objects.create(
        id=claimed, act="test", account_id=SYSTEM_ID, fingerprint="0" * 64, subject_id=claimed
    )
    return claimed


def utc(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def recomputed(event, before):
    """The hash of an event as anyone can compute it from its published parts."""
    parts = (
        before, event.seq, event.id, event.government_id, event.name, event.subject_kind, event.subject_id,
        event.account_id, event.person_id, event.appointment_id or "-", event.role, utc(event.at),
        utc(event.recorded_at), event.command_id, event.public, event.private_digest,
    )  # fmt: skip
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def test_events_when_recorded_then_numbered_linked_and_recomputable(command):
    subject = Subject(GOVERNMENT, "order", new_id())
    for number in range(3):
        public, private = {"nilai": number, "teks": "Rp 1 \u2013 é"}, {"rahasia": number}
        record(
            "order.tested", subject, by=clock_author(), at=AT, command=command, public=public, private=private
        )
    before = "0" * 64
    events = list(Event.objects.filter(subject_id=subject.id).order_by("seq"))
    assert [event.seq for event in events] == [1, 2, 3]
    for event in events:
        assert event.prev_hash == before
        assert event.hash == recomputed(event, before)
        assert event.private_digest == commitment(event.private_salt, event.private)
        before = event.hash


def test_events_when_of_two_records_then_each_has_its_own_chain(command):
    subjects = [Subject(GOVERNMENT, "order", new_id()) for _ in range(2)]
    for subject in subjects:
        record("order.tested", subject, by=clock_author(), at=AT, command=command)
    found = Event.objects.filter(subject_id__in=[each.id for each in subjects])
    assert list(found.values_list("seq", "prev_hash")) == [(1, "0" * 64)] * 2


def test_record_when_it_has_a_release_then_outbox_and_job_belong_to_it(command):
    release = ReleaseBytes("ocds-xxxxxx-1", "1-tested", '{"a":1}')
    event = record(
        "order.tested",
        Subject(GOVERNMENT, "order", new_id()),
        by=clock_author(),
        at=AT,
        command=command,
        release=release,
    )
    assert Release.objects.get(event_id=event).digest == hashlib.sha256(b'{"a":1}').hexdigest()
    assert Outbox.objects.get(event_id=event).digest == release.digest
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'event_id' = %s", [str(event)])
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_record_many_when_given_a_set_then_one_statement(command, count, django_assert_num_queries):
    release = ReleaseBytes("ocds-xxxxxx-2", "", "{}")
    events = [
        NewEvent(
            "package.tested",
            Subject(GOVERNMENT, "package", new_id()),
            {"nomor": number},
            ReleaseBytes(release.ocid, f"2-{number}", release.body) if number % 2 else None,
        )
        for number in range(count)
    ]
    with django_assert_num_queries(1):
        record_many(events, by=clock_author(), at=AT, command=command)
    written = list(Event.objects.filter(command_id=command))
    assert len(written) == count
    assert all(event.hash == recomputed(event, "0" * 64) for event in written)
    assert Release.objects.count() == Outbox.objects.count() == count // 2


def test_history_when_the_runtime_role_changes_it_then_every_append_only_table_refuses():
    assert "journal_event" in append_only_tables()
    for table in sorted(append_only_tables()):
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


class _UndoError(Exception):
    """Takes a number back."""


def test_numbers_when_an_act_is_taken_back_then_without_a_gap():
    assert [next_number(GOVERNMENT, "uji", 2026) for _ in range(2)] == [1, 2]
    with pytest.raises(_UndoError), transaction.atomic():  # noqa: PT012 - the number is taken, then given back
        assert next_number(GOVERNMENT, "uji", 2026) == 3
        raise _UndoError
    assert next_number(GOVERNMENT, "uji", 2026) == 3


def test_numbers_when_of_another_year_series_or_government_then_from_one():
    next_number(GOVERNMENT, "uji", 2026)
    assert next_number(GOVERNMENT, "uji", 2027) == 1
    assert next_number(GOVERNMENT, "lain", 2026) == 1
    assert next_number(new_id(), "uji", 2026) == 1


def test_fingerprint_when_a_secret_is_asked_with_then_nobody_without_the_key_can_try_for_it(settings):
    asked = {"name": "Budi", "nik": "9900000000000001"}
    kept = fingerprint(asked)
    assert kept == fingerprint(dict(reversed(asked.items())))
    assert kept != fingerprint({**asked, "nik": "9900000000000002"})
    assert kept != digest_of(asked)
    settings.EORDER_IDENTITY_KEY = "l" * 64
    assert kept != fingerprint(asked)
