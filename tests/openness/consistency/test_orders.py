"""States, prices, evidence and numbers: broken on purpose, each is seen and named."""

import pytest

PLACED = "SELECT number FROM orders_order WHERE state = 'placed'"
LAST_CLOSED = """
    SELECT e.id FROM journal_event e JOIN orders_order o ON o.id = e.subject_id
    WHERE e.name = 'order.closed' ORDER BY o.number LIMIT 1
"""


def test_o1_when_a_state_is_written_without_an_event_then_the_order_is_named(spoil, broken):
    number = spoil.one(PLACED)
    spoil("UPDATE orders_order SET state = 'accepted' WHERE state = 'placed'", "orders_order")
    assert broken() == {"O1": [number]}


def test_o1_when_the_last_event_is_gone_then_the_order_is_named(spoil, broken):
    event = spoil.one(LAST_CLOSED)
    number = number_of(spoil, event)
    for table, key in (
        ("journal_outbox", "event_id"),
        ("journal_release", "event_id"),
        ("journal_event", "id"),
    ):
        spoil(f"DELETE FROM {table} WHERE {key} = '{event}'", table)
    assert broken() == {"O1": [number]}


def test_o1_when_a_number_is_skipped_then_the_order_is_named(spoil, broken):
    event = spoil.one(LAST_CLOSED)
    spoil(f"UPDATE journal_event SET seq = seq + 1 WHERE id = '{event}'", "journal_event")
    spoil.relink()
    subject = spoil.one(f"SELECT subject_id FROM journal_event WHERE id = '{event}'")
    assert broken() == {"O1": [f"order {subject}"]}


@pytest.mark.parametrize("role", ["auditor", "kpa"])
def test_o1_when_a_role_takes_a_step_that_is_not_its_own_then_the_order_is_named(spoil, broken, role):
    event = spoil.one(LAST_CLOSED)
    number = number_of(spoil, event)
    spoil(
        f"""UPDATE journal_event e SET role = a.role, appointment_id = a.id, person_id = a.person_id,
            account_id = c.id
            FROM orders_order o, workunits_appointment a, identity_account c
            WHERE o.id = e.subject_id AND a.unit_id = o.unit_id AND a.role = '{role}'
                AND c.person_id = a.person_id
                AND e.id = '{event}'""",
        "journal_event",
    )
    spoil(
        f"""UPDATE journal_command c SET account_id = e.account_id FROM journal_event e
            WHERE c.id = e.command_id AND e.id = '{event}'""",
        "journal_command",
    )
    spoil.relink()
    assert broken() == {"O1": [number]}


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
def test_o5_when_a_price_was_published_after_the_order_then_the_line_is_named(spoil, broken, seconds, found):
    number = spoil.one(PLACED)
    spoil(
        f"""INSERT INTO catalogue_priceversion (id, product_id, seq, amount, published_at)
            SELECT gen_random_uuid(), l.product_id, 2, l.unit_price,
                o.placed_at + interval '{seconds} seconds'
            FROM orders_line l JOIN orders_order o ON o.id = l.order_id
                WHERE o.state = 'placed' AND l.position = 1"""
    )
    spoil(
        """UPDATE orders_line l SET price_version_id = p.id FROM catalogue_priceversion p, orders_order o
            WHERE p.seq = 2 AND p.product_id = l.product_id AND o.id = l.order_id AND o.state = 'placed'""",
        "orders_line",
    )
    assert broken() == ({"O5": [f"{number} baris 1"]} if found else {})


@pytest.mark.parametrize(
    ("hours", "emergency", "found"), [(72, "", False), (71, "", True), (71, "Banjir di posko.", False)]
)
def test_o5_when_a_price_was_ordered_while_cooling_then_the_line_is_named(
    spoil, broken, hours, emergency, found
):
    number = spoil.one(PLACED)
    spoil(
        f"""UPDATE catalogue_priceversion p SET published_at = o.priced_at - interval '{hours} hours'
            FROM orders_line l JOIN orders_order o ON o.id = l.order_id
            WHERE p.id = l.price_version_id AND o.number = '{number}' AND l.position = 1""",
        "catalogue_priceversion",
    )
    spoil(
        f"""UPDATE orders_line l SET emergency = '{emergency}' FROM orders_order o
            WHERE o.id = l.order_id AND o.number = '{number}'""",
        "orders_line",
    )
    named = [key for key in broken().get("O5", []) if key == f"{number} baris 1"]
    assert named == ([f"{number} baris 1"] if found else [])


def test_o7_when_the_photo_is_gone_then_the_hand_over_is_named(spoil, broken):
    number = spoil.one("SELECT number FROM deliveries_handover ORDER BY id LIMIT 1")
    spoil(
        f"""DELETE FROM documents_document d USING deliveries_handover h
            WHERE h.order_id = d.subject_id AND d.kind = 'delivery_photo' AND h.number = '{number}'""",
        "documents_document",
    )
    assert broken() == {"O7": [f"BAST {number}"]}


