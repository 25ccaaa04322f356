"""The journal is whole: linked, authored, ordered in time, unchangeable and published (O2-O4, O6, O8, X2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.apps import apps

from eorder.openness.consistency.findings import Invariant, Offender, ask, listed, stream
from eorder.records.journal.recording import commitment

START = "0" * 64
WITHOUT_APPOINTMENT = ("vendor", "applicant", "clock", "installer")
UNPUBLISHED = ("order.tax_deposited",)
"""Events of orders and packages that the public learns with a later one."""
TRIGGERS = ("append_only", "no_truncate")


def events_without_office() -> list[Offender]:
    """O2: who acted held the office then, in the unit of the order or package; sellers act by their own."""
    return ask(f"""
        SELECT concat(e.subject_kind, ' ', e.subject_id, ' ke-', e.seq), concat(e.name, ' oleh ', e.role,
            ' pada ', e.at,
            CASE WHEN a.id IS NULL THEN ': tanpa surat tugas'
                ELSE concat(': surat tugas ', a.decree_number, ' tidak berlaku') END)
        FROM journal_event e LEFT JOIN workunits_appointment a ON a.id = e.appointment_id
        LEFT JOIN orders_order o ON o.id = e.subject_id AND e.subject_kind = 'order'
        LEFT JOIN packages_package p ON p.id = e.subject_id AND e.subject_kind = 'package'
        WHERE (a.id IS NULL AND e.role NOT IN ({listed(WITHOUT_APPOINTMENT)}))
           OR (a.id IS NOT NULL AND NOT (a.person_id = e.person_id AND a.role = e.role AND a.since <= e.at
                AND (a.until IS NULL OR e.at < a.until)
                    AND a.unit_id = coalesce(o.unit_id, p.unit_id, a.unit_id)))
        UNION ALL
        SELECT concat('order ', o.id, ' ke-', e.seq), concat(e.name, ' oleh orang yang bukan milik penjual')
        FROM journal_event e JOIN orders_order o ON o.id = e.subject_id
        WHERE e.role = 'vendor' AND NOT EXISTS (
            SELECT FROM vendors_member m WHERE m.vendor_id = o.vendor_id AND m.person_id = e.person_id)""")


def history_not_guarded() -> Iterator[Offender]:
    """O3: every table that only grows has its guards switched on, and this role may not change its rows."""
    models = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    tables = sorted(model._meta.db_table for model in models)  # noqa: SLF001 (Django's documented interface)
    return chain.from_iterable(_unguarded(table) for table in tables)


def _unguarded(table: str) -> list[Offender]:
    names = listed(f"{table}_{name}" for name in TRIGGERS)
    return ask(f"""
        SELECT '{table}', concat('penjaga yang bekerja: ', coalesce(string_agg(tgname, ', '), 'tidak ada'))
        FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND tgenabled IN ('O', 'A')
            AND tgname IN ({names})
        HAVING count(*) <> {len(TRIGGERS)}
        UNION ALL
        SELECT '{table}', concat(current_user, ' boleh ', privilege)
        FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS privilege
        WHERE has_table_privilege('{table}'::regclass, privilege)""")


_TIME = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_CHAIN = f"""
    SELECT subject_kind, subject_id::text, seq::text, prev_hash, hash, private, private_salt, private_digest,
        concat_ws(chr(10), prev_hash, seq, id, government_id, name, subject_kind, subject_id,
            account_id, person_id,
            coalesce(appointment_id::text, '-'), role, {_TIME.format("at")}, {_TIME.format("recorded_at")},
            command_id, public, private_digest)
    FROM journal_event e ORDER BY e.subject_id, e.seq"""


def broken_links() -> Iterator[Offender]:
    """O4: each event's hash is that of its content and of the one before, computed anew in Python."""
    for (kind, subject), rows in groupby(stream(_CHAIN), key=itemgetter(0, 1)):
        before = START
        for row in rows:
            fault = link_fault(row, before)
            if fault:
                yield Offender(f"{kind} {subject} ke-{row[2]}", fault)
            before = row[4]


def link_fault(row: tuple[Any, ...], before: str) -> str:
    """Say what is wrong with one event, given the hash of the one before; an empty text if nothing is."""
    *_, prev_hash, written, private, salt, private_digest, content = row
    if prev_hash != before:
        return "tidak bersambung dengan peristiwa sebelumnya"
    if hashlib.sha256(content.encode()).hexdigest() != written:
        return "isi tidak cocok dengan sidiknya"
    if commitment(salt, private) != private_digest:
        return "fakta tertutup tidak cocok dengan sidiknya"
    return ""


