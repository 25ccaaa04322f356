"""New orders stop while a sanction is in force, by rule, by database and beside it; they come back by themselves."""

from datetime import date
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import IntegrityError, connection, transaction

from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries import placement
from eorder.buying.orders.states import OrderState
from eorder.foundation.errors import EorderError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.sanctions.models import Sanction
from tests.factories.cast import at
from tests.factories.purchases import STATIONERY, basket, open_package, order_in, wanted
from tests.factories.sanctions import blacklisted, nationally_listed, suspended
from tests.factories.threads import at_once


def form_for(city, walk, day=14):
    return wanted(walk, basket(city, "goods", 1), window_start=at(day, "09.00"), window_end=at(day, "11.00"))


def placing(city, moment, day=14):
    walk = open_package(city, account=STATIONERY)
    form = form_for(city, walk, day)
    return lambda: place_order(wanted=form, by=city.people["pp"], at=moment, command=new_command())


@pytest.mark.parametrize(
    "impose", [suspended, None, nationally_listed], ids=["suspension", "blacklist", "national"]
)
def test_order_when_placed_under_any_sanction_then_refused_by_its_rule(city, impose):
    vendor = city.sellers["goods"].id
    if impose:
        impose(vendor, at(10, "10.00"))
    else:
        blacklisted(city, vendor, at(10, "10.00"))
    with pytest.raises(NotAllowedError, match="dikenai sanksi sampai") as caught:
        placing(city, at(10, "10.00"))()
    assert (caught.value.code, caught.value.status) == ("vendor_sanctioned", 409)
    assert not Order.objects.filter(vendor_id=vendor, placed_at=at(10, "10.00")).exists()


def test_order_when_placed_after_the_last_day_then_passes_without_anything_having_run(city):
    vendor = city.sellers["goods"].id
    suspended(vendor, at(10, "10.00"), until=date(2026, 8, 11))
    with pytest.raises(NotAllowedError, match="11-08-2026"):
        placing(city, at(11, "23.59"), 20)()
    assert placing(city, at(12, "00.00"), 20)()
    assert Sanction.objects.get().state == "imposed"


def test_order_when_written_past_the_rule_then_the_database_refuses(city, monkeypatch):
    vendor = city.sellers["goods"].id
    act = placing(city, at(10, "10.00"))
    monkeypatch.setattr(
        placement, "CONTEXT", placement.CONTEXT.replace("sanctions_until(v.id, %(at)s)", "NULL")
    )
    suspended(vendor, at(10, "10.00"))
    with pytest.raises(NotAllowedError, match="tidak menerima pesanan baru") as caught, transaction.atomic():
        act()
    assert caught.value.code == "vendor_sanctioned"


def test_order_when_accepted_under_a_sanction_then_refused_by_the_database_in_words(city):
    walk = order_in(OrderState.PLACED, city, "goods")
    suspended(city.sellers["goods"].id, walk.at)
    act = {"order_id": walk.order, "by": walk.seller, "at": walk.at}
    with pytest.raises(NotAllowedError, match="dikenai sanksi"), transaction.atomic():
        accept_order(**act, command=new_command())
    with (
        pytest.raises(IntegrityError, match="dikenai sanksi"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE orders_order SET state = 'accepted', accepted_at = %s WHERE id = %s",
            [walk.at, walk.order],
        )


def waiting():
    """How many of this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def crossed(first, second):
    """Carry out the first act, let the second come and wait for it, then commit the first; what the second gave."""
    done = Event()

    def hold():
        with transaction.atomic():
            first()
            assert done.wait(timeout=30)

    def come():
        try:
            return second()
        except EorderError as error:
            return error

    def watch():
        deadline = monotonic() + 20
        while not (found := waiting()) and monotonic() < deadline:
            sleep(0.05)
        done.set()
        return found

    _held, came, waited = at_once(hold, lambda: sleep(0.5) or come(), watch)
    assert waited == 1
    return came


def test_placing_when_a_sanction_is_being_imposed_then_waits_and_is_refused(committed_world):
    city, moment = committed_world.city, at(10, "10.00")
    vendor, act = city.sellers["goods"].id, placing(committed_world.city, moment)
    came = crossed(lambda: suspended(vendor, moment), act)
    assert isinstance(came, NotAllowedError), came
    assert (came.code, came.status) == ("vendor_sanctioned", 409)
    assert not Order.objects.filter(vendor_id=vendor, placed_at=moment).exists()


def test_sanction_when_an_order_is_being_placed_then_waits_and_stops_the_next(committed_world):
    city, moment = committed_world.city, at(10, "10.00")
    vendor, act, later = city.sellers["goods"].id, placing(city, moment), placing(city, moment)
    came = crossed(act, lambda: suspended(vendor, moment))
    assert Sanction.objects.get().id == came
    assert Order.objects.filter(vendor_id=vendor, placed_at=moment).count() == 1
    with pytest.raises(NotAllowedError, match="dikenai sanksi"):
        later()