def test_o7_when_a_photo_serves_two_orders_then_the_file_is_named(spoil, broken):
    spoil.drop("documents_document", "document_evidence_once")
    spoil(
        f"UPDATE documents_document SET sha256 = '{'a' * 64}' WHERE kind = 'payment_proof'",
        "documents_document",
    )
    assert broken() == {"O7": [f"berkas {'a' * 64}"]}


SANCTION = """
    WITH first AS (SELECT * FROM journal_event WHERE name = 'vendor.registered' AND subject_id = ({vendor})),
    imposed AS (
        INSERT INTO sanctions_sanction (id, government_id, vendor_id, kind, state, ground, article, rule, reason,
            proposed_role, decided_by_id, decided_role, decided_at, decree_number, source, province, since, until,
            starts_at, ends_at)
        SELECT gen_random_uuid(), government_id, subject_id, 'suspension', 'imposed', 'order_broken', 'ps. 80', '',
            'Uji.', '', person_id, 'installer', ({since}), '', '', '', '2020-01-01', '2120-01-01', ({since}),
            '2120-01-01' FROM first RETURNING *)
    INSERT INTO journal_event (id, government_id, name, subject_kind, subject_id, account_id, person_id, role, at,
        command_id, public, private, private_digest, private_salt)
    SELECT gen_random_uuid(), f.government_id, '{event}', 'sanction', i.id, f.account_id, f.person_id, f.role,
        ({since}), f.command_id, '{{"since": "{told}", "until": "2120-01-01", "ground": "order_broken"}}', f.private,
        f.private_digest, f.private_salt FROM first f, imposed i"""
LAST_ORDER = """SELECT max(e.at) FROM journal_event e JOIN orders_order o ON o.id = e.subject_id
    WHERE o.vendor_id = ({vendor}) AND e.name IN ('order.placed', 'order.changed', 'order.accepted')"""


def sanctioned(spoil, since, event="sanction.suspended", told="2020-01-01"):
    """Write a suspension of one seller past the acts, with its event."""
    spoil(SANCTION.format(vendor=LESTARI, since=since.format(vendor=LESTARI), event=event, told=told))


def test_o9_when_the_seller_was_suspended_before_then_the_order_is_named(spoil, broken):
    sanctioned(spoil, LAST_ORDER.replace("max(e.at)", "min(e.at) - interval '1 second'"))
    assert broken() == {"O9": [spoil.one(f"SELECT number FROM orders_order WHERE vendor_id = ({LESTARI})")]}


def test_o9_when_the_seller_was_suspended_at_the_same_moment_but_afterwards_then_it_holds(spoil, broken):
    sanctioned(spoil, LAST_ORDER)
    assert broken() == {}


def test_v1_when_a_sanction_has_other_days_than_its_event_told_then_named(spoil, broken):
    sanctioned(spoil, "now()", told="2020-02-01")
    assert broken() == {"V1": [f"sanksi {spoil.one(OF_LESTARI)}"]}


def test_v1_when_a_sanction_has_no_deciding_event_then_named(spoil, broken):
    sanctioned(spoil, "now()", event="sanction.appealed")
    assert broken() == {"V1": [f"sanksi {spoil.one(OF_LESTARI)}"]}


LESTARI = "SELECT id FROM vendors_vendor WHERE name = 'CV Boga Contoh Lestari'"
OF_LESTARI = f"SELECT id FROM sanctions_sanction WHERE vendor_id = ({LESTARI})"


def test_n1_when_an_order_number_is_skipped_then_the_series_is_named(spoil, broken):
    spoil(
        "UPDATE orders_order SET number = replace(number, '00002', '00099') WHERE number LIKE 'DPC-%-00002'"
    )
    assert broken() == {"N1": [f"order:DPC {year_of(spoil)}"]}


def test_n1_when_the_counter_is_ahead_then_the_series_is_named(spoil, broken):
    spoil("UPDATE journal_counter SET last = last + 1 WHERE series = 'order:GBR'")
    assert broken() == {"N1": [f"order:GBR {year_of(spoil)}"]}


@pytest.mark.parametrize(("table", "kind"), [("deliveries_handover", "BAST"), ("payments_invoice", "INV")])
def test_n2_when_a_paper_number_is_skipped_then_the_series_is_named(spoil, broken, table, kind):
    spoil(f"UPDATE {table} SET number = replace(number, '001/', '099/') WHERE number LIKE '001/{kind}/GBR/%'")
    years = sorted(number[-4:] for number in broken()["N2"])
    assert broken() == {"N2": [f"{kind}:GBR {year}" for year in years]}


def test_n2_when_a_counter_is_gone_then_the_series_is_named(spoil, broken):
    year = spoil.one("SELECT fiscal_year FROM journal_counter WHERE series = 'BAST:DPC'")
    spoil("DELETE FROM journal_counter WHERE series = 'BAST:DPC'", "journal_counter")
    assert broken() == {"N2": [f"BAST:DPC {year}"]}


def year_of(spoil):
    return spoil.one("SELECT min(fiscal_year) FROM orders_order")


def number_of(spoil, event):
    """The number of the order that an event is about."""
    return spoil.one(
        f"""SELECT number FROM orders_order o JOIN journal_event e ON e.subject_id = o.id
            WHERE e.id = '{event}'"""
    )
