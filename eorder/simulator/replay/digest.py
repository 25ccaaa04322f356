"""One digest of what a replay left: the same however often it was stopped, and on every machine."""

from __future__ import annotations

import hashlib

from django.db import connection

_STATE = """
    SELECT concat_ws('|', o.number, o.state, v.name, o.subtotal, o.ppn, o.total, o.accepted_value, o.paid,
        extract(epoch FROM o.placed_at), extract(epoch FROM o.paid_at)) AS line
    FROM orders_order o JOIN vendors_vendor v ON v.id = o.vendor_id ORDER BY o.number COLLATE "C"
"""
_EVENTS = """
    SELECT concat_ws('|', o.number, e.seq, e.name, e.role, extract(epoch FROM e.at), e.public)
    FROM journal_event e JOIN orders_order o ON o.id = e.subject_id ORDER BY o.number COLLATE "C", e.seq
"""
_LEDGER = """
    SELECT concat_ws('|', o.number, t.kind, t.phase, t.amount, extract(epoch FROM t.at), e.account, e.amount)
    FROM ledger_transfer t JOIN orders_order o ON o.id = t.order_id JOIN ledger_entry e ON e.transfer_id = t.id
    ORDER BY o.number COLLATE "C", t.at, t.kind, e.account, e.amount
"""


def state_digest() -> str:
    """Digest orders, what their events tell the public, and the ledger; ids and the database's clock left out."""
    digest = hashlib.sha256()
    for query in (_STATE, _EVENTS, _LEDGER):
        with connection.chunked_cursor() as cursor:
            cursor.execute(query)
            for (line,) in cursor:
                digest.update(line.encode() + b"\n")
    return digest.hexdigest()
