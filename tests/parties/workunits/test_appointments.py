"""Appointments: valid from a moment until a moment, and administrators apart."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import ConflictError, InvalidFormError, NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK, SYSTEM_ID
from eorder.parties.workunits.actions.activate_address import activate_address
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.parties.workunits.models import Address, Appointment
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


@pytest.mark.parametrize("role", ["ppk", "auditor", "curator", "bendahara"])
def test_administrator_when_in_office_then_holds_no_other(unit, role):
    for number, (first, second) in enumerate((("admin", role), (role, "admin"))):
        person = new_person(10 + number)
        appoint(unit, person, first)
        with pytest.raises(NotAllowedError, match="Administrator teknis") as caught, transaction.atomic():
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


@pytest.mark.parametrize("role", ["pa", "kpa", "ppk", "pejabat_pengadaan"])
def test_treasurer_when_in_office_then_does_not_buy(unit, role):
    person = new_person(30)
    appoint(unit, person, "bendahara")
    with pytest.raises(NotAllowedError, match="Bendahara tidak boleh merangkap"), transaction.atomic():
        appoint(unit, person, role)


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


def test_clock_when_loaded_as_an_account_then_it_cannot_sign_in():
    assert load_actor(CLOCK.account_id) is None
    assert datetime(2026, 1, 1, tzinfo=UTC) > SINCE
