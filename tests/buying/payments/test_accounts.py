"""A payment goes to the seller's account in force: the one before within the waiting time, the new one after it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.models import Payment
from eorder.foundation.errors import EorderError, NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.parties.actors import load_actor
from eorder.parties.banking.actions.stop_account import stop_account
from eorder.parties.banking.actions.verify_account import verify_account
from eorder.parties.banking.actions.withdraw_account import withdraw_account
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.queries import accounts_at
from eorder.parties.vendors.models import BankAccount
from eorder.records.journal.models import Event
from eorder.simulator.samples import sample_pdf
from tests.factories.accounts import WAITING, change_in, proposed
from tests.factories.cast import appoint, at
from tests.factories.purchases import order_in, state_of
from tests.factories.threads import at_once

VERIFIED = at(18, "12.00")
HOLDS = VERIFIED + WAITING
"""When the account verified at noon of the 18th may be paid to: noon of the 21st."""


def pay(walk, when, account=None, by="bendahara", reference="TRX-A1"):
    by = walk.people[by] if isinstance(by, str) else by
    return record_payment(
        order_id=walk.order, provider="Bank Contoh", reference=reference, proof=sample_pdf(f"bayar {reference}"),
        account_id=account, by=by, at=when, command=new_command(),
    )  # fmt: skip


def paid_to(walk):
    return Payment.objects.get(order_id=walk.order).account_id


@pytest.fixture
def walk(city):
    return order_in(OrderState.VERIFIED, city)


@pytest.fixture
def first(city):
    return BankAccount.objects.get(vendor_id=city.sellers["A"].id).id


@pytest.fixture
def change(city):
    """Another account of the seller, verified at noon of the 18th."""
    return change_in("verified", city.sellers["A"], VERIFIED - timedelta(hours=1), city.people["kurator"])


def test_payment_when_nothing_changed_then_names_the_account_in_public_to_nobody(walk, first):
    pay(walk, at(19))
    assert paid_to(walk) == first
    event = Event.objects.get(name="order.paid", subject_id=walk.order)
    assert (str(first) in event.public, str(first) in event.private) == (False, True)


def test_payment_when_within_the_waiting_time_then_goes_to_the_account_before(walk, first, change):
    with pytest.raises(NotAllowedError) as refused:
        pay(walk, HOLDS - timedelta(seconds=1), change)
    assert (refused.value.code, refused.value.status) == ("account_not_in_force", 409)
    pay(walk, HOLDS - timedelta(seconds=1))
    assert paid_to(walk) == first


def test_payment_when_the_waiting_time_is_over_then_goes_to_the_new_account(walk, change):
    pay(walk, HOLDS)
    assert paid_to(walk) == change


def test_payment_when_it_was_sent_before_the_accounts_changed_then_can_be_recorded_a_while(
    walk, first, change
):
    assert first != change
    with pytest.raises(NotAllowedError) as refused:
        pay(walk, HOLDS + WAITING, first)
    assert refused.value.code == "account_not_in_force"
    pay(walk, HOLDS + WAITING - timedelta(seconds=1), first)
    assert paid_to(walk) == first


def test_payment_when_the_change_was_stopped_then_goes_to_the_account_before(city, walk, first, change):
    stop_account(change_id=change, by=city.sellers["A"].actor, at=at(19), command=new_command())
    with pytest.raises(NotAllowedError):
        pay(walk, HOLDS, change)
    pay(walk, HOLDS)
    assert paid_to(walk) == first


def test_payment_when_to_an_account_of_another_seller_then_refused(city, walk):
    (other,) = accounts_at(city.sellers["B"].id, at(19))
    for account in (other.id, new_id()):
        with pytest.raises(NotAllowedError) as refused:
            pay(walk, at(19), account)
        assert refused.value.code == "account_not_in_force"
    assert state_of(walk) == "verified"


def test_payment_when_by_who_verified_the_account_then_another_treasurer_pays(city, walk, change):
    curator = city.people["kurator"]
    appoint(city.unit.id, curator.person_id, "bendahara", since=HOLDS)
    with pytest.raises(NotAllowedError) as refused:
        pay(walk, HOLDS, by=load_actor(curator.account_id))
    assert refused.value.code == "account_by_payer"
    pay(walk, HOLDS)
    assert paid_to(walk) == change


def written(order, account, paid_at):
    """A payment written past the rules."""
    return Payment(
        government_id=order.government_id, order=order, account_id=account, provider="Bank Contoh",
        external_ref="TRX-L", gross=1, withheld=0, net=1, paid_at=paid_at, command_id=new_command(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("which", "when"),
    [
        ("change", HOLDS - timedelta(seconds=1)),
        ("first", HOLDS + WAITING),
        ("other", at(19)),
        ("first", at(1, month=1) - timedelta(days=900)),
    ],
)
def test_payment_when_the_runtime_role_writes_it_past_the_rules_then_the_trigger_refuses(
    city, walk, first, change, which, when
):
    other = accounts_at(city.sellers["B"].id, at(19))[0].id
    account = {"change": change, "first": first, "other": other}[which]
    order = Order.objects.get(id=walk.order)
    with pytest.raises(IntegrityError, match="bukan ke rekening penjual yang berlaku"), transaction.atomic():
        written(order, account, when).save(force_insert=True)


def test_payment_when_the_verifier_writes_it_past_the_rules_then_the_trigger_refuses(city, walk, change):
    curator = city.people["kurator"]
    order = Order.objects.get(id=walk.order)
    order.duties.create(duty="bendahara", person_id=curator.person_id)
    with pytest.raises(IntegrityError, match="yang memastikan rekeningnya"), transaction.atomic():
        written(order, change, HOLDS).save(force_insert=True)


def refusals(results):
    return [each.code for each in results if isinstance(each, EorderError)]


def test_verifying_and_paying_when_at_once_then_every_payment_goes_to_the_account_before(committed_world):
    city = committed_world.city
    seller = city.sellers["A"]
    walks = [order_in(OrderState.VERIFIED, city) for _ in range(3)]
    first = accounts_at(seller.id, at(19))[0].id
    change = proposed(seller, at(19))
    act = {"change_id": change, "at": at(19, "11.00")}
    paying = [
        lambda walk=walk: pay(walk, at(19, "11.00"), reference=f"TRX-R{walks.index(walk)}") for walk in walks
    ]
    results = at_once(
        *paying,
        lambda: verify_account(**act, by=city.people["kurator"], command=new_command()),
        lambda: verify_account(**act, by=city.people["kurator"], command=new_command()),
        lambda: withdraw_account(**act, by=seller.actor, command=new_command()),
    )
    assert refusals(results) == ["wrong_state", "wrong_state"]
    assert {state_of(walk) for walk in walks} == {"paid"}
    orders = [walk.order for walk in walks]
    assert set(Payment.objects.filter(order_id__in=orders).values_list("account_id", flat=True)) == {first}
    state = AccountChange.objects.get(id=change).state
    assert BankAccount.objects.filter(id=change).exists() == (state == "verified")


def test_stopping_and_paying_when_at_once_at_the_last_moment_then_the_payment_goes_to_what_holds(
    committed_world,
):
    city = committed_world.city
    seller = city.sellers["A"]
    walk = order_in(OrderState.VERIFIED, city)
    change = change_in("verified", seller, at(18), city.people["kurator"])
    holds = BankAccount.objects.get(id=change).payable_from
    before = holds - timedelta(microseconds=1)
    results = at_once(
        lambda: stop_account(change_id=change, by=seller.actor, at=before, command=new_command()),
        lambda: pay(walk, holds, reference="TRX-S1"),
    )
    paid = Payment.objects.get(order_id=walk.order).account_id
    assert refusals(results) == (["account_holds"] if paid == change else [])


def test_proposals_when_two_members_send_at_once_then_one_is_open(committed_world):
    seller = committed_world.city.sellers["A"]
    results = at_once(
        *[lambda number=number: proposed(seller, at(19), f"99112233{number}") for number in range(40, 44)]
    )
    assert refusals(results) == ["change_open"] * 3
    assert AccountChange.objects.filter(state="proposed").count() == 1


def test_stop_when_the_account_was_paid_to_then_the_database_refuses(city, walk, change):
    pay(walk, HOLDS)
    with pytest.raises(EorderError) as refused:
        stop_account(change_id=change, by=city.sellers["A"].actor, at=at(19), command=new_command())
    assert refused.value.code == "account_holds"
