"""One digest of what a replay left: the same however often it was stopped, and on every machine."""

from __future__ import annotations

import hashlib

from django.db import connection

_STATE = """
    SELECT json_build_array(o.number, o.state, v.name, o.subtotal, o.ppn, o.total, o.accepted_value, o.paid,
        extract(epoch FROM o.placed_at), extract(epoch FROM o.paid_at))::text COLLATE "C" AS line
    FROM orders_order o JOIN vendors_vendor v ON v.id = o.vendor_id ORDER BY o.number COLLATE "C"
"""
_EVENTS = """
    SELECT json_build_array(o.number, e.seq, e.name, e.role, extract(epoch FROM e.at), e.public, e.private)::text
    FROM journal_event e JOIN orders_order o ON o.id = e.subject_id ORDER BY o.number COLLATE "C", e.seq
"""
_LEDGER = """
    SELECT json_build_array(o.number, t.kind, t.phase, t.amount, extract(epoch FROM t.at), e.account, e.amount)::text
    FROM ledger_transfer t JOIN orders_order o ON o.id = t.order_id JOIN ledger_entry e ON e.transfer_id = t.id
    ORDER BY o.number COLLATE "C", t.at, t.kind, e.account, e.amount
"""

_LINES = """
    SELECT json_build_array(o.number, l.position, l.name, l.unit, l.tax_nature, l.quantity, l.unit_price, l.line_total,
        l.ppn, l.accepted, l.rejected, l.rejection)::text
    FROM orders_line l JOIN orders_order o ON o.id = l.order_id ORDER BY o.number COLLATE "C", l.position
"""
_BUDGETS = """
    SELECT json_build_array(u.code, b.fiscal_year, b.sub_activity_code, b.account_id, b.ceiling, b.reserved,
        b.committed, b.spent)::text COLLATE "C" AS line
    FROM budgets_budgetline b JOIN workunits_unit u ON u.id = b.unit_id ORDER BY line
"""
_PACKAGES = """
    SELECT json_build_array(k.rup_id, u.code, k.name, k.state, k.ceiling, k.ordered)::text
    FROM packages_package k JOIN workunits_unit u ON u.id = k.unit_id ORDER BY k.rup_id
"""
_PRODUCTS = """
    SELECT json_build_array(g.code, v.name, p.category_id, p.name, p.unit, p.state, c.seq, c.amount,
        extract(epoch FROM c.published_at))::text COLLATE "C" AS line
    FROM catalogue_product p JOIN vendors_vendor v ON v.id = p.vendor_id
    JOIN workunits_government g ON g.id = v.government_id JOIN catalogue_priceversion c ON c.product_id = p.id
    ORDER BY line
"""
_MEETINGS = """
    SELECT json_build_array(o.number, m.title, extract(epoch FROM m.starts_at), extract(epoch FROM m.ends_at), m.place,
        m.insiders, m.outsiders, m.attended, m.attendance_note, m.invitation_number)::text
    FROM packages_meeting m JOIN orders_order o ON o.meeting_id = m.id ORDER BY o.number COLLATE "C"
"""
_FILES = """
    SELECT json_build_array(kind, sha256, media_type, size, title)::text COLLATE "C" AS line FROM documents_document
    ORDER BY line
"""


def state_digest() -> str:
    """Digest what was bought, from what, and every event and entry of it; ids and the database's clock left out."""
    digest = hashlib.sha256()
    for query in (_STATE, _LINES, _EVENTS, _LEDGER, _BUDGETS, _PACKAGES, _PRODUCTS, _MEETINGS, _FILES):
        with connection.chunked_cursor() as cursor:
            cursor.execute(query)
            for (line,) in cursor:
                digest.update(line.encode() + b"\n")
    return digest.hexdigest()
