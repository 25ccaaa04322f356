"""What makes a change of account safe, the database refuses by itself, whatever code writes (S7)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.ids import new_id
from eorder.parties.banking.models import AccountChange
from eorder.parties.vendors.models import BankAccount
from tests.factories.accounts import WAITING, change_in, proposed
from tests.factories.cast import appoint, at, new_person


@pytest.fixture
def change(seller):
    return AccountChange.objects.get(id=proposed(seller, at(10)))


def account(change, **changed):
    """The account of a change as the act would write it."""
    given = {
        "id": change.id, "government_id": change.government_id, "vendor_id": change.vendor_id, "seq": 2,
        "bank_name": change.bank_name, "number": change.number, "holder": change.holder, "since": at(11),
        "payable_from": at(11) + WAITING,
    }  # fmt: skip
    return BankAccount(**{**given, **changed})


def refuses(name, write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    assert refused.value.__cause__.diag.constraint_name == name


def verified(change, curator):
    change.take("verify", decided_by_id=curator.person_id, decided_at=at(11))
    return change


def test_account_when_nobody_verified_it_then_refused(change):
    refuses("bank_account_verified", lambda: account(change).save(force_insert=True))
    refuses("bank_account_verified", lambda: account(change, id=new_id()).save(force_insert=True))


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"number": "99887766"}, "bank_account_verified"),
        ({"holder": "Orang Lain"}, "bank_account_verified"),
        ({"since": at(12)}, "bank_account_verified"),
        ({"payable_from": at(11)}, "bank_account_waits"),
        ({"payable_from": at(11) + WAITING - timedelta(seconds=1)}, "bank_account_waits"),
        ({"payable_from": at(10)}, "bank_account_waits_forward"),
        ({"seq": 3}, "bank_account_in_order"),
        ({"seq": 1}, "bank_account_seq_once"),
    ],
)
def test_account_when_it_is_other_than_verified_or_too_early_then_refused(change, curator, changed, name):
    verified(change, curator)
    refuses(name, lambda: account(change, **changed).save(force_insert=True))
    account(change).save(force_insert=True)


def test_verification_when_by_the_proposer_then_refused(change, seller, curator):
    refuses("account_change_two_persons", lambda: verified(change, seller.actor))
    change.refresh_from_db()
    assert verified(change, curator).state == "verified"


def test_verification_when_by_no_curator_a_payer_or_a_member_then_refused(city, change, curator):
    refuses("account_change_verifier_apart", lambda: verified(change, city.people["ppk"]))
    change.refresh_from_db()
    appoint(city.unit.id, curator.person_id, "bendahara_pembantu")
    refuses("account_change_verifier_apart", lambda: verified(change, curator))


def test_change_when_it_leaves_its_steps_then_refused(curator, change):
    decided = {"decided_by_id": curator.person_id, "decided_at": at(11)}
    stopped = {"state": "stopped", "stopped_by_id": curator.person_id, "stopped_at": at(12), **decided}
    refuses("account_change_in_steps", lambda: change_rows(change).update(**stopped))
    refuses("account_change_in_steps", lambda: change_rows(change).update(due_at=at(20)))
    twin = AccountChange.objects.get(id=change.id)
    twin.id, twin.state = new_id(), "withdrawn"
    refuses("account_change_in_steps", lambda: twin.save(force_insert=True))


def change_rows(change):
    return AccountChange.objects.filter(id=change.id)


def test_verification_when_somebody_takes_it_over_then_refused(change, curator):
    verified(change, curator)
    other = new_person(931)
    refuses("account_change_in_steps", lambda: change_rows(change).update(decided_by_id=other))


def test_stop_when_the_account_holds_already_then_refused(seller, curator):
    change = AccountChange.objects.get(id=change_in("verified", seller, at(10), curator))
    stop = {"state": "stopped", "stopped_by_id": curator.person_id}
    late = at(10, "10.00") + WAITING
    refuses("account_change_stopped_in_time", lambda: change_rows(change).update(**stop, stopped_at=late))


def test_refusal_when_without_a_remedy_then_refused(change, curator):
    decided = {"state": "refused", "decided_by_id": curator.person_id, "decided_at": at(11)}
    refuses(
        "account_change_refused_with_remedy", lambda: change_rows(change).update(**decided, finding="Nama.")
    )


def test_proposals_when_two_are_open_or_nobody_is_told_then_refused(change):
    twin = AccountChange.objects.get(id=change.id)
    twin.id = new_id()
    refuses("account_change_one_open", lambda: twin.save(force_insert=True))
    twin.contacts = []
    refuses("account_change_tells_somebody", lambda: twin.save(force_insert=True))
