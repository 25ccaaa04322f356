"""Guards ask the real tables, whatever the runtime role puts in their way, and counters only grow."""

import psycopg
import pytest
from psycopg import sql

from config.roles import runtime_role
from eorder.parties.identity.actor import SYSTEM_ID

TRANSFER = """
    INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, amount, command_id, at)
    VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'ceiling', 'posted', gen_random_uuid(), 5,
        gen_random_uuid(), now())
"""
ONE_SIDE = """
    INSERT INTO public.ledger_entry (transfer_id, account, owner_id, amount)
    VALUES ('00000000-0000-7000-8000-000000000001', 'bank', gen_random_uuid(), 5)
"""
EVENT = f"""
    INSERT INTO public.journal_event (id, government_id, name, subject_kind, subject_id, account_id, person_id, role,
        at, command_id, public, private, private_digest, private_salt)
    SELECT gen_random_uuid(), gen_random_uuid(), 'uji.tertulis', 'uji', '00000000-0000-7000-8000-000000000002',
        '{SYSTEM_ID}', '{SYSTEM_ID}', 'clock', now(), id, '{{}}', '{{}}', '', '' FROM journal_command
    RETURNING seq, prev_hash
"""
COMMAND = f"""
    INSERT INTO journal_command (id, act, account_id, fingerprint, subject_id)
    VALUES (gen_random_uuid(), 'uji', '{SYSTEM_ID}', '', gen_random_uuid())
"""
COUNT = """
    INSERT INTO journal_counter (government_id, series, fiscal_year, last)
    VALUES (gen_random_uuid(), 'uji', 2026, 1)
"""


@pytest.fixture
def runtime(runtime_url, owner):
    """The runtime role with the one right that would let it put tables in the way."""
    database = sql.Identifier(psycopg.conninfo.conninfo_to_dict(runtime_url)["dbname"])
    owner.execute(
        sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(database, sql.Identifier(runtime_role()))
    )
    with psycopg.connect(runtime_url) as connection:
        yield connection
        connection.rollback()


def test_balance_when_a_temporary_table_stands_in_then_still_refused(runtime):
    runtime.execute(TRANSFER)
    runtime.execute("CREATE TEMPORARY TABLE ledger_entry (transfer_id uuid, amount bigint)")
    runtime.execute(ONE_SIDE)
    with pytest.raises(psycopg.errors.CheckViolation, match="Debit dan kredit"):
        runtime.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_chain_when_a_temporary_table_stands_in_then_linked_to_the_real_one(runtime):
    runtime.execute(COMMAND)
    runtime.execute(
        "CREATE TEMPORARY TABLE journal_event AS SELECT '00000000-0000-7000-8000-000000000002'::uuid AS subject_id,"
        " 900 AS seq, repeat('f', 64) AS hash, now() AS recorded_at"
    )
    assert runtime.execute(EVENT).fetchall() == [(1, "0" * 64)]


def test_counter_when_taken_in_turn_then_grows(runtime):
    runtime.execute(COUNT)
    for _ in range(2):
        runtime.execute("UPDATE journal_counter SET last = last + 1")
    assert runtime.execute("SELECT last FROM journal_counter").fetchall() == [(3,)]


@pytest.mark.parametrize("change", ["last = last + 2", "last = last", "last = last - 1", "last = 0"])
def test_counter_when_it_does_not_grow_by_one_then_refused(runtime, change):
    runtime.execute(COUNT)
    with pytest.raises(psycopg.errors.CheckViolation, match="hanya boleh bertambah satu"):
        runtime.execute(f"UPDATE journal_counter SET {change}")


def test_counter_when_it_begins_above_one_then_refused(runtime):
    with pytest.raises(psycopg.errors.CheckViolation, match="hanya boleh bertambah satu"):
        runtime.execute(COUNT.replace("2026, 1", "2026, 2"))


def test_counter_when_even_the_owner_takes_it_away_then_refused(runtime, owner):
    owner.execute(COUNT)
    for statement in ("DELETE FROM journal_counter", "TRUNCATE journal_counter"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute(statement)
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("UPDATE journal_counter SET series = 'lain', last = last + 1")
