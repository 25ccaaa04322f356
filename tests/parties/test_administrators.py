"""Administrators apart from offices and businesses (S6): by rule where one sees it, else by the database."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.vendors.actions.register_vendor import register_vendor
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.vendors.models import Member
from eorder.parties.workunits.actions.set_up_government import add_unit
from eorder.parties.workunits.models import Appointment
from tests.factories.cast import ENDED, PASSWORD, SINCE, appoint, new_person
from tests.factories.threads import at_once
from tests.parties.vendors.test_vendors import PROFILE, open_government


class Town:
    """One unit and one business; each way a person is an administrator, and each way of other business."""

    def __init__(self):
        self.government = open_government()
        self.unit = add_unit(government_id=self.government, code="1", short_code="UJI", name="Unit Uji")
        self.vendor = self.register(new_person(1, "Pemilik"), nib="9900000000001")

    def register(self, owner, **changed):
        profile = replace(
            PROFILE, **{"npwp": "", "nib": "9900000000002", "bank_holder": PROFILE.name, **changed}
        )
        return register_vendor(
            government_id=self.government, owner_id=owner, profile=profile, by=CLOCK, at=SINCE,
            command=new_command(),
        )  # fmt: skip

    def account(self, person, kind="admin"):
        return open_account(
            person_id=person, kind=kind, email=f"{new_command()}@contoh.example", password=PASSWORD, by=CLOCK,
            at=SINCE, command=new_command(),
        )  # fmt: skip

    def office(self, person, role="ppk"):
        return appoint(self.unit, person, role)

    def admin_office(self, person):
        return self.office(person, "admin")

    def tie(self, person, tie="staff", when=SINCE):
        return tie_person(
            vendor_id=self.vendor, person_id=person, tie=tie, by=CLOCK, at=when, command=new_command()
        )

    def holder(self, person):
        return self.tie(person, "account_holder")


ADMIN = ("account", "admin_office")
BUSINESS = ("office", "tie", "holder", "register")
PAIRS = [(first, second) for first in ADMIN for second in BUSINESS]


def held_by(person):
    return (
        Account.objects.filter(person_id=person).count()
        + Appointment.objects.filter(person_id=person).count()
        + Member.objects.filter(person_id=person).count()
    )


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("first", "second"), PAIRS + [(b, a) for a, b in PAIRS])
def test_administrator_when_also_in_business_then_refused_in_words(first, second):
    town, person = Town(), new_person(2)
    getattr(town, first)(person)
    with pytest.raises(NotAllowedError) as caught, transaction.atomic():
        getattr(town, second)(person)
    assert caught.value.code == "admin_apart"
    assert held_by(person) == 1


@pytest.mark.usefixtures("db")
def test_official_when_with_a_business_then_allowed():
    town, person = Town(), new_person(2)
    for each in (town.office, town.tie, town.register):
        each(person)
    town.account(person, "official")
    assert held_by(person) == 4


@pytest.mark.usefixtures("db")
def test_administrator_when_the_office_has_ended_then_the_database_keeps_businesses_closed():
    town, person = Town(), new_person(2)
    appoint(town.unit, person, "admin", until=ENDED)
    with pytest.raises(NotAllowedError, match="memegang jabatan lain atau menjadi anggota usaha"):
        town.tie(person, when=ENDED)


@pytest.mark.usefixtures("db")
def test_administrator_when_written_past_every_rule_then_the_database_refuses():
    town, person = Town(), new_person(2)
    town.tie(person)
    official = Account.objects.get(id=town.account(person, "official"))
    official.id, official.email, official.kind = new_command(), "kedua@contoh.example", "admin"
    tie = Member.objects.get(person_id=person)
    tie.pk, tie.person_id = None, administrator(town)
    for row in (official, tie):
        with pytest.raises(IntegrityError, match="Administrator teknis"), transaction.atomic():
            row.save(force_insert=True)


def administrator(town):
    person = new_person(3)
    town.account(person)
    return person


@pytest.mark.parametrize(
    ("first", "second"), [("account", "tie"), ("admin_office", "register"), ("office", "account")]
)
def test_administrator_when_both_are_written_at_once_then_one_is(committed_db, first, second):
    town, person = Town(), new_person(2)
    results = at_once(*[partial(getattr(town, each), person) for each in (first, second) * 2])
    assert {each.code for each in results if isinstance(each, NotAllowedError)} == {"admin_apart"}
    kinds = (
        Account.objects.filter(person_id=person, kind="admin").exists()
        or Appointment.objects.filter(person_id=person, role="admin").exists()
    )
    others = (
        Member.objects.filter(person_id=person).exists()
        or Appointment.objects.filter(person_id=person).exclude(role="admin").exists()
    )
    assert kinds != others
