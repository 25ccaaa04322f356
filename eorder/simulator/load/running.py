"""Walk the purchases of one part of a city in batches: each batch is there wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import connection, transaction

from eorder.foundation.ids import key_of
from eorder.simulator.load import names
from eorder.simulator.load.ground import Ground, lay_tables
from eorder.simulator.load.packages import Packages
from eorder.simulator.load.plan import PlannedPurchase, part_of, plan_purchase
from eorder.simulator.load.walk import Walk

BATCH = 20
"""Purchases in one transaction: the acts use savepoints in it, so that one durable commit serves them all."""


def walk_part(seed: int, part: int, purchases: int) -> Iterator[int]:
    """Walk the purchases of one part that are not there yet.

    Args:
        seed: Of the city, 1 to 99.
        part: From 0; see `part_of`.
        purchases: How many the whole city is to have.

    Yields:
        How many purchases a batch added; 0 for a batch that was there.
    """
    ground = Ground(seed, lay_tables(seed))
    packages = Packages(ground)
    numbers = (number for number in range(purchases) if part_of(seed, number) == part)
    while batch := list(islice(numbers, BATCH)):
        missing = _missing(seed, batch)
        try:
            with transaction.atomic():
                for number in missing:
                    _walk(plan_purchase(seed, number), ground, packages)
        except BaseException:
            ground.forget()
            packages.forget()
            raise
        yield len(missing)


def _walk(planned: PlannedPurchase, ground: Ground, packages: Packages) -> None:
    package = packages.find(planned.package)
    unit, shop = ground.unit(planned.package.unit), ground.shop(planned.vendor)
    Walk(ground.seed, planned, package, unit, shop, planned.at).go()


def _missing(seed: int, numbers: list[int]) -> list[int]:
    """Say which purchases were not placed yet; 1 statement."""
    keys = {key_of(names.command_of(seed, "place", number)): number for number in numbers}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM orders_order WHERE id = ANY(%s)", [list(keys)])
        placed = {keys[row[0]] for row in cursor.fetchall()}
    return [number for number in numbers if number not in placed]
