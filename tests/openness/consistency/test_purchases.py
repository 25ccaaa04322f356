"""The figures of a purchase: broken on purpose, each is seen and named."""

from tests.openness.consistency.test_money import hold_nothing

TAXED = "SELECT min(number) FROM orders_order WHERE ppn > 0 AND state = 'closed'"
REFUSED = "SELECT number FROM orders_order WHERE state = 'refused'"
HANDED_OVER = "SELECT number FROM orders_order WHERE state = 'handed_over'"


def test_m5_when_a_rupiah_moves_from_tax_to_price_then_the_order_is_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(f"UPDATE orders_order SET subtotal = subtotal + 1, ppn = ppn - 1 WHERE number = '{number}'")
    assert broken() == {"M5": [number]}


def test_m5_when_a_line_is_rounded_otherwise_then_the_order_is_named(spoil, broken):
    number = spoil.one(REFUSED)
    spoil.drop("orders_line", "line_total_rounded_half_up")
    spoil(
        f"""UPDATE orders_line SET line_total = line_total + 1, ppn = ppn - 1
            WHERE order_id = {order_id(number)}"""
    )
    spoil(f"UPDATE orders_order SET subtotal = subtotal + 1, ppn = ppn - 1 WHERE number = '{number}'")
    assert broken() == {"M5": [number]}


def test_m5_when_an_order_has_no_lines_then_it_is_named(spoil, broken):
    number = spoil.one(REFUSED)
    spoil(f"DELETE FROM orders_line WHERE order_id = {order_id(number)}", "orders_line")
    assert broken() == {"M5": [number]}


def test_m6_when_an_order_is_over_its_ceiling_then_it_is_named(spoil, broken):
    spoil.drop("orders_order", "order_not_over_ceiling")
    spoil(f"UPDATE orders_order SET ceiling = total - 1 WHERE number = ({REFUSED})", "orders_order")
    assert broken() == {"M6": [spoil.one(REFUSED)]}


def test_m6_when_the_ceiling_is_not_the_laws_then_the_order_is_named(spoil, broken):
    spoil(f"UPDATE orders_order SET ceiling = ceiling + 1 WHERE number = ({REFUSED})", "orders_order")
    assert broken() == {"M6": [spoil.one(REFUSED)]}


def test_m6_when_the_rule_is_not_in_the_book_then_the_order_is_named(spoil, broken):
    spoil(
        f"UPDATE orders_order SET ceiling_rule = 'order_ceiling@1999-01-01' WHERE number = ({REFUSED})",
        "orders_order",
    )
    assert broken() == {"M6": [spoil.one(REFUSED)]}


def test_m8_when_a_line_says_more_than_was_counted_then_it_is_named(spoil, broken):
    number = sent_back(spoil)
    spoil.drop("orders_line", "line_accepted_in_range")
    spoil(f"UPDATE orders_line SET rejected = rejected + 1 WHERE order_id = {order_id(number)}")
    assert broken() == {"M8": [f"{number} baris 1"]}


def test_m8_when_more_was_counted_than_ordered_then_the_line_is_named(spoil, broken):
    number = sent_back(spoil)
    spoil.drop("orders_line", "line_accepted_in_range")
    spoil(f"UPDATE orders_line SET rejected = quantity + 1 WHERE order_id = {order_id(number)}")
    spoil(
        f"""UPDATE deliveries_receiptline r SET rejected = l.rejected FROM orders_line l
            WHERE l.id = r.line_id AND l.order_id = {order_id(number)}""",
        "deliveries_receiptline",
    )
    assert broken() == {"M8": [f"{number} baris 1"]}


def test_m9_when_the_hand_over_has_another_value_then_the_order_is_named(spoil, broken):
    number = spoil.one(HANDED_OVER)
    spoil(
        f"""UPDATE deliveries_handover SET accepted_value = accepted_value - 1
            WHERE order_id = {order_id(number)}"""
    )
    assert broken() == {"M9": [number]}


def test_m9_when_more_is_paid_than_accepted_then_the_order_and_its_books_are_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(
        f"UPDATE payments_payment SET gross = gross + 1, net = net + 1 WHERE order_id = {order_id(number)}",
        "payments_payment",
    )
    assert broken() == {"M9": [number], "M10": [number]}


def test_m10_when_a_tax_grows_by_a_rupiah_then_the_order_is_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(
        f"""UPDATE payments_withholding w SET amount = w.amount + 1 FROM payments_payment p
            WHERE p.id = w.payment_id AND w.tax = 'ppn' AND p.order_id = {order_id(number)}""",
        "payments_withholding",
    )
    assert broken() == {"M10": [number]}


def test_m12_when_a_bank_reference_serves_twice_then_it_is_named(spoil, broken):
    spoil.drop("payments_payment", "payment_reference_once")
    spoil("UPDATE payments_payment SET external_ref = 'TRX1'", "payments_payment")
    assert broken() == {"M12": ["referensi Bank Contoh TRX1"]}


def test_m13_when_a_stored_decision_changes_then_the_order_is_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(
        f"""UPDATE payments_verification v SET decision = jsonb_set(decision, '{{ppn_withheld}}', '0')
            WHERE v.invoice_id = (SELECT id FROM payments_invoice WHERE order_id = {order_id(number)})""",
        "payments_verification",
    )
    assert broken() == {"M13": [number]}


def test_m13_when_the_facts_cannot_be_read_then_the_order_is_named(spoil, broken):
    number = spoil.one(TAXED)
    spoil(
        f"""UPDATE payments_verification v SET inputs = inputs - 'seller'
            WHERE v.invoice_id = (SELECT id FROM payments_invoice WHERE order_id = {order_id(number)})""",
        "payments_verification",
    )
    assert broken() == {"M13": [number]}


def test_m14_when_a_holding_is_given_back_twice_then_the_order_is_named(spoil, broken):
    spoil(hold_nothing("refused", "voided"), "ledger_transfer")
    assert broken() == {"M14": [spoil.one(REFUSED)]}


def test_m14_when_an_ended_order_is_paid_then_it_is_named(spoil, broken):
    number = spoil.one(REFUSED)
    spoil(
        f"""INSERT INTO payments_payment (id, government_id, order_id, seq, method, provider, external_ref,
            gross,
                withheld, net, paid_at, command_id, account_id)
            SELECT gen_random_uuid(), o.government_id, o.id, 1, 'manual', 'Bank Contoh', 'TRX1', 1, 0, 1,
                now(), e.command_id, banking_account_at(o.vendor_id, now())
            FROM orders_order o JOIN journal_event e ON e.subject_id = o.id AND e.name = 'order.refused'
            WHERE o.number = '{number}'""",
        "payments_payment",
    )
    assert broken() == {"M9": [number], "M10": [number], "M14": [number]}


def order_id(number):
    return f"(SELECT id FROM orders_order WHERE number = '{number}')"


def sent_back(spoil):
    return spoil.one(
        """SELECT o.number FROM orders_order o JOIN orders_line l ON l.order_id = o.id
            WHERE l.rejected = l.quantity"""
    )
