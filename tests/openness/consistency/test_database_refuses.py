"""What is marked DB in the list of invariants, the database refuses by itself, even to the runtime role."""

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

SEALED = (
    "journal_event",
    "journal_command",
    "journal_release",
    "journal_outbox",
    "ledger_transfer",
    "ledger_entry",
)
COLUMNS = {"journal_outbox": "digest", "journal_release": "digest", "ledger_entry": "transfer_id"}


@pytest.fixture
def run(committed_db):
    """Runs a statement as the runtime role, in a transaction of its own."""
    assert committed_db

    def statement(sql):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    return statement


@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", SEALED)
def test_history_when_the_runtime_role_changes_it_then_refused(run, table, statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement.format(table, COLUMNS.get(table, "id")))


@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
@pytest.mark.parametrize("table", SEALED)
def test_history_when_even_the_owner_changes_it_then_refused(owner, table, statement):
    with pytest.raises(psycopg.errors.RestrictViolation, match="tidak dapat diubah atau dihapus"):
        owner.execute(statement.format(table, COLUMNS.get(table, "id")))


REFUSED = {
    "M1 overspending": (
        "budget_line_not_overspent",
        "UPDATE budgets_budgetline SET reserved = ceiling - committed - spent + 1",
    ),
    "M1 below zero": ("budget_line_counters_not_negative", "UPDATE budgets_budgetline SET spent = -1"),
    "M3 one-sided entry": (
        "Debit dan kredit",
        """INSERT INTO ledger_entry (transfer_id, account, owner_id, amount)
            SELECT id, 'payable', budget_line_id, 1 FROM ledger_transfer LIMIT 1""",
    ),
    "M4 amount too large": (
        "package_ceiling_in_range",
        "UPDATE packages_package SET ceiling = 1000000000000001",
    ),
    "M5 total": ("order_total_adds_up", "UPDATE orders_order SET subtotal = subtotal + 1"),
    "M5 line": ("line_total_rounded_half_up", "UPDATE orders_line SET line_total = line_total + 1"),
    "M6 over the ceiling": (
        "order_not_over_ceiling",
        "UPDATE orders_order SET subtotal = ceiling + 1, total = ceiling + 1 + ppn",
    ),
    "M6 another ceiling": ("Batas pesanan", "UPDATE orders_order SET ceiling = ceiling * 2"),
    "M7 second reservation": (
        "transfer_one_reservation_per_order",
        """INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, order_id,
                amount, command_id, at)
            SELECT gen_random_uuid(), government_id, kind, phase, budget_line_id, order_id, amount,
                command_id, at
            FROM ledger_transfer WHERE kind = 'reserve' LIMIT 1""",
    ),
    "M8 more than ordered": ("line_accepted_in_range", "UPDATE orders_line SET accepted = quantity + 1"),
    "M14 second release": (
        "ledger_transfer_resolves_id",
        """INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, order_id,
                amount, resolves_id,
                command_id, at)
            SELECT gen_random_uuid(), government_id, kind, phase, budget_line_id, order_id, amount,
                resolves_id,
                command_id, at FROM ledger_transfer WHERE kind = 'release' LIMIT 1""",
    ),
    "O2 without office": (
        "tanpa surat tugas",
        """INSERT INTO journal_event (id, government_id, name, subject_kind, subject_id, account_id,
                person_id, role, at,
                command_id, public, private, private_digest, private_salt)
            SELECT gen_random_uuid(), government_id, name, subject_kind, subject_id, account_id, person_id,
                role, at,
                command_id, public, private, private_digest, private_salt
            FROM journal_event WHERE role = 'ppk' LIMIT 1""",
    ),
    "O5 price not published": (
        "bukan harga yang diumumkan",
        "UPDATE orders_line SET unit_price = 1, line_total = (quantity * 2 + 1000) / 2000",
    ),
    "O6 command twice": (
        "journal_command_pkey",
        "INSERT INTO journal_command SELECT * FROM journal_command LIMIT 1",
    ),
    "O7 hand-over without evidence": (
        "memerlukan paling sedikit satu foto",
        """INSERT INTO deliveries_handover (id, order_id, government_id, number, handed_over_at,
                accepted_value,
                payment_due_at)
            SELECT gen_random_uuid(), id, government_id, 'X', now(), total, now()
                FROM orders_order WHERE state = 'shipped'""",
    ),
    "O7 evidence twice": (
        "document_evidence_once",
        """INSERT INTO documents_document (id, government_id, kind, subject_id, sha256, media_type,
                size, title, is_public,
                uploaded_by)
            SELECT gen_random_uuid(), government_id, kind, gen_random_uuid(), sha256, media_type, size,
                title, is_public,
                uploaded_by FROM documents_document WHERE kind = 'delivery_photo' LIMIT 1""",
    ),
    "S1 one person, two duties": (
        "tidak boleh menjadi",
        """INSERT INTO orders_duty (order_id, duty, person_id)
            SELECT order_id, 'bendahara', person_id
                FROM orders_duty WHERE duty = 'pejabat_pengadaan' LIMIT 1""",
    ),
    "S3 official of the seller": (
        "hubungan dengan penjualnya",
        """INSERT INTO orders_duty (order_id, duty, person_id)
            SELECT o.id, 'receiver', m.person_id FROM orders_order o JOIN vendors_member m USING (vendor_id)
            WHERE o.state = 'placed' LIMIT 1""",
    ),
    "S6 administrator in office": (
        "Administrator teknis",
        """UPDATE workunits_appointment SET person_id = (
            SELECT person_id FROM workunits_appointment WHERE role = 'ppk' LIMIT 1) WHERE role = 'admin'""",
    ),
}


