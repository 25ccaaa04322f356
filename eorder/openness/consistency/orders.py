"""Orders follow the steps, the published prices, the evidence and the numbers (O1, O5, O7, O9, N1, N2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby

from eorder.buying.orders.states import STEPS
from eorder.law import book
from eorder.openness.consistency.findings import Invariant, Offender, as_rows, ask, listed, stream
from eorder.records.documents.models import EVIDENCE_KINDS

ROLES_WITHOUT_STEP = {"order.tax_deposited": STEPS["pay"].by}
"""Events that leave the state as it is, and who may cause them."""

Told = tuple[str, str, str | None]
"""Name of an event, role of its author, and the state it tells."""


def states_unlike_events() -> Iterator[Offender]:
    """O1: an order's state is what its events make of it by the table of steps; events are numbered 1..n."""
    return chain(_states_unlike_events(), _events_with_gaps(), _events_of_no_order())


def _states_unlike_events() -> Iterator[Offender]:
    rows = stream("""
        SELECT o.id, o.number, o.state, e.name, e.role,
            nullif(split_part(split_part(e.public, '"state":"', 2), '"', 1), '')
        FROM orders_order o LEFT JOIN journal_event e ON e.subject_id = o.id ORDER BY o.id, e.seq""")
    for (_, number, state), events in groupby(rows, key=lambda row: row[:3]):
        reached, fault = fold((name, role, told) for *_, name, role, told in events if name)
        if fault or reached != state:
            yield Offender(number, fault or f"keadaan {state}, menurut peristiwanya {reached}")


def fold(events: Iterable[Told]) -> tuple[str | None, str]:
    """Take the steps that events tell of, one after the other.

    Returns:
        The state reached, and the fault that stopped it short, or an empty text.
    """
    state: str | None = None
    for name, role, told in events:
        if state is not None and role in ROLES_WITHOUT_STEP.get(name, ()) and told == state:
            continue
        targets = _targets(state, name, role, told)
        if len(targets) != 1:
            return state, f"{name} oleh {role} tidak sah pada keadaan {state or 'awal'}"
        (state,) = targets
    return state, ""


@cache
def _targets(state: str | None, name: str, role: str, told: str | None) -> frozenset[str]:
    steps = [step for step in STEPS.values() if step.event == name]
    return frozenset(
        str(step.target)
        for step in steps
        if role in step.by
        and (state in step.sources if step.sources else state is None)
        and told in {None, str(step.target)}
    )


def _events_with_gaps() -> list[Offender]:
    return ask("""
        SELECT concat(subject_kind, ' ', subject_id), concat(count(*), ' peristiwa, bernomor ', min(seq),
            ' sampai ', max(seq))
        FROM journal_event GROUP BY subject_kind, subject_id
        HAVING min(seq) <> 1 OR max(seq) <> count(*) OR count(DISTINCT seq) <> count(*)""")


def _events_of_no_order() -> list[Offender]:
    return ask("""
        SELECT DISTINCT e.subject_id::text, 'punya peristiwa, tetapi pesanannya tidak ada'
        FROM journal_event e WHERE e.subject_kind = 'order' AND NOT EXISTS (SELECT
            FROM orders_order o WHERE o.id = e.subject_id)""")


def prices_not_published() -> list[Offender]:
    """O5: a line copies a published price of its seller, which had cooled unless an emergency is told."""
    terms = [
        {"since": each.since, "until": each.until, "hours": each.amount}
        for each in book.parameter("new_price_cooling_time").values
    ]
    return ask(
        """
        WITH term AS (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t(since date, until date, hours int)),
        line AS (
            SELECT l.*, o.number, o.priced_at, o.vendor_id,
                (o.priced_at AT TIME ZONE g.time_zone)::date AS priced_on
            FROM orders_line l JOIN orders_order o ON o.id = l.order_id
                JOIN workunits_government g ON g.id = o.government_id)
        SELECT concat(l.number, ' baris ', l.position), concat('harga ', l.unit_price, ', diumumkan ',
            p.amount, ' pada ',
            p.published_at, ', tidak lebih murah sejak ', catalogue_risen_at(p.id), ', dipesan ', l.priced_at)
        FROM line l LEFT JOIN catalogue_priceversion p ON p.id = l.price_version_id
        LEFT JOIN catalogue_product t ON t.id = p.product_id
        LEFT JOIN term ON term.since <= l.priced_on AND (term.until IS NULL OR l.priced_on <= term.until)
        WHERE (p.product_id, p.amount, t.vendor_id) IS DISTINCT FROM (l.product_id, l.unit_price, l.vendor_id)
           OR p.published_at > l.priced_at
           OR (l.emergency = '' AND catalogue_risen_at(p.id) + make_interval(hours => coalesce(term.hours, 0))
                > l.priced_at)""",
        as_rows(terms),
    )


def deliveries_without_evidence() -> list[Offender]:
    """O7: a hand-over has a photo of the goods, and evidence of one purchase never serves another."""
    return ask(f"""
        SELECT concat('BAST ', h.number), 'tanpa foto barang yang diterima' FROM deliveries_handover h
        WHERE NOT EXISTS (SELECT FROM documents_document d
            WHERE d.subject_id = h.order_id AND d.kind = 'delivery_photo')
        UNION ALL
        SELECT concat('berkas ', sha256), concat('menjadi bukti ', count(*), ' kali')
        FROM documents_document WHERE kind IN ({listed(EVIDENCE_KINDS)})
        GROUP BY government_id, sha256 HAVING count(*) > 1""")


