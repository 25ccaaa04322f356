"""The runtime role cannot change history."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from config.roles import Rights, append_only_tables, grant_runtime, rights_of
from eorder.parties.identity.models import Person

SEALED = ("journal_event", "journal_command", "journal_release", "ledger_entry", "ledger_transfer")
RIGHTS = """
    SELECT relname, relacl::text, array(SELECT attname || attacl::text FROM pg_attribute
        WHERE attrelid = c.oid AND attacl IS NOT NULL ORDER BY attname)
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace ORDER BY 1
"""
KEPT = [  # what was told, counted, handed over, billed, paid and decided
    "catalogue_priceversion",
    "deliveries_handover",
    "deliveries_receipt",
    "deliveries_receiptline",
    "deliveries_shipment",
    "documents_document",
    "orders_duty",
    "payments_invoice",
    "payments_payment",
    "payments_taxproof",
    "payments_verification",
    "payments_withholding",
    "templates_templateversion",
    "vendors_member",
    "vendors_bankaccount",
    "vendors_provennumber",
    "vendors_taxstatement",
    "workunits_appointment",
]
FIXED = [
    "orders_order.ceiling",
    "orders_order.ceiling_rule",
    "orders_order.number",
    "orders_order.government_id",
    "orders_order.unit_id",
    "orders_order.package_id",
    "orders_order.vendor_id",
    "orders_line.unit_price",
    "orders_line.quantity",
    "budgets_budgetline.unit_id",
    "packages_package.rup_id",
    "journal_counter.series",
    "identity_account.person_id",
    "identity_person.name",
    "banking_accountchange.number",
    "banking_accountchange.contacts",
    "banking_accountchange.proposed_by_id",
    "claims_claim.number",
    "claims_claim.contacts",
    "claims_claim.claimant_id",
]


def first_column(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


def test_append_only_tables_when_listed_then_history_is_among_them():
    assert set(SEALED) <= append_only_tables()


@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
@pytest.mark.parametrize("table", SEALED)
@pytest.mark.usefixtures("db")
def test_history_when_the_runtime_role_changes_it_then_refused(table, statement):
    column = first_column(table)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, column))


@pytest.mark.usefixtures("db")
def test_migrations_when_the_runtime_role_writes_them_then_refused():
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM django_migrations")


def test_grants_when_repeated_then_the_same(owner):
    before = owner.execute(RIGHTS).fetchall()
    grant_runtime(connections["owner"])
    assert owner.execute(RIGHTS).fetchall() == before


@pytest.mark.parametrize("table", KEPT)
def test_table_when_it_holds_what_happened_then_rows_are_only_added(table):
    assert rights_of(table) == Rights(insert=True)


@pytest.mark.parametrize("place", FIXED)
@pytest.mark.usefixtures("db")
def test_column_when_no_act_changes_it_then_the_runtime_role_may_not(place):
    table, column = place.split(".")
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.usefixtures("db")
def test_person_when_known_by_a_nik_then_the_runtime_role_makes_nobody_else_of_it():
    known, unknown = Person.objects.create(name="A", nik_digest="a" * 64), Person.objects.create(name="B")
    for digest in ("b" * 64, None):
        with pytest.raises(IntegrityError, match="tidak dapat diganti"), transaction.atomic():
            Person.objects.filter(id=known.id).update(nik_digest=digest)
    assert Person.objects.filter(id=known.id).update(nik_digest="a" * 64) == 1
    assert Person.objects.filter(id=unknown.id).update(nik_digest="b" * 64) == 1


def test_rights_when_of_a_table_without_a_model_of_ours_then_to_read_only():
    assert rights_of("auth_permission") == rights_of("left_over") == Rights()
    assert rights_of("axes_accessattempt") == Rights(everything=True)


@pytest.mark.parametrize(
    "statement", ["INSERT INTO {0} SELECT * FROM {0}", "UPDATE {0} SET kind = ''", "DELETE FROM {0}"]
)
@pytest.mark.usefixtures("db")
def test_duty_conflicts_when_the_runtime_role_writes_them_then_refused(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement.format("orders_dutyconflict"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMPORARY TABLE orders_duty (id int)",
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
    ],
)
@pytest.mark.usefixtures("db")
def test_runtime_role_when_it_makes_a_place_of_its_own_then_refused(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("db")
def test_runtime_role_when_it_makes_a_large_object_then_refused(database_server):
    if not database_server.is_ours:
        pytest.skip("only a superuser can take this right away")
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT lo_create(0)")