def commands_with_two_effects() -> list[Offender]:
    """O6: a command had each of its events once, by its own account, and no money moved without a command."""
    return ask("""
        SELECT concat('perintah ', c.id), concat(c.act, ': ', e.name, ' tercatat ', e.times, ' kali')
        FROM (SELECT command_id, name, count(*) AS times FROM journal_event
            GROUP BY command_id, subject_id, name HAVING count(*) > 1) e
        JOIN journal_command c ON c.id = e.command_id
        UNION ALL
        SELECT concat('perintah ', e.command_id), concat(e.name,
            ' tercatat oleh akun lain daripada pengirim perintahnya')
        FROM journal_event e LEFT JOIN journal_command c ON c.id = e.command_id
        WHERE c.id IS NULL OR c.account_id <> e.account_id
        UNION ALL
        SELECT concat('perintah ', t.command_id), concat('transfer ', t.kind, ' tanpa perintah yang tercatat')
        FROM ledger_transfer t LEFT JOIN journal_command c ON c.id = t.command_id WHERE c.id IS NULL
        UNION ALL
        SELECT concat('perintah ', p.command_id), 'pembayaran tanpa perintah yang tercatat'
        FROM payments_payment p LEFT JOIN journal_command c ON c.id = p.command_id WHERE c.id IS NULL""")


def times_out_of_order() -> list[Offender]:
    """O8: events were recorded in their order, and none before it happened."""
    return ask("""
        WITH told AS (
            SELECT *, lag(recorded_at) OVER (PARTITION BY subject_id ORDER BY seq) AS before
                FROM journal_event)
        SELECT concat(subject_kind, ' ', subject_id, ' ke-', seq), concat(name, ' terjadi ', at,
            ', tercatat ', recorded_at,
            ', yang sebelumnya tercatat ' || before)
        FROM told WHERE at > recorded_at OR recorded_at < before""")


def releases_not_published() -> list[Offender]:
    """X2: what must be published has a release and an outbox row, both with the digest of its bytes."""
    return ask(f"""
        SELECT concat(e.subject_kind, ' ', e.subject_id, ' ke-', e.seq), CASE
            WHEN r.event_id IS NULL AND b.event_id IS NULL THEN concat(e.name, ' tanpa rilis')
            WHEN r.event_id IS NULL THEN 'di kotak keluar tanpa rilis'
            WHEN b.event_id IS NULL THEN concat('rilis ', r.release_id, ' tidak ada di kotak keluar')
            ELSE concat('rilis ', r.release_id, ' lain sidiknya di kotak keluar') END
        FROM journal_event e LEFT JOIN journal_release r ON r.event_id = e.id
            LEFT JOIN journal_outbox b ON b.event_id = e.id
        WHERE (r.event_id IS NULL AND e.subject_kind IN ('order', 'package')
            AND e.name NOT IN ({listed(UNPUBLISHED)}))
           OR (r.event_id IS NULL) <> (b.event_id IS NULL) OR b.digest <> r.digest
        UNION ALL
        SELECT concat(e.subject_kind, ' ', e.subject_id, ' ke-', e.seq), concat('rilis ', r.release_id,
            ' tidak cocok dengan sidiknya')
        FROM journal_release r JOIN journal_event e ON e.id = r.event_id
            JOIN journal_outbox b ON b.event_id = r.event_id AND b.digest = r.digest
        WHERE r.digest <> encode(sha256(convert_to(r.body, 'UTF8')), 'hex')
        UNION ALL
        SELECT concat('rilis ', r.release_id), 'tanpa peristiwa'
        FROM journal_release r LEFT JOIN journal_event e ON e.id = r.event_id WHERE e.id IS NULL""")


JOURNAL = (
    Invariant("O2", "yang bertindak memegang jabatannya", "journal_event", events_without_office),
    Invariant("O3", "catatan tidak dapat diubah atau dihapus", "journal_event", history_not_guarded),
    Invariant("O4", "rantai peristiwa utuh", "journal_event", broken_links),
    Invariant("O6", "satu perintah, satu akibat", "journal_command", commands_with_two_effects),
    Invariant("O8", "waktu catatan urut", "journal_event", times_out_of_order),
    Invariant("X2", "setiap peristiwa terbuka diterbitkan", "journal_release", releases_not_published),
)