def sellers_not_active() -> list[Offender]:
    """O9: the seller was registered, and under no sanction, when the order was placed, changed and accepted.

    Of acts at the same business moment, the one recorded first came first.
    """
    return ask("""
        WITH told AS (
            SELECT o.number, o.vendor_id, e.name, e.at, e.recorded_at
            FROM orders_order o JOIN journal_event e ON e.subject_id = o.id
            WHERE e.name IN ('order.placed', 'order.changed', 'order.accepted'))
        SELECT number, concat(name, ' pada ', at, ': penjual belum terdaftar') FROM told
        WHERE NOT EXISTS (SELECT FROM journal_event v WHERE v.subject_id = told.vendor_id
            AND v.name = 'vendor.registered' AND (v.at, v.recorded_at) <= (told.at, told.recorded_at))
        UNION ALL
        SELECT told.number, concat(told.name, ' pada ', told.at, ': penjual dikenai sanksi ', s.kind,
            ' sejak ', s.starts_at)
        FROM told JOIN sanctions_sanction s ON s.vendor_id = told.vendor_id AND told.at < s.ends_at
        JOIN journal_event i ON i.subject_id = s.id
            AND i.name IN ('sanction.suspended', 'sanction.imposed', 'sanction.listed')
        WHERE (s.starts_at, i.recorded_at) <= (told.at, told.recorded_at)""")


def sanctions_unlike_their_events() -> list[Offender]:
    """V1: a sanction has the days and the ground that its deciding event told."""
    return ask("""
        SELECT concat('sanksi ', s.id), CASE WHEN i.id IS NULL THEN 'tanpa peristiwa penetapan'
            ELSE concat('berlaku ', s.since, ' sampai ', s.until, ', diumumkan ', i.public::jsonb ->> 'since',
                ' sampai ', i.public::jsonb ->> 'until') END
        FROM sanctions_sanction s LEFT JOIN journal_event i ON i.subject_id = s.id
            AND i.name IN ('sanction.suspended', 'sanction.imposed', 'sanction.listed')
        WHERE s.starts_at IS NOT NULL AND s.ground <> 'unstated' AND (i.id IS NULL
            OR (i.public::jsonb ->> 'since', i.public::jsonb ->> 'until', i.public::jsonb ->> 'ground')
                IS DISTINCT FROM (s.since::text, s.until::text, s.ground))""")


def order_numbers_with_gaps() -> list[Offender]:
    """N1: the orders of a unit and year are numbered 1..n, and the counter stands at n."""
    return ask(
        """
        WITH numbered AS (
            SELECT o.government_id, concat('order:', u.short_code) AS series, o.fiscal_year,
                CASE WHEN starts_with(o.number, concat(u.short_code, '-', o.fiscal_year, '-'))
                    THEN substring(o.number FROM '-([0-9]+)$')::int END AS sequence
            FROM orders_order o JOIN workunits_unit u ON u.id = o.unit_id)"""
        + _GAPS.format(prefixes="starts_with(c.series, 'order:')")
    )


def paper_numbers_with_gaps() -> list[Offender]:
    """N2: the BAST and the invoices of a unit and year are numbered 1..n, and the counter stands at n."""
    return ask(
        """
        WITH paper AS (
            SELECT order_id, government_id, number, 'BAST' AS kind FROM deliveries_handover
            UNION ALL SELECT order_id, government_id, number, 'INV' FROM payments_invoice),
        numbered AS (
            SELECT p.government_id, concat(p.kind, ':', u.short_code) AS series,
                substring(p.number FROM '/([0-9]{4})$')::int AS fiscal_year,
                CASE WHEN p.number ~ concat('^[0-9]+/', p.kind, '/') THEN split_part(p.number, '/',
                    1)::int END AS sequence
            FROM paper p JOIN orders_order o ON o.id = p.order_id
                JOIN workunits_unit u ON u.id = o.unit_id)"""
        + _GAPS.format(prefixes="starts_with(c.series, 'BAST:') OR starts_with(c.series, 'INV:')")
    )


_GAPS = """,
        series AS (
            SELECT government_id, series, fiscal_year, count(*) AS given, count(DISTINCT sequence) AS told,
                min(sequence) AS first, max(sequence) AS last
            FROM numbered GROUP BY government_id, series, fiscal_year),
        counter AS (SELECT * FROM journal_counter c WHERE {prefixes})
        SELECT concat_ws(' ', coalesce(s.series, c.series), coalesce(s.fiscal_year, c.fiscal_year)),
            concat(coalesce(s.given, 0), ' dokumen, bernomor ', s.first, ' sampai ', s.last,
                ', penghitung ', c.last)
        FROM series s FULL JOIN counter c USING (government_id, series, fiscal_year)
        WHERE (s.given, s.told, 1, s.last) IS DISTINCT FROM (s.last::bigint, s.given, s.first, c.last)"""


ORDERS = (
    Invariant("O1", "keadaan pesanan sama dengan lipatan peristiwanya", "orders_order", states_unlike_events),
    Invariant("O5", "harga pesanan sudah diumumkan penjualnya", "orders_line", prices_not_published),
    Invariant(
        "O7", "setiap BAST punya bukti miliknya sendiri", "deliveries_handover", deliveries_without_evidence
    ),
    Invariant("O9", "penjual aktif saat dipesan dan saat menerima", "orders_order", sellers_not_active),
    Invariant("V1", "sanksi seperti yang diumumkan", "sanctions_sanction", sanctions_unlike_their_events),
    Invariant("N1", "nomor pesanan urut tanpa celah", "orders_order", order_numbers_with_gaps),
    Invariant(
        "N2", "nomor BAST dan tagihan urut tanpa celah", "deliveries_handover", paper_numbers_with_gaps
    ),
)
