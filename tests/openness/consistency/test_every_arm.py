"""What the first tests of an invariant leave out: every other way in which it can break is seen and named."""

from tests.openness.consistency.test_money import LINE, LINE_KEY, PLACED
from tests.openness.consistency.test_purchases import HANDED_OVER, TAXED, order_id

INVOICED = "SELECT min(number) FROM orders_order WHERE state = 'invoiced'"


def test_m1_when_a_counter_is_below_zero_then_the_line_is_named(spoil, broken):
    spoil.drop("budgets_budgetline", "budget_line_counters_not_negative")
    key = spoil.one(LINE_KEY)
    held = spoil.one(f"SELECT spent FROM budgets_budgetline WHERE id = ({LINE})")
    spoil(f"UPDATE budgets_budgetline SET spent = -1, committed = committed + {held} + 1 WHERE id = ({LINE})")
    found = broken()
    assert found["M1"] == found["M2"] == [key]


def test_m7_when_less_is_held_than_is_unpaid_then_the_order_is_named(spoil, broken):
    number = spoil.one(PLACED)
    spoil(
        f"""UPDATE ledger_transfer t SET amount = t.amount - 1
            FROM orders_order o WHERE t.id = o.reservation_id AND o.number = '{number}'""",
        "ledger_transfer",
    )
    assert broken()["M7"] == [number]


def test_m7_when_money_is_held_for_an_order_that_is_not_there_then_the_transfer_is_named(spoil, broken):
    transfer = spoil.one(f"SELECT reservation_id::text FROM orders_order WHERE number = ({PLACED})")
    spoil(
        f"UPDATE ledger_transfer SET order_id = gen_random_uuid() WHERE id = '{transfer}'", "ledger_transfer"
    )
    assert broken()["M7"] == sorted([spoil.one(PLACED), transfer])


def test_m9_when_another_value_is_billed_than_handed_over_then_the_order_is_named(spoil, broken):
    number = spoil.one(INVOICED)
    spoil(f"UPDATE payments_invoice SET amount = amount + 1 WHERE order_id = {order_id(number)}")
    assert broken() == {"M9": [number]}


def test_m9_when_another_value_is_verified_than_billed_then_the_order_is_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(
        f"""UPDATE payments_verification SET gross = gross + 1, net = net + 1
            WHERE invoice_id = (SELECT id FROM payments_invoice WHERE order_id = {order_id(number)})""",
        "payments_verification",
    )
    assert broken() == {"M9": [number], "M10": [number], "M13": [number]}


def test_m9_when_more_was_handed_over_than_the_lines_are_worth_then_the_order_is_named(spoil, broken):
    number = spoil.one(HANDED_OVER)
    spoil.drop("orders_order", "order_accepted_in_range")
    spoil(
        f"""UPDATE orders_order SET accepted_value = accepted_value + 1 WHERE number = '{number}';
            UPDATE deliveries_handover SET accepted_value = accepted_value + 1
            WHERE order_id = {order_id(number)}"""
    )
    assert number in broken()["M9"]


def test_m12_when_an_order_has_its_first_payment_twice_then_it_is_named(spoil, broken):
    number, command = spoil.one(TAXED), "gen_random_uuid()"
    spoil.drop("payments_payment", "payment_seq_once")
    spoil(again(number, "'TRX LAIN'", command), "payments_payment")
    assert f"pesanan {number} pembayaran ke-1" in broken()["M12"]


def test_m12_when_a_command_pays_twice_then_it_is_named(spoil, broken):
    number = spoil.one(TAXED)
    command = spoil.one(f"SELECT command_id::text FROM payments_payment WHERE order_id = {order_id(number)}")
    for constraint in ("payment_seq_once", "payment_command_once", "payments_payment_command_id_key"):
        spoil.drop("payments_payment", constraint)
    spoil(again(number, "'TRX LAIN'", f"'{command}'"), "payments_payment")
    assert f"perintah {command}" in broken()["M12"]


def again(number, reference, command):
    """The payment of an order once more."""
    return f"""
        INSERT INTO payments_payment (id, government_id, order_id, seq, method, provider, external_ref, gross,
            withheld, net, paid_at, command_id, account_id)
        SELECT gen_random_uuid(), government_id, order_id, seq, method, provider, {reference}, gross, withheld, net,
            paid_at, {command}, account_id
        FROM payments_payment WHERE order_id = {order_id(number)}"""


def test_o1_when_an_order_is_gone_then_its_events_are_named(spoil, broken):
    subject = spoil.one("SELECT gen_random_uuid()::text")
    spoil(
        f"""INSERT INTO journal_event (id, government_id, name, subject_kind, subject_id, account_id, person_id, role,
                appointment_id, at, command_id, public, private, private_digest, private_salt)
            SELECT gen_random_uuid(), government_id, 'order.tax_deposited', 'order', '{subject}', account_id, person_id,
                role, appointment_id, at, command_id, public, private, private_digest, private_salt
            FROM journal_event WHERE name = 'order.paid' LIMIT 1"""
    )
    assert subject in broken()["O1"]


def test_o2_when_somebody_else_acts_for_a_seller_then_the_event_is_named(spoil, broken):
    event = spoil.one("SELECT min(id::text) FROM journal_event WHERE name = 'order.shipped'")
    spoil(
        f"""UPDATE journal_event SET person_id = (SELECT person_id FROM vendors_member m WHERE NOT EXISTS (
                SELECT FROM journal_event e JOIN orders_order o ON o.id = e.subject_id
                JOIN vendors_member own ON own.vendor_id = o.vendor_id AND own.person_id = m.person_id
                WHERE e.id = '{event}') LIMIT 1)
            WHERE id = '{event}'""",
        "journal_event",
    )
    spoil.relink()
    named = spoil.one(
        f"SELECT concat('order ', subject_id, ' ke-', seq) FROM journal_event WHERE id = '{event}'"
    )
    assert broken()["O2"] == [named]


def test_o6_when_a_payment_has_no_command_then_it_is_named(spoil, broken):
    number = spoil.one(TAXED)
    command = spoil.one("SELECT gen_random_uuid()::text")
    spoil(
        f"UPDATE payments_payment SET command_id = '{command}' WHERE order_id = {order_id(number)}",
        "payments_payment",
    )
    assert broken()["O6"] == [f"perintah {command}"]
