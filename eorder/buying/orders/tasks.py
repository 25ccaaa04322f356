"""What the clock does with orders."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.queries.lists import orders_to_lapse
from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK

MEANWHILE = frozenset({"wrong_state", "too_early"})
"""Refusals of an order that was answered, or changed and given a new term, after it was listed."""


@app.periodic(cron="*/5 * * * *")
@app.task(name="orders.lapse_unanswered", queue="clock", queueing_lock="orders.lapse_unanswered")
def lapse_unanswered(timestamp: int) -> None:
    """Let every order lapse whose answer term has ended; safe to repeat.

    Raises:
        ExceptionGroup: Orders that could not lapse, after all others did.
    """
    del timestamp
    at = timezone.now()
    failed: list[Exception] = []
    for order_id in orders_to_lapse(at):
        try:
            lapse_order(order_id=order_id, by=CLOCK, at=at, command=new_command())
        except NotAllowedError as refusal:
            if refusal.code not in MEANWHILE:
                failed.append(refusal)
        except Exception as error:  # noqa: BLE001 (one broken order must not keep the budget of the others)
            error.add_note(f"order {order_id}")
            failed.append(error)
    if failed:
        raise ExceptionGroup("orders that could not lapse", failed)
