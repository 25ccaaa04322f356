"""Commands, events, releases, outbox and counters: the tables every act writes to."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id


class Command(models.Model):
    """One state-changing request; its unique id makes a repeat harmless (O6)."""

    append_only = True

    id = models.UUIDField(primary_key=True)
    act = models.CharField(max_length=60)
    account_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())


class Event(models.Model):
    """One act of one person in one appointment; a trigger numbers it and links it to the one before (O4)."""

    append_only = True
    PUBLIC_FIELDS = ("id", "name", "subject_kind", "seq", "role", "at", "recorded_at", "public", "hash")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    name = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    account_id = models.UUIDField()
    person_id = models.UUIDField()
    appointment_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30)
    at = models.DateTimeField(help_text="business time of the act")
    recorded_at = models.DateTimeField(help_text="database time when the row was written")
    command = models.ForeignKey(Command, on_delete=models.PROTECT, related_name="+")
    public = models.TextField(help_text="canonical JSON anyone may read")
    private = models.TextField(help_text="canonical JSON of the rest")
    private_digest = models.CharField(max_length=64, help_text="salted commitment to the private facts")
    private_salt = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "subject_id", "seq", name="event_seq_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="event_seq_from_one"),
        ]
        indexes = [models.Index("subject_id", "seq", name="event_by_subject")]


class Release(models.Model):
    """The OCDS release of one event, as the bytes that are served for ever."""

    append_only = True

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="release")
    government_id = models.UUIDField()
    ocid = models.CharField(max_length=80)
    release_id = models.CharField(max_length=120)
    date = models.DateTimeField()
    body = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("government_id", "release_id", name="release_id_once")]
        indexes = [
            models.Index("ocid", "date", name="release_by_ocid"),
            models.Index("date", "event", name="release_by_date"),
        ]


class Outbox(models.Model):
    """One row for each publishable event; the public log takes it from here exactly once (X2)."""

    append_only = True

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="outbox")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the published document")


class Counter(models.Model):
    """The last number given in a series; taken inside the transaction, so the series has no gap."""

    changed_by_acts = ("last",)

    government_id = models.UUIDField()
    series = models.CharField(max_length=80)
    fiscal_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "series", "fiscal_year", name="counter_once"),
        ]
