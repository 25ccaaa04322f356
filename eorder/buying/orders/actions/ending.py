"""How an order ends before it is delivered: the whole holding goes back, once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import release
from eorder.buying.orders import rules
from eorder.buying.orders.actions.stepping import holding_of, move_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.actions.count_order import count_order
from eorder.foundation.ids import CommandId
from eorder.foundation.money import Rupiah
from eorder.parties.identity.actor import Actor


def end_order(order: Order, step: str, reason: str, *, by: Actor, at: datetime, command: CommandId) -> UUID:
    """End a locked order by one of the steps that void its reservation or commitment.

    Raises:
        NotAllowedError: The reason is missing or too long, or the term has not ended.
    """
    rules.may_end(order, step, reason, at).require()
    was = "reserved" if order.state == OrderState.PLACED else "committed"
    count_order(order.package_id, Rupiah(-order.total))
    transfer = release(holding_of(order), was=was, command=command, at=at)
    move_order(
        order, step, by=by, at=at, command=command, due_at=None,
        public={"reason": reason.strip()}, refusal=reason.strip(), reservation_id=transfer,
    )  # fmt: skip
    return order.id
