"""The figures of one purchase, from its lines to its payment (M5, M6, M8-M10, M12-M14)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from eorder.foundation.errors import EorderError
from eorder.law import book
from eorder.law.taxes.recomputation import decision_to_json, recompute
from eorder.openness.consistency.findings import Invariant, Offender, as_rows, ask, listed, stream
from eorder.openness.consistency.money import ENDED, UNRESOLVED


def totals_unlike_lines() -> list[Offender]:
    """M5: total = lines + PPN, and a line is quantity x price, rounded half up."""
    return ask("""
        WITH sums AS (
            SELECT order_id, sum(line_total) AS subtotal, sum(ppn) AS ppn,
                string_agg(position::text, ', ' ORDER BY position)
                    FILTER (WHERE line_total <> (quantity * unit_price * 2 + 1000) / 2000) AS wrong
            FROM orders_line GROUP BY order_id)
        SELECT o.number, concat('nilai ', o.subtotal, ' + PPN ', o.ppn, ' = ', o.total, ', menurut baris ',
            coalesce(s.subtotal, 0), ' + ', coalesce(s.ppn, 0), ', salah hitung di baris: ' || s.wrong)
        FROM orders_order o LEFT JOIN sums s ON s.order_id = o.id
        WHERE s.order_id IS NULL OR s.wrong IS NOT NULL OR o.total <> o.subtotal + o.ppn
           OR (o.subtotal, o.ppn) <> (s.subtotal, s.ppn)""")


def orders_over_ceiling() -> list[Offender]:
    """M6: an order is within its ceiling, PPN counted or not, which is the law's on the day of placing."""
    rules = [
        {"version": each.version, "since": each.since, "until": each.until, "amount": each.rupiah.amount}
        for each in book.parameter("order_ceiling").values
    ]
    return ask(
        """
        WITH rule AS (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS r(version text, since date, until date,
            amount bigint)),
        placed AS (
            SELECT o.*, (coalesce(e.at, o.placed_at) AT TIME ZONE g.time_zone)::date AS day
            FROM orders_order o JOIN workunits_government g ON g.id = o.government_id
            LEFT JOIN journal_event e ON e.subject_id = o.id AND e.seq = 1)
        SELECT p.number, concat('nilai ', p.total, ', batas ', p.ceiling, ' menurut ', p.ceiling_rule,
            ', hukum hari itu ',
            coalesce(r.amount::text, 'tidak dikenal'))
        FROM placed p LEFT JOIN rule r ON r.since <= p.day AND (r.until IS NULL OR p.day <= r.until)
        WHERE CASE WHEN p.ceiling_includes_ppn THEN p.total ELSE p.subtotal END > p.ceiling
            OR r.version IS NULL
            OR (p.ceiling_rule, p.ceiling) <> (r.version, r.amount)""",
        as_rows(rules),
    )


def counts_unlike_receipts() -> list[Offender]:
    """M8: accepted and rejected stay within what was ordered, and are the sums of the counts at receipt."""
    return ask("""
        WITH counted AS (
            SELECT line_id, sum(accepted) AS accepted, sum(rejected) AS rejected
                FROM deliveries_receiptline GROUP BY line_id)
        SELECT concat(o.number, ' baris ', l.position), concat('dipesan ', l.quantity, ', diterima ',
            l.accepted,
            ', ditolak ', l.rejected, ', menurut hitungan ', coalesce(c.accepted, 0), ' dan ',
                coalesce(c.rejected, 0))
        FROM orders_line l JOIN orders_order o ON o.id = l.order_id LEFT JOIN counted c ON c.line_id = l.id
        WHERE least(l.accepted, l.rejected) < 0 OR l.accepted + l.rejected > l.quantity
           OR (l.accepted, l.rejected) <> (coalesce(c.accepted, 0), coalesce(c.rejected, 0))""")


def payments_beyond_acceptance() -> list[Offender]:
    """M9: payments <= value handed over = value of the accepted lines with PPN, as the order says too."""
    return ask("""
        WITH paid AS (SELECT order_id, sum(gross) AS gross FROM payments_payment GROUP BY order_id),
        lines AS (
            SELECT order_id, sum((accepted * unit_price * 2 + 1000) / 2000) AS least, sum(ppn) AS ppn
            FROM orders_line GROUP BY order_id),
        figures AS (
            SELECT o.number, o.paid, o.accepted_value AS accepted, coalesce(p.gross, 0) AS gross,
                coalesce(h.accepted_value, 0) AS handed_over, i.amount AS billed, v.gross AS verified,
                l.least, l.least + l.ppn AS most
            FROM orders_order o LEFT JOIN paid p ON p.order_id = o.id LEFT JOIN lines l ON l.order_id = o.id
            LEFT JOIN deliveries_handover h ON h.order_id = o.id
            LEFT JOIN payments_invoice i ON i.order_id = o.id
            LEFT JOIN payments_verification v ON v.invoice_id = i.id
                AND v.seq = (SELECT max(seq) FROM payments_verification WHERE invoice_id = i.id))
        SELECT number, concat('dibayar ', gross, ' (pesanan: ', paid, '), serah terima ', handed_over,
            ' (pesanan: ',
            accepted, '), barang diterima bernilai ', least, ', ditagih ', coalesce(billed::text, '-'),
                ', diperiksa ',
            coalesce(verified::text, '-'))
        FROM figures
        WHERE gross > accepted OR gross <> paid OR accepted <> handed_over OR billed <> accepted
            OR verified <> billed
           OR (handed_over > 0 AND accepted NOT BETWEEN least AND most)""")


