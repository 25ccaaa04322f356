"""A change of account: proposed, withdrawn, verified, refused and stopped, and who may not."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from eorder.foundation.errors import InvalidFormError, NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command, new_id
from eorder.law import book
from eorder.parties.actors import load_actor
from eorder.parties.banking.actions.refuse_account import refuse_account
from eorder.parties.banking.actions.stop_account import stop_account
from eorder.parties.banking.actions.verify_account import verify_account
from eorder.parties.banking.actions.withdraw_account import withdraw_account
from eorder.parties.banking.models import AccountChange, WaitingTime
from eorder.parties.banking.queries import (
    accounts_at,
    accounts_of,
    changes_of,
    coming_account,
    payees,
    waiting_changes,
)
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.vendors.models import BankAccount
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from tests.factories.accounts import WAITING, WHY, change_in, proposed
from tests.factories.cast import SINCE, appoint, at, new_account, new_person

NOON = at(10, "12.00")
MINUTE = timedelta(minutes=1)
ACTS = {"verify": verify_account, "stop": stop_account, "withdraw": withdraw_account}


def do(act, change, by, when=NOON):
    return ACTS[act](change_id=change, by=by, at=when, command=new_command())


def refuse(change, by, when=NOON, **why):
    return refuse_account(change_id=change, by=by, at=when, command=new_command(), **{**WHY, **why})


def state_of(change):
    return AccountChange.objects.get(id=change).state


def numbers(seller, when):
    return [each.number for each in accounts_at(seller.id, when)]


def member(seller, number, tie="staff"):
    """One more member of a business."""
    person = new_person(number, "Anggota")
    account = new_account(person, f"anggota{number}@contoh.example")
    tie_person(vendor_id=seller.id, person_id=person, tie=tie, by=CLOCK, at=SINCE, command=new_command())
    return load_actor(account)


def hired(city, number, *roles):
    """A person with offices in the buying unit."""
    person = new_person(number, "Pegawai")
    account = new_account(person, f"pegawai{number}@contoh.example")
    for role in roles:
        appoint(city.unit.id, person, role)
    return load_actor(account)


def test_change_when_proposed_then_waits_with_its_paper_and_the_account_stays(seller, curator):
    before = numbers(seller, NOON)
    change = proposed(seller, at(10), "9911 2233-44")
    kept = AccountChange.objects.get(id=change)
    assert (kept.state, kept.number, kept.proposed_by_id) == (
        "proposed",
        "9911223344",
        seller.actor.person_id,
    )
    assert kept.due_at == at(13, "23.59") + timedelta(seconds=59)
    paper = Document.objects.get(subject_id=change)
    assert (paper.kind, paper.is_public) == ("account_page", False)
    event = Event.objects.get(name="account_change.proposed")
    assert kept.number not in event.public
    assert json.loads(event.private)["told"] == kept.contacts != []
    assert [row["id"] for row in waiting_changes(curator, NOON)] == [change]
    assert numbers(seller, at(20)) == before


def test_account_when_verified_then_is_paid_to_after_the_waiting_time_and_no_minute_sooner(seller, curator):
    (before,) = numbers(seller, NOON)
    change = proposed(seller, at(10))
    do("verify", change, curator)
    account = BankAccount.objects.get(id=change)
    assert (account.seq, account.since, account.payable_from) == (2, NOON, NOON + WAITING)
    assert numbers(seller, NOON + WAITING - MINUTE) == [before]
    assert numbers(seller, NOON + WAITING) == ["9911223344"]
    assert coming_account(seller.id, NOON + MINUTE).id == change
    assert coming_account(seller.id, NOON + WAITING) is None
    event = Event.objects.get(name="account_change.verified")
    assert (event.role, json.loads(event.public)["seq"]) == ("curator", 2)


def test_payees_when_accounts_changed_a_short_while_ago_then_the_former_one_follows(seller, curator):
    (before,) = numbers(seller, NOON)
    do("verify", proposed(seller, at(10)), curator)
    changed = NOON + WAITING
    assert [each.number for each in payees(seller.id, changed - MINUTE, WAITING)] == [before]
    assert [each.number for each in payees(seller.id, changed, WAITING)] == ["9911223344", before]
    assert [each.number for each in payees(seller.id, changed + WAITING, WAITING)] == ["9911223344"]
    assert payees(seller.id, changed, WAITING)[0].verified_by == curator.person_id
    assert payees(new_id(), changed, WAITING) == []


def test_change_when_withdrawn_by_another_member_then_ends_and_the_next_can_be_proposed(seller, curator):
    change = proposed(seller, at(10))
    do("withdraw", change, member(seller, 902))
    assert (state_of(change), AccountChange.objects.get().due_at) == ("withdrawn", None)
    for act, by in (("withdraw", seller.actor), ("verify", curator), ("stop", seller.actor)):
        with pytest.raises(NotAllowedError) as refused:
            do(act, change, by)
        assert refused.value.code == "wrong_state"
    assert proposed(seller, NOON)


def test_change_when_a_stranger_withdraws_or_stops_it_then_refused(city, seller, curator):
    change = proposed(seller, at(10))
    for by in (city.sellers["B"].actor, curator):
        with pytest.raises(NotAllowedError) as refused:
            do("withdraw", change, by)
        assert refused.value.code == "wrong_role"
    do("verify", change, curator)
    for by in (city.sellers["B"].actor, city.people["bendahara"]):
        with pytest.raises(NotAllowedError) as refused:
            do("stop", change, by)
        assert refused.value.code == "wrong_role"


def test_change_when_refused_then_says_why_and_the_account_stays(seller, curator):
    before = numbers(seller, at(30))
    change = proposed(seller, at(10))
    for missing in ({"finding": " "}, {"remedy": ""}, {"remedy": "a" * 501}):
        with pytest.raises(InvalidFormError) as told:
            refuse(change, curator, **missing)
        assert set(told.value.problems) == set(missing)
    refuse(change, curator)
    (row,) = changes_of(seller.id)
    assert (row["state"], row["finding"], row["remedy"]) == ("refused", WHY["finding"], WHY["remedy"])
    assert numbers(seller, at(30)) == before
    with pytest.raises(NotAllowedError) as again:
        refuse(change, curator)
    assert again.value.code == "wrong_state"


@pytest.mark.parametrize("act", ["verify", "refuse"])
def test_check_when_the_proposer_or_a_member_makes_it_then_refused(city, seller, act):
    check = refuse if act == "refuse" else lambda change, by: do("verify", change, by)
    change = proposed(seller, at(10))
    appoint(city.unit.id, seller.actor.person_id, "curator")
    tied = member(seller, 903, "account_holder")
    appoint(city.unit.id, tied.person_id, "curator")
    for by, code in ((seller.actor, "own_proposal"), (tied, "own_business")):
        with pytest.raises(NotAllowedError) as refused:
            check(change, load_actor(by.account_id))
        assert refused.value.code == code
    assert state_of(change) == "proposed"


def test_check_when_another_account_of_the_proposer_makes_it_then_refused(city, seller):
    change = proposed(seller, at(10))
    twin = new_account(seller.actor.person_id, "akun.kedua@contoh.example")
    appoint(city.unit.id, seller.actor.person_id, "curator")
    with pytest.raises(NotAllowedError) as refused:
        do("verify", change, load_actor(twin))
    assert refused.value.code == "own_proposal"


@pytest.mark.parametrize(
    "office", ["bendahara", "bendahara_pembantu", "kpa", "ppk", "pejabat_pengadaan", "auditor"]
)
def test_check_when_the_curator_also_buys_or_pays_then_refused(city, seller, office):
    change = proposed(seller, at(10))
    with pytest.raises(NotAllowedError) as refused:
        do("verify", change, hired(city, 904, "curator", office))
    assert refused.value.code == "offices_apart"


def test_check_when_no_curator_makes_it_then_refused(city, seller):
    change = proposed(seller, at(10))
    for key in ("bendahara", "ppk", "admin", "auditor"):
        with pytest.raises(NotAllowedError) as refused:
            do("verify", change, city.people[key])
        assert refused.value.code == "wrong_role"
    with pytest.raises(NotAllowedError):
        do("verify", change, city.formers["kurator"])
    elsewhere = replace(city.people["kurator"].hats[0], government_id=new_id())
    with pytest.raises(NotAllowedError):
        do("verify", change, replace(city.people["kurator"], hats=(elsewhere,)))


@pytest.mark.parametrize("who", ["seller", "curator"])
def test_account_when_stopped_within_its_waiting_time_then_never_holds(seller, curator, who):
    before = numbers(seller, NOON)
    change = change_in("verified", seller, at(10), curator)
    by = seller.actor if who == "seller" else curator
    do("stop", change, by, at(10) + WAITING)
    assert numbers(seller, at(30)) == before
    assert [each["is_stopped"] for each in accounts_of(seller.id)] == [True, False]
    assert Event.objects.get(name="account_change.stopped").role == (
        "vendor" if who == "seller" else "curator"
    )
    again = proposed(seller, at(20), "9955667788")
    do("verify", again, curator, at(20, "12.00"))
    assert numbers(seller, at(30)) == ["9955667788"]


def test_account_when_it_holds_already_then_cannot_be_stopped(seller, curator):
    change = change_in("verified", seller, at(10), curator)
    with pytest.raises(NotAllowedError) as refused:
        do("stop", change, seller.actor, at(10, "10.00") + WAITING)
    assert refused.value.code == "account_holds"
    with pytest.raises(NotAllowedError) as refused:
        do("stop", proposed(seller, at(20), "9955667788"), seller.actor, at(20))
    assert refused.value.code == "wrong_state"


def test_change_when_there_is_none_then_not_found(curator):
    for act in ACTS:
        with pytest.raises(NotFoundError):
            do(act, new_id(), curator)


@pytest.mark.usefixtures("db")
def test_waiting_time_when_the_database_refuses_by_it_then_it_is_that_of_the_book():
    values = book.parameter("new_account_waiting_time").values
    rows = WaitingTime.objects.order_by("since").values_list("since", "until", "hours")
    assert list(rows) == [(each.since, each.until, each.amount) for each in values]
