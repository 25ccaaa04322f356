"""One natural person with two offices and two accounts never does two duties that the law keeps apart."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.models import Duty, Order
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.actions.dispose_package import dispose_to_officer
from eorder.buying.packages.actions.prepare_package import prepare_package
from eorder.buying.packages.actions.return_package import return_package
from eorder.buying.packages.actions.take_up_package import take_up_package
from eorder.buying.packages.models import Package
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.openness.consistency.duties import duties_not_kept_apart, persons_behind_accounts
from eorder.simulator.purchase import hat_of
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.cast import at
from tests.factories.purchases import STATIONERY, full_count, open_package, order_in, ready, state_of, wanted


def refusal(act, **how):
    with pytest.raises(EorderError) as caught:
        act(command=new_command(), **how)
    return caught.value.code


def with_officer(city, officer):
    """The same city, whose packages go to this Pejabat Pengadaan."""
    return replace(city, people={**city.people, "pp": officer})


def shipped(city, officer):
    walk, chosen = ready(with_officer(city, officer))
    walk.place(chosen.seller.id, chosen.quantities, at(13, "11.00")).accept()
    walk.at = at(13, "10.50")
    return walk.ship()


def receive(walk, by):
    return refusal(
        receive_order,
        order_id=walk.order,
        counts=full_count(walk),
        photo=sample_photo(str(walk.order)),
        by=by,
        at=walk.at,
    )


def test_person_with_two_accounts_when_placing_and_receiving_then_refused_by_rule_and_by_database(city):
    walk = shipped(city, city.mixed)
    assert city.mixed.account_id != city.mixed_again.account_id
    assert receive(walk, city.mixed_again) == "duty_kept_apart"
    with pytest.raises(IntegrityError, match="Satu orang tidak boleh"), transaction.atomic():
        Duty.objects.create(order_id=walk.order, duty="receiver", person_id=city.mixed_again.person_id)
    assert state_of(walk) == OrderState.SHIPPED


def test_person_when_having_cancelled_as_officer_then_the_duty_is_on_record(city):
    walk = order_in(OrderState.ACCEPTED, city)
    cancel_order(
        order_id=walk.order, reason="Rapat ditunda.", by=city.mixed, at=walk.at, command=new_command()
    )
    assert Duty.objects.filter(
        order_id=walk.order, person_id=city.mixed.person_id, duty="pejabat_pengadaan"
    ).exists()


def test_officer_when_the_package_is_disposed_to_another_then_neither_changes_nor_places(city):
    walk = order_in(OrderState.PLACED, city)
    form = wanted(walk, ready(city)[1], quantities=walk.quantities)
    version = Order.objects.get(id=walk.order).version
    change = {
        "order_id": walk.order,
        "version": version,
        "wanted": form,
        "by": city.mixed,
        "at": at(10, "10.05"),
    }
    assert refusal(change_order, **change) == "not_disposed_to_you"


@pytest.mark.parametrize("act", ["prepare", "dispose", "take_up"])
def test_package_when_disposed_to_others_then_a_colleague_cannot_take_it_over(city, act):
    walk = open_package(city, account=STATIONERY, state="with_ppk" if act == "prepare" else "prepared")
    if act == "take_up":
        walk.dispose_to_officer()
    own = {"package_id": walk.package_id, "by": city.mixed, "at": walk.at}
    code = {
        "prepare": lambda: refusal(
            prepare_package, budget_line_id=city.unit.lines[STATIONERY], kak=sample_pdf("lain"), **own
        ),
        "dispose": lambda: refusal(
            dispose_to_officer,
            officer_id=hat_of(city.people["pp"], "pejabat_pengadaan").appointment_id,
            **own,
        ),
        "take_up": lambda: refusal(take_up_package, **own),
    }[act]()
    assert code == "not_disposed_to_you"


def test_package_when_recalled_then_other_people_can_be_named_and_running_orders_go_on(city):
    walk = order_in(OrderState.PLACED, city)
    return_package(
        package_id=walk.package_id, step="recall", reason="PPK berhalangan tetap.", by=city.people["pa"], at=walk.at,
        command=new_command(),
    )  # fmt: skip
    package = Package.objects.get(id=walk.package_id)
    assert (package.state, package.ordered) == ("imported", Order.objects.get(id=walk.order).total)
    walk.accept()
    assert state_of(walk) == OrderState.ACCEPTED
    walk.people = {**city.people, "ppk": city.mixed}
    walk.dispose_to_ppk()
    package.refresh_from_db()
    assert (package.ppk_id, package.officer_id) == (city.mixed.person_id, None)


def test_every_step_of_a_person_when_it_is_a_duty_then_names_one_the_law_knows():
    assert {step for step, row in STEPS.items() if not row.duty} == {"lapse"}


def test_checks_when_all_went_through_the_acts_then_find_nobody_with_two_duties(city):
    walk = shipped(city, city.people["pp"])
    walk.receive().hand_over()
    assert (duties_not_kept_apart(), persons_behind_accounts()) == ([], [])
