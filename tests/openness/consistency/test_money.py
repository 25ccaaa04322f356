"""Budget, ledger and holdings: broken on purpose, each is seen and named."""

LINE = """
    SELECT b.id FROM budgets_budgetline b JOIN workunits_unit u ON u.id = b.unit_id
    WHERE u.short_code = 'GBR' AND b.account_id = '5.1.02.01.01.0052'
"""
LINE_KEY = f"""
    SELECT concat_ws('/', 'GBR', fiscal_year, sub_activity_code, account_id)
        FROM budgets_budgetline WHERE id = ({LINE})
"""
PLACED = "SELECT number FROM orders_order WHERE state = 'placed'"


def test_m1_when_a_line_is_overspent_then_the_line_is_named(spoil, broken):
    spoil.drop("budgets_budgetline", "budget_line_not_overspent")
    spoil(f"UPDATE budgets_budgetline SET ceiling = reserved + committed + spent - 1 WHERE id = ({LINE})")
    spoil(
        f"""UPDATE ledger_entry e SET amount = sign(e.amount) * b.ceiling
            FROM ledger_transfer t, budgets_budgetline b
            WHERE t.id = e.transfer_id AND t.kind = 'ceiling' AND b.id = t.budget_line_id
                AND b.id = ({LINE})""",
        "ledger_entry",
    )
    assert broken() == {"M1": [spoil.one(LINE_KEY)]}


def test_m2_when_a_counter_moves_without_a_transfer_then_the_line_is_named(spoil, broken):
    spoil(f"UPDATE budgets_budgetline SET reserved = reserved + 1 WHERE id = ({LINE})")
    assert broken() == {"M2": [spoil.one(LINE_KEY)]}


def test_m2_when_a_transfer_changes_its_amount_then_the_line_is_named(spoil, broken):
    spoil(
        f"""UPDATE ledger_transfer SET amount = amount + 1 WHERE kind = 'pay'
            AND id = (SELECT id FROM ledger_transfer
                WHERE kind = 'pay' AND budget_line_id = ({LINE}) LIMIT 1)""",
        "ledger_transfer",
    )
    assert broken() == {"M2": [spoil.one(LINE_KEY)]}


def test_m2_when_budget_is_booked_to_another_account_then_the_line_is_named(spoil, broken):
    spoil(
        f"""UPDATE ledger_entry SET account = 'committed' WHERE account = 'spent'
            AND id = (SELECT id FROM ledger_entry WHERE account = 'spent' AND owner_id = ({LINE}) LIMIT 1)""",
        "ledger_entry",
    )
    assert broken() == {"M2": [spoil.one(LINE_KEY)]}


def test_m3_when_one_side_changes_then_the_transfer_and_the_ledger_are_named(spoil, broken):
    entry = spoil.one("SELECT min(id) FROM ledger_entry WHERE account = 'payable'")
    spoil(f"UPDATE ledger_entry SET amount = amount - 1 WHERE id = {entry}", "ledger_entry")
    transfer = spoil.one(f"SELECT transfer_id::text FROM ledger_entry WHERE id = {entry}")
    assert broken() == {"M3": [transfer, "buku besar"]}


def test_m3_when_a_transfer_has_no_entries_then_it_is_named(spoil, broken):
    transfer = spoil.one(
        "SELECT transfer_id::text FROM ledger_entry WHERE account = 'goods_received' ORDER BY id LIMIT 1"
    )
    spoil(f"DELETE FROM ledger_entry WHERE transfer_id = '{transfer}'", "ledger_entry")
    assert broken() == {"M3": [transfer]}


def test_m4_when_an_amount_is_beyond_the_largest_then_the_row_is_named(spoil, broken):
    spoil.drop("packages_package", "package_ceiling_in_range")
    package = spoil.one(
        "UPDATE packages_package SET ceiling = 1000000000000001 WHERE rup_id = 99010003 RETURNING id::text"
    )
    assert broken() == {"M4": [f"packages_package {package}"]}


def test_m4_when_an_amount_is_the_largest_then_it_holds(spoil, broken):
    spoil("UPDATE packages_package SET ceiling = 1000000000000000 WHERE rup_id = 99010003")
    assert broken() == {}


def test_m4_when_a_column_holds_fractions_then_the_column_is_named(spoil, broken):
    spoil("ALTER TABLE payments_invoice ALTER amount TYPE numeric")
    assert broken() == {"M4": ["payments_invoice.amount"]}


def test_m7_when_an_order_names_another_transfer_then_it_is_named(spoil, broken):
    spoil("UPDATE orders_order SET reservation_id = gen_random_uuid() WHERE state = 'placed'")
    assert broken() == {"M7": [spoil.one(PLACED)]}


def test_m7_when_an_order_holds_twice_then_it_is_named(spoil, broken):
    spoil(hold_nothing("placed", "pending"), "ledger_transfer")
    assert broken() == {"M7": [spoil.one(PLACED)]}


def test_m7_when_a_closed_order_still_holds_then_it_is_named(spoil, broken):
    number = spoil.one("SELECT min(number) FROM orders_order WHERE state = 'closed'")
    spoil(hold_nothing("closed", "pending"), "ledger_transfer")
    assert broken() == {"M7": [number]}


def hold_nothing(state, phase):
    """One more transfer of no value for the first order in a state."""
    return f"""
        INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, order_id, amount,
            command_id, at)
        SELECT gen_random_uuid(), t.government_id, 'change', '{phase}', t.budget_line_id, o.id, 0,
            t.command_id, t.at
        FROM orders_order o JOIN ledger_transfer t ON t.order_id = o.id AND t.kind = 'reserve'
        WHERE o.state = '{state}' ORDER BY o.number LIMIT 1"""


def test_p1_when_a_package_counts_a_rupiah_more_then_it_is_named(spoil, broken):
    spoil("UPDATE packages_package SET ordered = ordered + 1 WHERE rup_id = 99010006")
    assert broken() == {"P1": ["RUP 99010006"]}
