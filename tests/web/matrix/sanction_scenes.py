"""Scenes of sanctions: one to be decided, one appealed, one of the national list, and one that may be appealed."""

from datetime import date

from eorder.buying.orders.states import OrderState
from tests.factories.cast import at
from tests.factories.purchases import order_in
from tests.factories.sanctions import (
    WHY,
    appealed,
    blacklisted,
    nationally_listed,
    proposed,
    suspended,
)
from tests.web.matrix.scene import Record, Scene

DECREE = {"decree_number": "SK/88/2026"}


def of_sanctions(city, order_record, paper):
    """Every page of sanctions; the businesses under one are no others' scene, or not on that day."""
    seller, kept, unit = (
        city.sellers["other"],
        Record(government=city.government),
        Record(unit=city.unit.id),
    )
    short = suspended(seller.id, at(10), until=date(2026, 8, 12))
    late = appealed(suspended(seller.id, at(10), since=date(2026, 8, 13)), seller, at(10, "10.00"))
    listed = nationally_listed(seller.id, at(10))
    waiting = proposed(city, city.sellers["goods"].id, at(10))
    decided = blacklisted(city, seller.id, at(10))
    walk = order_in(OrderState.ACCEPTED, city)
    facts = {"reason": WHY, **DECREE, "paper": paper}
    yield from (Scene(name, {}, at(11)) for name in ("sanctions", "sanction_desk", "own_sanctions"))
    yield Scene("sanction", {"sanction_id": decided}, at(11))
    yield Scene(
        "decide_sanction",
        {"sanction_id": waiting},
        at(11),
        unit,
        {**DECREE, "paper": paper},
        label="proposed",
    )
    yield Scene(
        "decide_sanction",
        {"sanction_id": late},
        at(11),
        kept,
        {"outcome": "lift", "reasons": WHY},
        label="appealed",
    )
    yield Scene("decide_sanction", {"sanction_id": listed}, at(11), kept, {"reasons": WHY}, label="listed")
    yield Scene(
        "suspend_seller",
        {"seller_id": city.sellers["C"].id},
        at(11),
        kept,
        {**facts, "ground": "order_broken"},
    )
    yield Scene(
        "propose_blacklist",
        {"order_id": walk.order},
        at(11),
        order_record(walk.order),
        {"ground": "contract_broken", "reason": WHY},
    )
    yield Scene(
        "appeal_sanction",
        {"sanction_id": short},
        at(11),
        Record(vendor=seller.id),
        {"text": WHY},
        label="own",
    )