def payments_not_adding_up() -> list[Offender]:
    """M10: gross = net + taxes withheld, tax by tax, as verified and as booked."""
    return ask("""
        WITH tax AS (SELECT payment_id, sum(amount) AS amount FROM payments_withholding GROUP BY payment_id),
        booked AS (
            SELECT t.command_id, -coalesce(sum(e.amount) FILTER (WHERE e.account = 'bank'), 0) AS net,
                -coalesce(sum(e.amount) FILTER (WHERE starts_with(e.account, 'tax_')), 0) AS withheld
            FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.kind = 'pay' GROUP BY t.command_id)
        SELECT o.number, concat('bruto ', p.gross, ' = neto ', p.net, ' + pajak ', p.withheld,
            '; rincian pajak ',
            coalesce(t.amount, 0), ', buku besar ', concat_ws(' + ', b.net, b.withheld), ', pemeriksaan ',
            concat_ws(' + ', v.net, v.withheld))
        FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
        LEFT JOIN tax t ON t.payment_id = p.id LEFT JOIN booked b ON b.command_id = p.command_id
        LEFT JOIN payments_invoice i ON i.order_id = o.id
            LEFT JOIN payments_verification v ON v.invoice_id = i.id
                AND v.seq = (SELECT max(seq) FROM payments_verification WHERE invoice_id = i.id)
        WHERE p.gross <> p.net + p.withheld OR p.withheld <> coalesce(t.amount, 0)
           OR (p.net, p.withheld) IS DISTINCT FROM (b.net, b.withheld)
           OR (p.net, p.withheld) IS DISTINCT FROM (v.net, v.withheld)""")


def payments_twice() -> list[Offender]:
    """M12: a bank reference, a payment's number in its order and a command serve one payment only."""
    return ask("""
        SELECT concat('referensi ', provider, ' ', external_ref), concat(count(*), ' pembayaran')
        FROM payments_payment GROUP BY government_id, provider, external_ref HAVING count(*) > 1
        UNION ALL
        SELECT concat('pesanan ', o.number, ' pembayaran ke-', p.seq), concat(count(*), ' pembayaran')
        FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
            GROUP BY o.id, p.seq HAVING count(*) > 1
        UNION ALL
        SELECT concat('perintah ', command_id), concat(count(*), ' pembayaran')
        FROM payments_payment GROUP BY command_id HAVING count(*) > 1""")


def taxes_decided_otherwise() -> Iterator[Offender]:
    """M13: every tax decision comes out the same when it is computed again from its stored facts."""
    for number, inputs, decision, gross, withheld, net in stream("""
        SELECT o.number, v.inputs::text, v.decision::text, v.gross, v.withheld, v.net
            FROM payments_verification v
        JOIN payments_invoice i ON i.id = v.invoice_id JOIN orders_order o ON o.id = i.order_id"""):
        fault = _tax_fault(inputs, json.loads(decision), [gross, withheld, net])
        if fault:
            yield Offender(number, fault)


def _tax_fault(inputs: str, stored: dict[str, Any], figures: list[int]) -> str:
    try:
        again = _decided(inputs)
    except (KeyError, TypeError, ValueError, EorderError) as error:
        return f"keputusan pajak tidak dapat dihitung ulang ({error})"
    different = sorted(name for name in again.keys() | stored.keys() if again.get(name) != stored.get(name))
    if different:
        return f"hitung ulang berbeda pada: {', '.join(different)}"
    wanted = [again["gross"] + again["ppn"], again["withheld"], again["net"]]
    return "" if figures == wanted else f"bruto, pajak, neto tercatat {figures}, menurut keputusan {wanted}"


@lru_cache(maxsize=10_000)
def _decided(inputs: str) -> dict[str, Any]:
    """Decide on stored facts; equal facts are decided once."""
    return decision_to_json(recompute(json.loads(inputs)))


def ended_orders_with_money() -> Iterator[Offender]:
    """M14: an order that ended was never paid, and its holding was given back exactly once."""
    return chain(
        ask(f"""
        SELECT o.number, concat('pesanan ', o.state, ' punya pembayaran ', p.gross)
        FROM payments_payment p JOIN orders_order o ON o.id = p.order_id
            WHERE o.state IN ({listed(ENDED)})"""),
        ask(f"""
        WITH ended AS (
            SELECT o.id, o.number, o.state, count(t.id) FILTER (WHERE t.phase = 'voided') AS given_back,
                count(t.id) FILTER (WHERE {UNRESOLVED}) AS open
            FROM orders_order o LEFT JOIN ledger_transfer t ON t.order_id = o.id
            WHERE o.state IN ({listed(ENDED)}) GROUP BY o.id)
        SELECT number, concat('pesanan ', state, ': dikembalikan ', given_back, ' kali, ', open,
            ' transfer terbuka')
        FROM ended WHERE given_back <> 1 OR open <> 0"""),
    )


PURCHASES = (
    Invariant("M5", "nilai pesanan sama dengan jumlah barisnya", "orders_order", totals_unlike_lines),
    Invariant("M6", "pesanan tidak melampaui batas satu pesanan", "orders_order", orders_over_ceiling),
    Invariant(
        "M8",
        "jumlah diterima sama dengan hitungan dan tidak melebihi pesanan",
        "orders_line",
        counts_unlike_receipts,
    ),
    Invariant("M9", "pembayaran tidak melebihi yang diterima", "orders_order", payments_beyond_acceptance),
    Invariant("M10", "bruto sama dengan neto ditambah pajak", "payments_payment", payments_not_adding_up),
    Invariant("M12", "tidak ada pembayaran ganda", "payments_payment", payments_twice),
    Invariant(
        "M13", "keputusan pajak dapat dihitung ulang", "payments_verification", taxes_decided_otherwise
    ),
    Invariant(
        "M14",
        "pesanan batal tidak dibayar dan anggarannya kembali sekali",
        "orders_order",
        ended_orders_with_money,
    ),
)
