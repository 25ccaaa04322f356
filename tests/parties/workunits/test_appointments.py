"""Appointments: valid from a moment until a moment, and administrators apart."""

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import ConflictError, InvalidFormError, NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.law.separation_of_duties import forbidden_appointments
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK, SYSTEM_ID
from eorder.parties.identity.models import Account
from eorder.parties.workunits.actions.activate_address import activate_address
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.parties.workunits.models import Address, Appointment, Role
from eorder.parties.workunits.queries import offices_of
from eorder.parties.workunits.rules import SELLER
from eorder.records.journal.models import Command
from eorder.records.journal.recording import Author, Subject, record
from tests.factories.cast import ENDED, SINCE, appoint, later, new_account, new_person

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def unit():
    """A unit that buys."""
    government = set_up_government(code="KOTA-UJI", name="Kota Uji")
    return add_unit(government_id=government, code="1", short_code="UJI", name="Unit Uji")


def test_appointment_when_it_ends_then_it_holds_until_just_before(unit):
    person = new_person(1)
    account = new_account(person, "uji@contoh.example")
    appoint(unit, person, "ppk", until=ENDED)
    actor = load_actor(account)
    assert actor.units({"ppk"}, SINCE) == actor.units({"ppk"}, later(ENDED, microseconds=-1)) == [unit]
    assert actor.units({"ppk"}, later(SINCE, microseconds=-1)) == actor.units({"ppk"}, ENDED) == []


OFFICES = [role.value for role in Role]


@pytest.mark.parametrize("role", [role for role in OFFICES if role != "admin"])
def test_administrator_when_in_office_then_holds_no_other(unit, role):
    for number, (first, second) in enumerate((("admin", role), (role, "admin"))):
        person = new_person(10 + number)
        appoint(unit, person, first)
        with pytest.raises(NotAllowedError, match="tidak boleh merangkap") as caught, transaction.atomic():
            appoint(unit, person, second)
        assert caught.value.code == "admin_apart"


def test_administrator_when_the_office_has_ended_then_may_hold_another(unit):
    person = new_person(20)
    appoint(unit, person, "admin", until=ENDED)
    appoint(unit, person, "ppk", since=ENDED)
    assert Appointment.objects.filter(person_id=person).count() == 2


def test_administrator_when_written_past_the_rule_then_the_database_refuses(unit):
    person = new_person(21)
    appoint(unit, person, "admin", until=ENDED)
    held = Appointment.objects.get(person_id=person)
    with pytest.raises(IntegrityError, match="Administrator teknis"), transaction.atomic():
        Appointment.objects.create(
            government_id=held.government_id, unit_id=unit, person_id=person, role="ppk", decree_number="SK",
            decree_date=held.decree_date, since=later(ENDED, days=-1),
        )  # fmt: skip


@pytest.mark.parametrize("treasurer", ["bendahara", "bendahara_pembantu"])
@pytest.mark.parametrize(
    ("role", "article"),
    [("pa", "UU 1/2004"), ("kpa", "UU 1/2004"), ("ppk", "Perlem LKPP 15/2018"),
     ("pejabat_pengadaan", "Perlem LKPP 15/2018")],
)  # fmt: skip
def test_treasurer_when_in_office_then_does_not_buy_and_is_told_the_article(unit, treasurer, role, article):
    for number, (first, second) in enumerate(((treasurer, role), (role, treasurer))):
        person = new_person(30 + number)
        appoint(unit, person, first)
        with pytest.raises(NotAllowedError, match=article) as caught, transaction.atomic():
            appoint(unit, person, second)
        assert caught.value.code == "offices_apart"
        assert str(Role(treasurer).label) in caught.value.sentence


def test_offices_when_the_book_forbids_no_pair_of_them_then_one_person_may_hold_both(unit):
    person = new_person(35)
    for role in ("kpa", "ppk", "pejabat_pengadaan"):  # the last two in different packages only
        appoint(unit, person, role)
    assert offices_of(person, SINCE) == {"kpa", "ppk", "pejabat_pengadaan"}


def test_offices_when_held_one_after_the_other_then_they_do_not_meet(unit):
    person = new_person(36)
    appoint(unit, person, "ppk", since=ENDED)
    appoint(unit, person, "bendahara", until=ENDED)
    with pytest.raises(NotAllowedError, match="tidak boleh merangkap"), transaction.atomic():
        appoint(unit, person, "bendahara", since=later(SINCE, days=1), until=later(ENDED, microseconds=1))


@pytest.mark.parametrize("role", OFFICES)
def test_office_when_the_book_names_a_pair_then_by_a_role_there_is(role):
    known = {*OFFICES, "ppspm", "pphp", SELLER}
    pairs = {each.pair for each in forbidden_appointments(SINCE.date())}
    assert set().union(*pairs) <= known
    assert any({role, "admin"} == pair for pair in pairs) == (role != "admin")


def test_appointment_when_made_twice_or_empty_then_refused(unit):
    person = new_person(40)
    appoint(unit, person, "pptk")
    with pytest.raises(ConflictError, match="sudah tercatat"), transaction.atomic():
        appoint(unit, person, "pptk")
    with pytest.raises(InvalidFormError, match="masa berlaku"), transaction.atomic():
        appoint(unit, person, "ppk", until=SINCE)


@pytest.mark.parametrize("moment", [later(SINCE, microseconds=-1), ENDED])
def test_event_when_signed_outside_the_appointment_then_the_database_refuses(unit, moment):
    person = new_person(50)
    account = new_account(person, "lima@contoh.example")
    appointment = appoint(unit, person, "ppk", until=ENDED)
    command = new_command()
    Command.objects.create(id=command, act="uji", account_id=SYSTEM_ID, fingerprint="0", subject_id=command)
    author = Author(account, person, "ppk", appointment)
    with pytest.raises(IntegrityError, match="tidak berlaku pada waktu itu"), transaction.atomic():
        record("order.tested", Subject(unit, "order", new_id()), by=author, at=moment, command=command)
    assert record("order.tested", Subject(unit, "order", new_id()), by=author, at=SINCE, command=command)


def test_address_when_another_is_activated_then_exactly_one_is_active(unit):
    first, _second = (
        add_address(
            unit_id=unit, label=label, street="Jalan Contoh 1", by=CLOCK, at=SINCE, command=new_command()
        )
        for label in ("Ruang A", "Ruang B")
    )
    activate_address(address_id=first, by=CLOCK, at=SINCE, command=new_command())
    assert list(Address.objects.filter(unit_id=unit, is_active=True).values_list("label", flat=True)) == [
        "Ruang A"
    ]
    assert Address.objects.filter(unit_id=unit).count() == 2


def test_clock_when_its_account_is_asked_for_then_it_is_closed_and_opens_with_no_password():
    account = Account.objects.get(id=CLOCK.account_id)
    assert (account.person_id, account.kind, account.is_active) == (CLOCK.person_id, CLOCK.kind, False)
    assert not account.has_usable_password()
    assert load_actor(CLOCK.account_id) is None
