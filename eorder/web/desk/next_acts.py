"""What somebody may do with an order now, as links to the act pages, and what it waits for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.deliveries.rules import may_hand_over, may_reject_delivery
from eorder.buying.orders import rules
from eorder.buying.orders.states import STEPS, OrderState
from eorder.web.desk.seeing import Ground
from eorder.web.order_steps import ENDS_EMPTY, PROVE_TAX, expected_step, step_words
from eorder.web.treasury.order_acts import may_prove_tax


def waits_for(ground: Ground) -> str:
    """Say whose move it is; empty when the order has ended."""
    if ground.order.state == OrderState.PARTLY_RECEIVED:
        return _("Penjual mengirim sisanya, atau PPK membuat BAST atas yang sudah diterima.")
    step = expected_step(ground.order.state, is_empty=ground.facts.is_empty)
    return step_words()[step].waits if step else ""


def acts_now(ground: Ground) -> list[tuple[str, str]]:
    """List what the person may do now as (verb, address), the expected act first; no statement."""
    words = step_words()
    open_now = [
        step
        for step in STEPS
        if step in words
        and rules.may_take_step(ground.actor, ground.order, step, ground.at)
        and _is_of_use(ground, step)
    ]
    expected = expected_step(ground.order.state, is_empty=ground.facts.is_empty)
    open_now.sort(key=lambda step: step != expected)
    if ground.facts.payments and may_prove_tax(ground):
        open_now.insert(0, PROVE_TAX)
    return [
        (words[step].verb, reverse(words[step].page, kwargs={"order_id": ground.order.id}))
        for step in open_now
    ]


def _is_of_use(ground: Ground, step: str) -> bool:
    """Leave out what the lines make impossible: nothing to take over, or something accepted that cannot go back."""
    accepted, order = any(line.accepted for line in ground.facts.lines), ground.order
    if step == "hand_over":
        return bool(may_hand_over(is_anything_accepted=accepted))
    if step == ENDS_EMPTY:
        return bool(
            may_reject_delivery(order.state, order.window_end, ground.at, is_anything_accepted=accepted)
        )
    return True
