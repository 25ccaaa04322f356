"""Even the owner of the tables cannot change what was recorded."""

import psycopg
import pytest

from config.roles import append_only_tables

ROW = "UPDATE identity_person SET name = name"


def test_trigger_when_the_owner_empties_an_append_only_table_then_refused(owner):
    assert owner.execute(ROW).rowcount == 1
    for table in sorted(append_only_tables()):
        with pytest.raises(psycopg.errors.RestrictViolation, match="tidak dapat diubah"):
            owner.execute(f"TRUNCATE {table} CASCADE")


def test_trigger_when_the_owner_changes_a_command_then_refused(owner):
    owner.execute(
        "INSERT INTO journal_command (id, act, account_id, fingerprint, subject_id) VALUES"
        " (gen_random_uuid(), 'uji', gen_random_uuid(), '0', gen_random_uuid())"
    )
    for statement in ("UPDATE journal_command SET act = 'lain'", "DELETE FROM journal_command"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="tidak dapat diubah"):
            owner.execute(statement)
