"""Days sold above the capacity their seller had stated are named (C1)."""

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.set_capacity import set_capacity
from eorder.market.catalogue.models import Product
from tests.openness.consistency.conftest import actor_of

PAPER = "Kertas A4 80 gram"
LAST_PLACED = "SELECT max(recorded_at) FROM journal_event WHERE name IN ('order.placed', 'order.changed')"
DAYS = f"""
    SELECT array_agg(key ORDER BY key) FROM (SELECT concat('{PAPER} ', l.day) AS key
        FROM orders_line l JOIN orders_order o ON o.id = l.order_id
        WHERE l.name = '{PAPER}' AND o.state NOT IN ('refused', 'lapsed', 'cancelled') GROUP BY l.day) AS days"""


def state(per_day):
    """The seller of paper states a capacity now."""
    product = Product.objects.get(name=PAPER)
    seller = actor_of("kertas@contoh.example")
    at = product.recorded_at
    set_capacity(product_id=product.id, per_day=per_day, by=seller, at=at, command=new_command())


def recorded(spoil, seq, moment):
    """Let a statement of capacity have been recorded at another moment, with every hash computed again."""
    spoil(
        f"""UPDATE journal_event SET recorded_at = {moment} WHERE id = (
            SELECT e.id FROM journal_event e JOIN catalogue_product p ON p.id = e.subject_id
            WHERE e.name = 'product.capacity_set' AND p.name = '{PAPER}' ORDER BY e.seq OFFSET {seq} LIMIT 1)""",
        "journal_event",
    )
    spoil.relink()


def test_c1_when_a_capacity_comes_after_larger_orders_then_they_stand(committed_db, spoil, broken):
    state(1)
    recorded(spoil, 0, f"({LAST_PLACED}) + interval '1 hour'")
    assert broken() == {}


def test_c1_when_a_day_was_sold_above_the_capacity_then_product_and_day_are_named(
    committed_db, spoil, broken
):
    state(1)
    recorded(spoil, 0, f"({LAST_PLACED}) - interval '1 day'")
    found = spoil.one(DAYS)
    assert found
    assert broken()["C1"] == sorted(found)  # and O8: it was recorded before its product


def test_c1_when_the_larger_capacity_was_stated_in_the_same_minute_then_nobody_is_named(
    committed_db, spoil, broken
):
    state(1)
    state(5_000)
    recorded(spoil, 0, f"({LAST_PLACED}) - interval '1 day'")
    recorded(spoil, 1, f"({LAST_PLACED}) + interval '30 seconds'")
    assert "C1" not in broken()


def test_c1_when_a_line_is_counted_on_another_day_then_it_is_named(spoil, broken):
    number = spoil.one("SELECT min(number) FROM orders_order WHERE state = 'placed'")
    spoil(
        f"""UPDATE orders_line l SET day = l.day + 1 FROM orders_order o
            WHERE o.id = l.order_id AND o.number = '{number}' AND l.position = 1""",
        "orders_line",
    )
    assert broken() == {"C1": [f"{number} baris 1"]}


def test_c1_when_a_capacity_is_not_that_of_its_event_then_the_product_is_named(spoil, broken):
    spoil(f"UPDATE catalogue_product SET per_day = 7 WHERE name = '{PAPER}'", "catalogue_product")
    assert broken() == {"C1": [PAPER]}
