"""What the clock does: unanswered orders lapse, others are left, and one broken order stops nobody else."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.orders.tasks import lapse_unanswered
from eorder.buying.packages.models import Package
from eorder.foundation.ids import new_command
from tests.factories.purchases import order_in, state_of

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid"
"""Who waits for the end of our own transaction; unlike activity, locks are looked up anew each time."""


def make_late(*walks):
    """End the answer term of these orders just before now; returns the end."""
    due = timezone.now() - timedelta(minutes=1)
    Order.objects.filter(id__in=[walk.order for walk in walks]).update(
        due_at=due, window_end=due + timedelta(days=1)
    )
    return due


def wait_until_blocked():
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("the clock never came to the order that is being answered")


def test_clock_when_the_term_has_ended_then_the_order_lapses_and_frees_the_budget(city):
    walk = order_in(OrderState.PLACED, city)
    Order.objects.exclude(id=walk.order).update(due_at=None)
    order = Order.objects.get(id=walk.order)
    before = BudgetLine.objects.get(id=order.budget_line_id).reserved
    make_late(walk)
    lapse_unanswered(0)
    assert state_of(walk) == OrderState.LAPSED
    assert BudgetLine.objects.get(id=order.budget_line_id).reserved == before - order.total


def test_clock_when_the_term_has_not_ended_or_it_was_answered_then_left(city):
    waiting, accepted = order_in(OrderState.PLACED, city), order_in(OrderState.ACCEPTED, city)
    Order.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    make_late(accepted)
    lapse_unanswered(0)
    assert (state_of(waiting), state_of(accepted)) == (OrderState.PLACED, OrderState.ACCEPTED)


def test_clock_when_one_order_is_broken_then_the_others_lapse_and_it_is_told(city):
    broken, sound = order_in(OrderState.PLACED, city), order_in(OrderState.PLACED, city)
    Order.objects.update(due_at=None)
    due = make_late(sound)
    Order.objects.filter(id=broken.order).update(due_at=due - timedelta(minutes=1))  # looked at first
    Package.objects.filter(id=broken.package_id).update(ordered=0)
    with pytest.raises(ExceptionGroup) as caught:
        lapse_unanswered(0)
    [error] = caught.value.exceptions
    assert isinstance(error, IntegrityError)
    assert error.__notes__ == [f"order {broken.order}"]
    assert (state_of(broken), state_of(sound)) == (OrderState.PLACED, OrderState.LAPSED)


def test_clock_when_the_order_is_answered_at_that_moment_then_the_answer_stands(committed_world):
    walk = committed_world.orders[OrderState.PLACED]
    due = make_late(walk)
    raised = []

    def run_clock():
        try:
            lapse_unanswered(0)
        except Exception as error:  # noqa: BLE001 (told below)
            raised.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        accept_order(order_id=walk.order, by=walk.seller, at=due - timedelta(hours=1), command=new_command())
        clock = threading.Thread(target=run_clock)
        clock.start()
        wait_until_blocked()
    clock.join()
    assert raised == []
    assert state_of(walk) == OrderState.ACCEPTED
