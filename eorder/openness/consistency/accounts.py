"""A seller is paid to an account that two persons agreed on, after its waiting time (S7)."""

from __future__ import annotations

from eorder.law import book
from eorder.openness.consistency.findings import Invariant, Offender, as_rows, ask

_TERM = "term AS (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t(since date, until date, hours int))"


def accounts_changed_alone() -> list[Offender]:
    """S7: a later account was proposed and verified by two persons, waits, and its old contacts were told.

    Payments went to the account in force, or to that of a waiting time before, and never from who verified it.
    """
    return _unverified() + _without_account() + _paid_elsewhere() + _paid_by_verifier()


def _unverified() -> list[Offender]:
    return ask(
        f"""
        WITH {_TERM}
        SELECT concat('rekening ', v.name, ' ke-', a.seq), concat('berlaku ', a.payable_from, ', diusulkan ',
            c.proposed_at, ', ', coalesce(c.state, 'tanpa usulan'), ' sejak ', a.since)
        FROM vendors_bankaccount a JOIN vendors_vendor v ON v.id = a.vendor_id
        JOIN workunits_government g ON g.id = a.government_id
        LEFT JOIN banking_accountchange c ON c.id = a.id
        LEFT JOIN term t ON daterange(t.since, t.until, '[]') @> (a.since AT TIME ZONE g.time_zone)::date
        WHERE a.seq > 1 AND (
            c.id IS NULL OR c.state NOT IN ('verified', 'stopped') OR c.contacts = '[]'
            OR (c.vendor_id, c.bank_name, c.number, c.holder, c.decided_at)
                IS DISTINCT FROM (a.vendor_id, a.bank_name, a.number, a.holder, a.since)
            OR c.decided_by_id IS NOT DISTINCT FROM c.proposed_by_id OR c.stopped_at >= a.payable_from
            OR a.payable_from < a.since + make_interval(hours => coalesce(t.hours, 0)))
        UNION ALL
        SELECT concat('rekening ', v.name), concat(count(*), ' rekening, bernomor sampai ', max(a.seq))
        FROM vendors_bankaccount a JOIN vendors_vendor v ON v.id = a.vendor_id
        GROUP BY v.id HAVING max(a.seq) <> count(*)""",
        _terms(),
    )


def _without_account() -> list[Offender]:
    return ask("""
        SELECT concat('usulan rekening ', v.name), concat(c.state, ' pada ', c.decided_at, ', tanpa rekening')
        FROM banking_accountchange c JOIN vendors_vendor v ON v.id = c.vendor_id
        WHERE c.state IN ('verified', 'stopped')
            AND NOT EXISTS (SELECT FROM vendors_bankaccount a WHERE a.id = c.id)""")


def _paid_elsewhere() -> list[Offender]:
    return ask(
        f"""
        WITH {_TERM},
        account AS (
            SELECT a.* FROM vendors_bankaccount a LEFT JOIN banking_accountchange c ON c.id = a.id
            WHERE c.state IS DISTINCT FROM 'stopped'),
        spell AS (
            SELECT id, vendor_id, payable_from,
                lead(payable_from) OVER (PARTITION BY vendor_id ORDER BY seq) AS replaced_at FROM account)
        SELECT o.number, concat('dibayar ', p.paid_at, ' ke rekening yang berlaku ', s.payable_from, ' sampai ',
            s.replaced_at)
        FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
        JOIN workunits_government g ON g.id = o.government_id
        LEFT JOIN spell s ON s.id = p.account_id
        LEFT JOIN term t ON daterange(t.since, t.until, '[]') @> (p.paid_at AT TIME ZONE g.time_zone)::date
        WHERE s.vendor_id IS DISTINCT FROM o.vendor_id OR s.payable_from > p.paid_at
            OR s.replaced_at + make_interval(hours => coalesce(t.hours, 0)) <= p.paid_at""",
        _terms(),
    )


def _paid_by_verifier() -> list[Offender]:
    return ask("""
        SELECT o.number, concat(n.name, ' membayar ke rekening yang ia pastikan sendiri')
        FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
        JOIN banking_accountchange c ON c.id = p.account_id
        JOIN orders_duty d ON d.order_id = o.id AND d.duty = 'bendahara' AND d.person_id = c.decided_by_id
        JOIN identity_person n ON n.id = d.person_id""")


def _terms() -> str:
    return as_rows(
        [
            {"since": each.since, "until": each.until, "hours": each.amount}
            for each in book.parameter("new_account_waiting_time").values
        ]
    )


ACCOUNTS = (
    Invariant(
        "S7",
        "rekening penjual diganti dua orang, dan dibayar sesudah masa tunggu",
        "vendors_bankaccount",
        accounts_changed_alone,
    ),
)
