"""What a simulated city came to: its states, and one digest of everything that the seed decides."""

from __future__ import annotations

import hashlib

from django.db import connection

from eorder.simulator.load.ground import government_code

_STATES = """
SELECT o.state, count(*), sum(o.total)::bigint FROM orders_order o JOIN workunits_government g
    ON g.id = o.government_id WHERE g.code = %s GROUP BY o.state ORDER BY o.state"""
_FACTS = """
SELECT concat_ws('|', o.id, o.state, o.placed_at AT TIME ZONE 'UTC', o.subtotal, o.ppn, o.total, o.accepted_value,
    o.paid, u.code, v.nib,
    (SELECT string_agg(concat_ws(':', l.position, l.product_id, l.quantity, l.unit_price, l.accepted), ','
        ORDER BY l.position) FROM orders_line l WHERE l.order_id = o.id),
    (SELECT string_agg(concat_ws(':', e.seq, e.name, e.at AT TIME ZONE 'UTC', e.command_id), ',' ORDER BY e.seq)
        FROM journal_event e WHERE e.subject_id = o.id))
FROM orders_order o JOIN workunits_government g ON g.id = o.government_id
    JOIN workunits_unit u ON u.id = o.unit_id JOIN vendors_vendor v ON v.id = o.vendor_id
WHERE g.code = %s ORDER BY o.id"""
CHUNK = 5_000


def states_of(seed: int) -> list[tuple[str, int, int]]:
    """Count the purchases of a city by state, with their value in whole rupiah; 1 statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [government_code(seed)])
        return [(state, count, value) for state, count, value in cursor.fetchall()]


def digest_of(seed: int) -> str:
    """Digest orders, lines, events and business times of a city, read in one pass; 64 hex digits.

    Left out is what no seed decides: numbers within a unit (two processes may be killed and go on anywhere), the
    salts of private facts, and when the database wrote each row.
    """
    total = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('statement_timeout', '0', false)")
        try:
            cursor.execute(_FACTS, [government_code(seed)])
            while rows := cursor.fetchmany(CHUNK):
                for (fact,) in rows:
                    total.update(fact.encode() + b"\n")
        finally:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [before])
    return total.hexdigest()
