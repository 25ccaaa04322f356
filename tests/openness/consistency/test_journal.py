"""The journal: broken on purpose, each break is seen and named."""

import pytest

CLOSED = "SELECT e.id FROM journal_event e WHERE e.name = 'order.closed' ORDER BY e.id LIMIT 1"


@pytest.fixture
def event(spoil):
    """The id of the event that closed an order, and its name in the findings."""
    key = spoil.one(
        f"SELECT concat('order ', subject_id, ' ke-', seq) FROM journal_event WHERE id = ({CLOSED})"
    )
    return spoil.one(CLOSED), key


def change(spoil, event, what):
    spoil(f"UPDATE journal_event SET {what} WHERE id = '{event[0]}'", "journal_event")


@pytest.mark.parametrize(
    "what",
    [
        "appointment_id = NULL",
        "appointment_id = (SELECT id FROM workunits_appointment WHERE role = 'auditor' LIMIT 1)",
        "at = '2020-01-01T00:00:00Z'",
    ],
)
def test_o2_when_the_office_does_not_fit_then_the_event_is_named(spoil, broken, event, what):
    change(spoil, event, what)
    spoil.relink()
    assert broken() == {"O2": [event[1]]}


def test_o2_when_the_office_is_of_another_unit_then_the_event_is_named(spoil, broken, event):
    other = """SELECT a.id FROM workunits_appointment a WHERE a.role = 'ppk' AND a.id <> (
        SELECT appointment_id FROM journal_event WHERE id = '{0}')"""
    appointment = spoil.one(other.format(event[0]))
    spoil(
        f"""UPDATE workunits_appointment SET person_id = (
                SELECT person_id FROM journal_event WHERE id = '{event[0]}') WHERE id = '{appointment}'"""
    )
    change(spoil, event, f"appointment_id = '{appointment}'")
    spoil.relink()
    assert event[1] in broken()["O2"]


def test_o3_when_a_guard_is_off_then_the_table_is_named(spoil, broken):
    spoil("ALTER TABLE journal_event DISABLE TRIGGER journal_event_append_only")
    assert broken() == {"O3": ["journal_event"]}


def test_o3_when_the_runtime_role_may_change_history_then_the_table_is_named(spoil, broken, runtime_role):
    spoil(f'GRANT UPDATE ON ledger_entry TO "{runtime_role}"')
    assert broken() == {"O3": ["ledger_entry"]}


@pytest.fixture
def runtime_role():
    from config.roles import runtime_role

    return runtime_role()


@pytest.mark.parametrize(
    "what", ["public = '{}'", "role = 'kpa'", "hash = repeat('0', 64)", "prev_hash = repeat('0', 64)"]
)
def test_o4_when_an_event_is_rewritten_then_it_is_named(spoil, broken, event, what):
    change(spoil, event, what)
    assert event[1] in broken()["O4"]


@pytest.mark.parametrize("what", ["private = '{\"x\":1}'", "private_salt = repeat('0', 64)"])
def test_o4_when_private_facts_are_rewritten_then_the_event_is_named(spoil, broken, event, what):
    change(spoil, event, what)
    assert broken() == {"O4": [event[1]]}


def test_o4_when_an_early_event_is_forged_with_its_hash_then_the_next_one_is_named(spoil, broken):
    first = spoil.one("SELECT id FROM journal_event WHERE name = 'order.placed' ORDER BY id LIMIT 1")
    spoil(f"UPDATE journal_event SET public = '{{}}' WHERE id = '{first}'", "journal_event")
    spoil(f"UPDATE journal_event e SET hash = journal_event_hash(e) WHERE id = '{first}'", "journal_event")
    subject = spoil.one(f"SELECT subject_id FROM journal_event WHERE id = '{first}'")
    assert broken() == {"O4": [f"order {subject} ke-2"]}


def test_o6_when_another_account_sent_the_command_then_it_is_named(spoil, broken, event):
    command = spoil.one(f"SELECT command_id FROM journal_event WHERE id = '{event[0]}'")
    spoil(
        f"UPDATE journal_command SET account_id = gen_random_uuid() WHERE id = '{command}'", "journal_command"
    )
    assert broken() == {"O6": [f"perintah {command}"]}


def test_o6_when_a_command_has_its_effect_twice_then_it_is_named(spoil, broken):
    names = """government_id, name, subject_kind, subject_id, account_id, person_id, appointment_id, role,
        at, command_id,
        public, private, private_digest, private_salt"""
    spoil(
        f"""INSERT INTO journal_event (id, {names}) SELECT gen_random_uuid(), {names} FROM journal_event
            WHERE name = 'meeting.attended' ORDER BY id LIMIT 1"""
    )
    command = spoil.one(
        "SELECT command_id FROM journal_event WHERE name = 'meeting.attended' ORDER BY id LIMIT 1"
    )
    assert broken() == {"O6": [f"perintah {command}"]}


def test_o6_when_money_moves_without_a_command_then_it_is_named(spoil, broken):
    transfer = spoil.one("SELECT id FROM ledger_transfer WHERE kind = 'reserve' ORDER BY id LIMIT 1")
    spoil(f"UPDATE ledger_transfer SET command_id = id WHERE id = '{transfer}'", "ledger_transfer")
    assert broken() == {"O6": [f"perintah {transfer}"]}


@pytest.mark.parametrize("what", ["at = recorded_at + interval '1 second'", "recorded_at = at"])
def test_o8_when_times_run_back_then_the_event_is_named(spoil, broken, event, what):
    change(spoil, event, what)
    spoil.relink()
    assert broken() == {"O8": [event[1]]}


def test_o8_when_an_act_is_recorded_at_once_then_it_holds(spoil, broken, event):
    change(spoil, event, "at = recorded_at")
    spoil.relink()
    assert broken() == {}


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE journal_release SET body = body || ' '", "journal_release"),
        ("UPDATE journal_release SET digest = repeat('0', 64)", "journal_release"),
        ("UPDATE journal_outbox SET digest = repeat('0', 64)", "journal_outbox"),
        ("DELETE FROM journal_outbox", "journal_outbox"),
        ("DELETE FROM journal_release", "journal_release"),
    ],
)
def test_x2_when_a_publication_is_spoilt_then_the_event_is_named(spoil, broken, event, statement, table):
    spoil(f"{statement} WHERE event_id = '{event[0]}'", table)
    assert broken() == {"X2": [event[1]]}


def test_x2_when_an_event_was_never_published_then_it_is_named(spoil, broken, event):
    for table in ("journal_outbox", "journal_release"):
        spoil(f"DELETE FROM {table} WHERE event_id = '{event[0]}'", table)
    assert broken() == {"X2": [event[1]]}
