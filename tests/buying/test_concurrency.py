"""Acts that meet: nothing is overspent, nothing happens twice, and nobody sees a deadlock."""

from datetime import timedelta

from django.db.models import Count as CountOf
from django.db.models import F, Sum

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.models import Package
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.models import Payment, Verification
from eorder.foundation.errors import NotAllowedError, OverBudgetError
from eorder.foundation.ids import new_command
from eorder.records.ledger.models import Entry
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at, offer
from tests.factories.purchases import STATIONERY, Basket, open_package, order_in, state_of, wanted
from tests.factories.threads import at_once

WRITERS = 8


def shop(city, ceiling=120_000_000):
    """A package for stationery, and the form of an order of 1,000,000 in it."""
    walk = open_package(city, account=STATIONERY, ceiling=ceiling)
    product = offer(city.sellers["small"], "alat-tulis", 1_000_000)
    return walk, wanted(walk, Basket(city.sellers["small"], ((product, 1_000),), STATIONERY))


def placing(city, form):
    return lambda: place_order(wanted=form, by=city.people["pp"], at=at(10), command=new_command())


def shrink_line(city, left):
    """Leave an amount on the line, as if the rest had been taken back."""
    line = BudgetLine.objects.get(id=city.unit.lines[STATIONERY])
    BudgetLine.objects.filter(id=line.id).update(ceiling=line.reserved + line.committed + line.spent + left)
    return line


def assert_consistent():
    """Counters equal the ledger and the orders that stand, and no ceiling is crossed."""
    for line in BudgetLine.objects.all():
        for counter in ("reserved", "committed", "spent"):
            booked = Entry.objects.filter(owner_id=line.id, account=counter).aggregate(sum=Sum("amount"))[
                "sum"
            ]
            assert (booked or 0) == getattr(line, counter), counter
        assert line.reserved + line.committed + line.spent <= line.ceiling
    gone = [OrderState.REFUSED, OrderState.LAPSED, OrderState.CANCELLED]
    for package in Package.objects.all():
        standing = package.orders.exclude(state__in=gone)
        assert package.ordered == sum(each.accepted_value or each.total for each in standing)
        assert package.ordered <= package.ceiling
    assert Entry.objects.aggregate(sum=Sum("amount"))["sum"] == 0


def test_eight_writers_when_one_budget_line_has_room_for_five_orders_then_exactly_five_are_placed(
    committed_world,
):
    city = committed_world.city
    _, form = shop(city)
    before = Order.objects.count()
    line = shrink_line(city, 5_999_999)
    results = at_once(*[placing(city, form) for _ in range(WRITERS)])
    refusals = [each for each in results if isinstance(each, NotAllowedError)]
    assert len(refusals) == WRITERS - 5
    assert {each.code for each in refusals} == {"over_budget"}
    assert Order.objects.count() == before + 5
    line.refresh_from_db()
    assert line.ceiling - line.reserved - line.committed - line.spent == 999_999
    assert BudgetLine.objects.filter(ceiling__lt=F("reserved") + F("committed") + F("spent")).count() == 0


def test_eight_writers_when_one_package_has_room_for_three_orders_then_exactly_three_are_placed(
    committed_world,
):
    city = committed_world.city
    walk, form = shop(city, ceiling=3_500_000)
    results = at_once(*[placing(city, form) for _ in range(WRITERS)])
    refusals = [each for each in results if isinstance(each, NotAllowedError)]
    assert len(refusals) == WRITERS - 3
    assert {each.code for each in refusals} <= {"package", "over_package"}
    assert Package.objects.get(id=walk.package_id).ordered == 3_000_000
    assert_consistent()


def test_eight_writers_when_they_place_orders_then_numbers_have_no_gap(committed_world):
    city = committed_world.city
    _, form = shop(city)
    before = Order.objects.count()
    results = at_once(*[placing(city, form) for _ in range(WRITERS)] + [placing(city, form)])
    assert not [each for each in results if isinstance(each, Exception)]
    numbers = sorted(Order.objects.values_list("number", flat=True))
    assert numbers == [f"GBR-2026-{each:05d}" for each in range(1, before + WRITERS + 2)]


def test_accept_and_cancel_when_they_meet_then_one_order_of_acts_holds(committed_world):
    city = committed_world.city
    walk = order_in(OrderState.PLACED, city)
    accepted, cancelled = at_once(
        lambda: accept_order(order_id=walk.order, by=walk.seller, at=walk.at, command=new_command()),
        lambda: cancel_order(
            order_id=walk.order,
            reason="Ditunda dulu.",
            by=city.people["pp"],
            at=walk.at,
            command=new_command(),
        ),
    )
    assert cancelled == walk.order  # an accepted order can be cancelled still
    assert accepted == walk.order or accepted.code == "wrong_state"
    assert state_of(walk) == OrderState.CANCELLED
    assert_consistent()


