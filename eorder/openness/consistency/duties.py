"""Nobody does two things on one order that the law keeps apart (S1-S3, S6)."""

from __future__ import annotations

from eorder.law import book
from eorder.openness.consistency.findings import Invariant, Offender, as_rows, ask

_FORBIDDEN = """
        pair AS (
            SELECT * FROM jsonb_to_recordset(%s::jsonb) AS p(since date, until date, first text,
                second text)),
        together AS MATERIALIZED (
            SELECT order_id, person_id, a.duty AS first, b.duty AS second
            FROM done a JOIN done b USING (order_id, person_id)),
        clash AS (
            SELECT t.order_id, t.person_id, t.first, t.second
            FROM together t JOIN pair p USING (first, second)
            JOIN orders_order o ON o.id = t.order_id JOIN workunits_government g ON g.id = o.government_id
            WHERE p.since <= (o.placed_at AT TIME ZONE g.time_zone)::date
                AND (p.until IS NULL OR (o.placed_at AT TIME ZONE g.time_zone)::date <= p.until))
        SELECT o.number, concat(n.name, ' menjadi ', c.first, ' dan ', c.second)
        FROM clash c JOIN orders_order o ON o.id = c.order_id JOIN identity_person n ON n.id = c.person_id"""


def duties_not_kept_apart() -> list[Offender]:
    """S1: no natural person has two duties on an order that the law forbids together."""
    return ask("WITH done AS (SELECT order_id, person_id, duty FROM orders_duty)," + _FORBIDDEN, _forbidden())


def persons_behind_accounts() -> list[Offender]:
    """S2: the same by the journal, for the person behind each account; an event names that very person."""
    strangers = ask("""
        SELECT concat(e.subject_kind, ' ', e.subject_id, ' ke-', e.seq), concat(e.name, ': akun ', a.email,
            ' bukan milik ', p.name)
        FROM journal_event e JOIN identity_account a ON a.id = e.account_id
            JOIN identity_person p ON p.id = e.person_id
        WHERE a.person_id <> e.person_id""")
    both = ask(
        """
        WITH duty_of(role, duty) AS (VALUES ('pa', 'pa_kpa'), ('kpa', 'pa_kpa'), ('ppk', 'ppk'), ('vendor',
            'vendor'),
            ('pejabat_pengadaan', 'pejabat_pengadaan'), ('bendahara', 'bendahara'), ('bendahara_pembantu',
                'bendahara'),
            ('admin', 'admin'), ('auditor', 'auditor'), ('curator', 'curator')),
        done AS (
            SELECT DISTINCT e.subject_id AS order_id, a.person_id, d.duty
            FROM journal_event e JOIN identity_account a ON a.id = e.account_id
                JOIN duty_of d ON d.role = e.role
            WHERE e.subject_kind = 'order'),"""
        + _FORBIDDEN,
        _forbidden(),
    )
    return strangers + both


def officials_with_own_interest() -> list[Offender]:
    """S3: no official of an order was owner, staff or account holder of its seller when acting.

    Whoever joins the seller later did nothing wrong before; any further act on the order is then one too many.
    """
    return ask("""
        SELECT o.number, concat(n.name, ', ', d.duty, ', adalah ', m.tie, ' penjualnya')
        FROM orders_duty d JOIN orders_order o ON o.id = d.order_id
        JOIN vendors_member m ON m.vendor_id = o.vendor_id AND m.person_id = d.person_id
        JOIN identity_person n ON n.id = d.person_id
        WHERE d.duty <> 'vendor' AND (m.since < o.placed_at OR EXISTS (
            SELECT FROM journal_event e WHERE e.subject_id = o.id AND e.person_id = d.person_id
                AND e.role <> 'vendor' AND m.since < e.at))""")


def administrators_with_business() -> list[Offender]:
    """S6: who administers the system holds no other office at the same time and belongs to no business."""
    return ask("""
        WITH admin AS (
            SELECT person_id, tstzrange(since, until) AS term FROM workunits_appointment WHERE role = 'admin'
            UNION ALL SELECT person_id, tstzrange(NULL, NULL) FROM identity_account WHERE kind = 'admin'),
        business AS (
            SELECT person_id, role AS place, tstzrange(since, until) AS term
                FROM workunits_appointment WHERE role <> 'admin'
            UNION ALL SELECT person_id, tie, tstzrange(NULL, NULL) FROM vendors_member)
        SELECT DISTINCT n.name, concat('administrator dan sekaligus ', b.place)
        FROM admin a JOIN business b ON b.person_id = a.person_id AND a.term && b.term
        JOIN identity_person n ON n.id = a.person_id""")


def _forbidden() -> str:
    """Write the law's forbidden pairs with the time they held; a join meets each pair once, as written."""
    return as_rows(
        [
            {"since": value.since, "until": value.until, "first": first, "second": second}
            for value in book.parameter("separation_of_duties").values
            for first, second in value.table["forbidden"]
        ]
    )


DUTIES = (
    Invariant(
        "S1", "tugas yang dilarang dirangkap dilakukan orang berbeda", "orders_duty", duties_not_kept_apart
    ),
    Invariant("S2", "orang dihitung, bukan akun", "journal_event", persons_behind_accounts),
    Invariant(
        "S3", "pejabat tidak punya hubungan dengan penjual", "orders_duty", officials_with_own_interest
    ),
    Invariant(
        "S6",
        "administrator tidak memegang jabatan pengadaan",
        "workunits_appointment",
        administrators_with_business,
    ),
)
