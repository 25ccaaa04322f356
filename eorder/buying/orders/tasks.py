"""What the clock does with orders."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.queries.lists import orders_to_lapse
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK


@app.periodic(cron="*/5 * * * *")
@app.task(name="orders.lapse_unanswered", queue="clock", queueing_lock="orders.lapse_unanswered")
def lapse_unanswered(timestamp: int) -> None:
    """Let every order lapse whose answer term has ended; safe to repeat."""
    del timestamp
    at = timezone.now()
    for order_id in orders_to_lapse(at):
        try:
            lapse_order(order_id=order_id, by=CLOCK, at=at, command=new_command())
        except EorderError:
            continue  # answered meanwhile
