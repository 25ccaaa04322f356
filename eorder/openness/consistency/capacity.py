"""No day was sold above the capacity that its seller had stated (C1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from eorder.buying.orders.states import GIVEN_BACK
from eorder.openness.consistency.findings import Invariant, Offender, ask, listed

IN_FLIGHT = "interval '1 minute'"
"""Longest that an act may have been under way: a capacity stated within it of an order may be the one it met."""


def days_oversold() -> Iterator[Offender]:
    """C1: standing orders of a day fit the capacity its seller had stated when the last of them came.

    A day is that of the delivery window where the buyer is, and a product's capacity is that of its last event.
    """
    return chain(_days_over_capacity(), _lines_of_another_day(), _capacities_unlike_events())


def _days_over_capacity() -> list[Offender]:
    """Compare with the largest capacity that the last order can have met; none stated, or taken away, is no limit."""
    return ask(f"""
        WITH stated AS (
            SELECT subject_id AS product_id, recorded_at, seq, (public::jsonb ->> 'per_day')::bigint AS per_day
            FROM journal_event WHERE name = 'product.capacity_set'),
        taken AS (
            SELECT l.product_id, l.day, sum(l.quantity) AS quantity, max((
                SELECT max(e.recorded_at) FROM journal_event e
                WHERE e.subject_id = o.id AND e.name IN ('order.placed', 'order.changed'))) AS last_at
            FROM orders_line l JOIN orders_order o ON o.id = l.order_id
            WHERE o.state NOT IN ({listed(GIVEN_BACK)}) AND l.product_id IN (SELECT product_id FROM stated)
            GROUP BY l.product_id, l.day),
        met AS (
            SELECT t.*, s.per_day FROM taken t JOIN stated s ON s.product_id = t.product_id
                AND s.recorded_at <= t.last_at + {IN_FLIGHT}
                AND NOT EXISTS (SELECT FROM stated next WHERE next.product_id = s.product_id AND next.seq > s.seq
                    AND next.recorded_at <= t.last_at - {IN_FLIGHT})
            UNION ALL
            SELECT t.*, NULL FROM taken t WHERE NOT EXISTS (
                SELECT FROM stated s WHERE s.product_id = t.product_id
                    AND s.recorded_at <= t.last_at - {IN_FLIGHT}))
        SELECT concat(p.name, ' ', m.day), concat('dipesan ', m.quantity / 1000, ', kapasitas ', max(m.per_day))
        FROM met m JOIN catalogue_product p ON p.id = m.product_id
        GROUP BY p.id, p.name, m.day, m.quantity
        HAVING bool_and(m.per_day IS NOT NULL) AND m.quantity > max(m.per_day) * 1000""")


def _lines_of_another_day() -> list[Offender]:
    return ask("""
        SELECT concat(o.number, ' baris ', l.position), concat('dihitung pada ', l.day, ', diantar mulai ',
            (o.window_start AT TIME ZONE g.time_zone)::date)
        FROM orders_line l JOIN orders_order o ON o.id = l.order_id
        JOIN workunits_government g ON g.id = o.government_id
        WHERE l.day <> (o.window_start AT TIME ZONE g.time_zone)::date""")


def _capacities_unlike_events() -> list[Offender]:
    return ask("""
        SELECT p.name, concat('kapasitas ', coalesce(p.per_day::text, 'tanpa batas'), ', menurut peristiwanya ',
            coalesce(s.per_day::text, 'tanpa batas'))
        FROM catalogue_product p LEFT JOIN LATERAL (
            SELECT (public::jsonb ->> 'per_day')::bigint AS per_day FROM journal_event
            WHERE subject_id = p.id AND name = 'product.capacity_set' ORDER BY seq DESC LIMIT 1) s ON true
        WHERE p.per_day IS DISTINCT FROM s.per_day""")


CAPACITY = (Invariant("C1", "kapasitas sehari penjual tidak terlampaui", "orders_line", days_oversold),)
