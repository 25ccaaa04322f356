"""The boot check refuses a runtime role that may do more than the acts need, and guards it could mislead."""

import pytest
from django.db import connection, connections
from psycopg import sql

from config.powers import power_problems
from config.roles import runtime_role


def problems():
    with connection.cursor() as cursor:
        return list(power_problems(cursor))


def as_owner(owner, statement):
    owner.execute(sql.SQL(statement).format(role=sql.Identifier(runtime_role()), here=sql.Identifier(here())))


def here():
    return connection.settings_dict["NAME"]


@pytest.mark.usefixtures("committed_db")
def test_role_when_granted_as_it_should_be_then_nothing_to_say():
    assert problems() == []


def test_role_when_it_owns_a_table_then_refused(owner):
    as_owner(owner, "GRANT CREATE ON SCHEMA public TO {role}")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")
    assert "memiliki tabel: mine." in problems()[0]


@pytest.mark.parametrize(
    ("grant", "named"),
    [
        (
            "GRANT UPDATE ON journal_event TO {role}",
            "journal_event (UPDATE account_id, UPDATE appointment_id",
        ),
        ("GRANT DELETE ON deliveries_handover TO PUBLIC", "deliveries_handover (DELETE)"),
        ("GRANT TRUNCATE ON payments_payment TO {role}", "payments_payment (TRUNCATE)"),
        ("GRANT UPDATE (ceiling) ON orders_order TO {role}", "orders_order (UPDATE ceiling)"),
        ("GRANT INSERT ON orders_dutyconflict TO {role}", "orders_dutyconflict (INSERT)"),
        ("GRANT TRIGGER ON axes_accessattempt TO {role}", "axes_accessattempt (TRUNCATE)"),
    ],
)
def test_role_when_it_may_do_more_than_the_acts_then_each_right_is_named(owner, grant, named):
    as_owner(owner, grant)
    [problem] = problems()
    assert f"boleh lebih dari yang dibutuhkan: {named}" in problem


@pytest.mark.parametrize(
    "grant",
    [
        "GRANT TEMPORARY ON DATABASE {here} TO PUBLIC",
        "GRANT CREATE ON DATABASE {here} TO {role}",
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
    ],
)
def test_role_when_it_may_make_tables_then_refused(owner, grant):
    as_owner(owner, grant)
    assert ["boleh membuat tabel" in each for each in problems()] == [True]


def test_function_when_it_looks_names_up_anywhere_then_named(owner):
    owner.execute("ALTER FUNCTION orders_check_duty() RESET search_path")
    owner.execute("ALTER FUNCTION ledger_check_balance() SET search_path = public")
    [problem] = problems()
    assert "urutan pencarian nama: ledger_check_balance, orders_check_duty." in problem


@pytest.mark.usefixtures("committed_db")
def test_role_when_it_is_the_owner_then_refused():
    with connections["owner"].cursor() as cursor:
        found = list(power_problems(cursor))
    assert "memiliki tabel" in found[0]
    assert len(found) == 3
