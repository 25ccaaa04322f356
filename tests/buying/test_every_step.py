"""Every step in every state by everybody: allowed or refused exactly as the tables say."""

from dataclasses import dataclass, replace

import pytest
from django.db import connection, transaction

from eorder.buying.orders import states as orders
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages import states as packages
from eorder.buying.packages.models import Package
from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK, Actor
from tests.factories.cast import KEY_OF_ROLE, ROLES, at
from tests.factories.steps import ORDER_STEPS, PACKAGE_STEPS, Try, moment_of, place


@dataclass(frozen=True)
class Who:
    """Somebody who tries: of the record's own unit or business (`here`), in an office that still holds (`now`)."""

    role: str
    actor: Actor
    here: bool = True
    now: bool = True

    def expected(self, step, state):
        """What the tables say: the code of the refusal, or nothing."""
        if not self.here and not (self.role == "auditor" and self.now):
            return "not_found"
        return self.expected_in_the_open(step, state)

    def expected_in_the_open(self, step, state):
        """The same for a record that everybody may know of."""
        if self.role not in step.by:
            return "wrong_role"
        if not self.here:
            return "wrong_unit"
        if not self.now:
            return "appointment_expired"
        return "" if state in step.sources else "wrong_state"


def everybody(city, step, *, is_order):
    """All offices of the unit, the seller, the clock, and who holds the right office elsewhere or once did.

    Sellers and the clock have nothing to do with a package. Auditors see every unit.
    """
    people = [Who(role, city.as_role(role)) for role in ROLES]
    for role in sorted(step.by & set(ROLES) | {"auditor"}):
        key = KEY_OF_ROLE[role]
        people += [Who(role, city.twins[key], here=False), Who(role, city.formers[key], now=False)]
    return [
        *people,
        Who("vendor", city.sellers["A"].actor, here=is_order),
        Who("vendor", city.sellers["other"].actor, here=False),
        Who("clock", CLOCK, here=is_order),
    ]


def digest():
    """Everything an act could change, as counts of what only grows and digests of what can change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM journal_event), (SELECT count(*) FROM journal_command),"
            " (SELECT count(*) FROM ledger_transfer), (SELECT count(*) FROM documents_document),"
            " (SELECT count(*) FROM orders_duty), (SELECT sum(last) FROM journal_counter),"
            " (SELECT count(*) FROM procrastinate_jobs),"
            " (SELECT md5(string_agg(o::text, '|' ORDER BY id)) FROM orders_order o),"
            " (SELECT md5(string_agg(l::text, '|' ORDER BY id)) FROM orders_line l),"
            " (SELECT md5(string_agg(p::text, '|' ORDER BY id)) FROM packages_package p),"
            " (SELECT md5(string_agg(b::text, '|' ORDER BY id)) FROM budgets_budgetline b)"
        )
        return cursor.fetchone()


class _UndoError(Exception):
    """Takes a try back."""


def reached_by(act, walk, who, moment, state_of):
    """Do an allowed act inside a savepoint and take it back; the state it led to."""
    try:
        with transaction.atomic():
            act(walk, by=who.actor, at=moment, command=new_command())
            reached = state_of(walk)
            raise _UndoError
    except _UndoError:
        return reached
    except EorderError as error:
        return error.code


def refusal_of(act, walk, who, moment):
    """Do an act that must be refused; the code of the refusal, which says so in a sentence."""
    try:
        act(walk, by=who.actor, at=moment, command=new_command())
    except EorderError as error:
        return error.code if len(error.sentence) > 15 else f"no sentence for {error.code}"
    return "allowed"


def check_step(act, step, walks, people, moment, state_of, expectation=Who.expected):
    """Try one step in every state by everybody: all offices, those who held one, and those of another unit."""
    assert {who.role for who in people} == {*ROLES, "vendor", "clock"}
    before = digest()
    for state, walk in walks.items():
        expected, got = [], []
        for who in people:
            refusal = expectation(who, step, state)
            name = (who.role, who.here, who.now)
            expected.append((name, refusal or step.target))
            if refusal:
                got.append((name, refusal_of(act, walk, who, moment(walk))))
            else:
                got.append((name, reached_by(act, walk, who, moment(walk), state_of)))
        assert got == expected, state
        assert digest() == before, f"a refusal in {state} changed something"


def order_state(walk):
    return Order.objects.values_list("state", flat=True).get(id=walk.order)


def package_state(walk):
    return Package.objects.values_list("state", flat=True).get(id=walk.package_id)


@pytest.mark.parametrize("step", ORDER_STEPS)
def test_order_step_when_tried_in_every_state_by_everybody_then_as_the_table_says(undone, step):
    walks = {**undone.orders, **(undone.spoilt if step == "reject_delivery" else {})}
    trials = {state: Try(walk, undone.city) for state, walk in walks.items()}
    people = everybody(undone.city, orders.STEPS[step], is_order=True)
    assert set(trials) == set(OrderState)
    check_step(ORDER_STEPS[step], orders.STEPS[step], trials, people, moment_of(step), order_state)


@pytest.mark.parametrize("step", PACKAGE_STEPS)
def test_package_step_when_tried_in_every_state_by_everybody_then_as_the_table_says(undone, step):
    trials = {state: Try(walk, undone.city) for state, walk in undone.packages.items()}
    people = everybody(undone.city, packages.STEPS[step], is_order=False)
    assert set(trials) == set(PackageState)
    check_step(PACKAGE_STEPS[step], packages.STEPS[step], trials, people, lambda _: at(10), package_state)


def test_placing_when_tried_in_every_package_state_by_everybody_then_as_the_table_says(undone):
    step = replace(orders.STEPS["place"], sources=frozenset({PackageState.ACTIVE}))
    trials = {state: Try(walk, undone.city) for state, walk in undone.packages.items()}

    def expectation(who, step, state):
        return who.expected_in_the_open(step, state).replace("wrong_state", "package")

    def newest_order(walk):
        return Order.objects.filter(package_id=walk.package_id).values_list("state", flat=True).get()

    assert set(trials) == set(PackageState)
    check_step(
        place,
        step,
        trials,
        everybody(undone.city, step, is_order=True),
        lambda _: at(10),
        newest_order,
        expectation,
    )


def test_tables_when_compared_with_the_acts_then_no_step_is_left_out():
    assert set(ORDER_STEPS) | {"place"} == set(orders.STEPS)
    assert set(PACKAGE_STEPS) == set(packages.STEPS)
