"""Separation of duties: broken on purpose, each is seen and named."""

LESTARI = "SELECT id FROM vendors_vendor WHERE name = 'CV Boga Contoh Lestari'"
BILLED = "SELECT number FROM orders_order WHERE state = 'paid' AND number LIKE 'GBR-%'"


def holder(role, unit):
    return f"""(SELECT a.person_id FROM workunits_appointment a JOIN workunits_unit u ON u.id = a.unit_id
        WHERE a.role = '{role}' AND u.short_code = '{unit}')"""


def test_s1_when_one_person_orders_and_pays_then_the_order_is_named(spoil, broken):
    number = spoil.one(BILLED)
    spoil(
        f"""UPDATE orders_duty d SET person_id = {holder("pejabat_pengadaan", "GBR")} FROM orders_order o
            WHERE o.id = d.order_id AND d.duty = 'bendahara' AND o.number = '{number}'""",
        "orders_duty",
    )
    assert broken() == {"S1": [number]}


def test_s1_when_the_ppk_receives_then_it_holds(spoil, broken):
    same = """SELECT count(*) FROM orders_duty a JOIN orders_duty b USING (order_id, person_id)
        WHERE a.duty = 'ppk' AND b.duty = 'receiver'"""
    assert spoil.one(same)
    assert broken() == {}


def test_s2_when_two_accounts_are_of_one_person_then_order_and_events_are_named(spoil, broken):
    accounts = f"person_id = {holder('bendahara', 'DPC')}"
    events = spoil.one(f"SELECT count(*) FROM journal_event WHERE {accounts}")
    spoil(f"UPDATE identity_account SET person_id = {holder('pejabat_pengadaan', 'DPC')} WHERE {accounts}")
    found = broken()
    assert list(found) == ["S2"]
    assert sum(key.startswith("order ") for key in found["S2"]) == events
    assert sum(key.startswith("DPC-") for key in found["S2"]) == 2


def test_s3_when_an_official_owns_the_seller_then_the_order_is_named(spoil, broken):
    spoil(
        f"""INSERT INTO vendors_member (vendor_id, person_id, tie)
            SELECT ({LESTARI}), {holder("ppk", "GBR")}, 'account_holder'"""
    )
    assert broken() == {"S3": [spoil.one(f"SELECT number FROM orders_order WHERE vendor_id = ({LESTARI})")]}


def tie_of_the_ppk(order, since):
    return f"""INSERT INTO vendors_member (vendor_id, person_id, tie, since)
        SELECT o.vendor_id, {holder("ppk", "GBR")}, 'staff', {since} FROM orders_order o WHERE o.number = '{order}'"""


def test_s3_when_an_official_joins_the_seller_after_the_last_act_then_it_holds(spoil, broken):
    spoil(tie_of_the_ppk(spoil.one(BILLED), "now()"))
    assert broken() == {}


def test_s3_when_an_official_goes_on_after_joining_the_seller_then_the_order_is_named(spoil, broken):
    number = spoil.one(BILLED)
    spoil(tie_of_the_ppk(number, "o.handed_over_at - interval '1 second'"))
    assert number in broken()["S3"]


def test_s6_when_an_administrator_is_appointed_then_the_person_is_named(spoil, broken):
    spoil(
        f"""UPDATE workunits_appointment SET role = 'pptk'
            WHERE role = 'admin' AND person_id = {holder("admin", "DPC")}""",
        "workunits_appointment",
    )
    assert broken() == {"S6": ["Wijaya Contoh DPC"]}


def test_s6_when_an_administrator_sells_then_the_person_is_named(spoil, broken):
    spoil(
        f"""INSERT INTO vendors_member (vendor_id, person_id, tie)
            SELECT ({LESTARI}), {holder("admin", "DPC")}, 'staff'""",
        "vendors_member",
    )
    assert broken() == {"S6": ["Wijaya Contoh DPC"]}