def test_accept_and_refuse_when_they_meet_then_exactly_one_holds(committed_world):
    city = committed_world.city
    walk = order_in(OrderState.PLACED, city)
    results = at_once(
        lambda: accept_order(order_id=walk.order, by=walk.seller, at=walk.at, command=new_command()),
        lambda: refuse_order(
            order_id=walk.order, reason="Dapur penuh.", by=walk.seller, at=walk.at, command=new_command()
        ),
    )
    assert [each.code for each in results if isinstance(each, NotAllowedError)] == ["wrong_state"]
    assert state_of(walk) == (OrderState.ACCEPTED if results[0] == walk.order else OrderState.REFUSED)
    assert_consistent()


def test_two_treasurers_when_they_pay_one_order_then_it_is_paid_once(committed_world):
    city = committed_world.city
    walk = committed_world.orders[OrderState.VERIFIED]

    def paying(key):
        return lambda: record_payment(
            order_id=walk.order, provider="Bank Contoh", reference=f"TRX-{key}", proof=sample_pdf(key),
            by=city.people[key], at=walk.at, command=new_command(),
        )  # fmt: skip

    results = at_once(paying("bendahara"), paying("pembantu"))
    assert [each.code for each in results if isinstance(each, NotAllowedError)] == ["wrong_state"]
    assert Payment.objects.filter(order_id=walk.order).count() == 1
    assert_consistent()


def test_two_treasurers_when_they_verify_two_small_purchases_of_a_day_then_one_withholds_for_both(
    committed_world,
):
    city = committed_world.city
    shopping = [order_in(OrderState.INVOICED, city, "small", count=50) for _ in range(2)]
    for walk, key in zip(shopping, ("bendahara", "pembantu"), strict=True):
        walk.people = {**walk.people, "bendahara": city.people[key]}
        walk.at = at(18)
    at_once(*[walk.verify for walk in shopping])
    withheld = Verification.objects.filter(invoice__order_id__in=[walk.order for walk in shopping])
    assert sorted(withheld.values_list("withheld", flat=True)) == [0, 57_000]


def test_placing_and_cancelling_when_they_meet_often_then_nobody_sees_a_deadlock(committed_world):
    city = committed_world.city
    _, form = shop(city)
    standing = [placing(city, form)() for _ in range(WRITERS)]

    def cancelling(order):
        return lambda: [
            cancel_order(
                order_id=order, reason="Ditunda dulu.", by=city.people["pp"], at=at(10), command=new_command()
            )
        ]

    def placing_often():
        return [placing(city, form)() for _ in range(5)]

    results = at_once(*[cancelling(order) for order in standing], *[placing_often] * 4)
    assert not [each for each in results if isinstance(each, Exception)]
    assert_consistent()


def test_handing_over_and_placing_when_they_meet_in_one_package_then_nobody_sees_a_deadlock(committed_world):
    city = committed_world.city
    walk, form = shop(city)
    walk.seller = city.sellers["small"].actor
    walk.at = at(10)
    walk.place(form.vendor_id, form.quantities, at(13, "11.00")).accept()
    walk.at = at(13)
    walk.ship().receive()
    results = at_once(walk.hand_over, *[placing(city, form) for _ in range(4)])
    assert not [each for each in results if isinstance(each, Exception)]
    assert_consistent()


def test_returning_a_delivery_when_it_is_being_counted_then_what_was_accepted_stays(committed_world):
    city = committed_world.city
    walk = order_in(OrderState.SHIPPED, city)
    at_once(
        walk.receive,
        lambda: reject_delivery(
            order_id=walk.order, reason="Tidak jadi.", by=city.people["ppk"], at=walk.at + timedelta(minutes=1),
            command=new_command(),
        ),
    )  # fmt: skip
    assert state_of(walk) == OrderState.RECEIVED
    assert_consistent()


def test_over_budget_when_the_guard_refuses_then_the_sentence_names_the_line(committed_world):
    city = committed_world.city
    _, form = shop(city)
    shrink_line(city, 1_500_000)
    results = at_once(placing(city, form), placing(city, form))
    refusal = next(each for each in results if isinstance(each, NotAllowedError))
    assert isinstance(refusal, OverBudgetError) or refusal.code == "over_budget"
    assert "pagu" in refusal.sentence
    series = Order.objects.values("number").annotate(count=CountOf("id")).filter(count__gt=1)
    assert not series.exists()