def payment(gross, net, of):
    """A further payment of the first order in a state, under the next number."""
    return f"""
        INSERT INTO payments_payment (id, government_id, order_id, seq, method, provider, external_ref,
            gross, withheld,
            net, paid_at, command_id, account_id)
        SELECT gen_random_uuid(), government_id, id, 9, 'manual', 'Bank Contoh', 'TRX9', {gross}, 0, {net},
            now(), gen_random_uuid(), banking_account_at(vendor_id, now())
        FROM orders_order WHERE state = '{of}' LIMIT 1"""


REFUSED["M9 payment above acceptance"] = ("melebihi nilai yang diterima", payment(1, 1, "closed"))
REFUSED["M10 gross"] = ("payment_adds_up", payment(2, 1, "handed_over"))
REFUSED["M12 reference twice"] = (
    "payment_reference_once",
    """INSERT INTO payments_payment (id, government_id, order_id, seq, method, provider, external_ref,
            gross, withheld, net,
            paid_at, command_id, account_id)
        SELECT gen_random_uuid(), p.government_id, o.id, 1, 'manual', p.provider, p.external_ref, 1, 0, 1,
            now(), gen_random_uuid(), p.account_id FROM payments_payment p, orders_order o
                WHERE o.state = 'handed_over' LIMIT 1""",
)
REFUSED["M14 payment of an ended order"] = ("yang batal tidak dapat dibayar", payment(1, 1, "cancelled"))


BY_GRANT_TOO = {
    key: REFUSED.pop(key)
    for key in (
        "M5 line",
        "M6 another ceiling",
        "O5 price not published",
        "S6 administrator in office",
    )
}


@pytest.mark.parametrize(("name", "statement"), BY_GRANT_TOO.values(), ids=BY_GRANT_TOO.keys())
def test_break_when_no_act_changes_the_column_then_not_even_the_owner_may(run, owner, name, statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement)
    with pytest.raises(psycopg.IntegrityError, match=name):
        owner.execute(statement)


@pytest.mark.parametrize(("name", "statement"), REFUSED.values(), ids=REFUSED.keys())
def test_break_when_the_runtime_role_tries_it_then_the_database_refuses(run, name, statement):
    with pytest.raises(IntegrityError, match=name):
        run(statement)


def test_acceptance_when_the_seller_is_not_active_then_refused(run):
    run("UPDATE vendors_vendor SET state = 'checked'")
    with pytest.raises(IntegrityError, match="tidak aktif"):
        run("UPDATE orders_order SET state = 'accepted' WHERE state = 'placed'")
