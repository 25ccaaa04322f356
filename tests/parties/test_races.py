"""What may be registered once, asked for twice at the same moment: one is written, the other is told why."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.register_vendor import register_vendor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import add_unit
from eorder.simulator.cast import demo_nik
from tests.factories.cast import PASSWORD, SINCE, new_person
from tests.factories.threads import at_once
from tests.parties.vendors.test_vendors import PROFILE, open_government

WRITERS = 4


@pytest.fixture
def government(committed_db):
    return open_government()


def only_one(act, code, *calls):
    """Each call at once, under a command of its own: exactly one goes through."""
    results = at_once(*[partial(act, **call, by=CLOCK, at=SINCE, command=new_command()) for call in calls])
    refusals = [each for each in results if isinstance(each, ConflictError)]
    assert [each.code for each in refusals] == [code] * (len(calls) - 1)


def test_person_when_registered_by_many_at_once_then_one(committed_db):
    only_one(register_person, "person_known", *[{"name": "Satu", "nik": demo_nik(1)}] * WRITERS)


@pytest.mark.parametrize("same", ["email", "nrk"])
def test_account_when_opened_by_many_at_once_then_one(committed_db, same):
    given = {"person_id": new_person(1), "kind": "official", "password": PASSWORD}
    calls = [
        {**given, "email": f"akun{0 if same == 'email' else number}@contoh.example",
         "nrk": f"{0 if same == 'nrk' else number:06d}"} for number in range(WRITERS)
    ]  # fmt: skip
    only_one(open_account, "account_known", *calls)


@pytest.mark.parametrize("same", ["nib", "npwp"])
def test_business_when_registered_by_many_at_once_then_one(government, same):
    owner, calls = new_person(1, "Pemilik"), []
    for number in range(WRITERS):
        other = {"npwp": ""} if same == "nib" else {"nib": f"990000000000{number}"}
        calls.append({"government_id": government, "owner_id": owner, "profile": replace(PROFILE, **other)})
    only_one(register_vendor, "vendor_known", *calls)


def test_tax_paper_when_handed_in_by_many_at_once_then_one(government):
    vendor = register_vendor(
        government_id=government, owner_id=new_person(1), profile=PROFILE, by=CLOCK, at=SINCE,
        command=new_command(),
    )  # fmt: skip
    paper = {"vendor_id": vendor, "kind": "suket_pp55", "number": "S-1", "since": date(2026, 1, 1)}
    only_one(state_tax, "statement_known", *[paper] * WRITERS)


def test_appointment_when_made_by_many_at_once_then_one(government):
    call = {
        "unit_id": add_unit(government_id=government, code="1", short_code="UJI", name="Unit Uji"),
        "person_id": new_person(1), "role": "ppk", "decree_number": "SK-1", "decree_date": date(2025, 1, 1),
        "since": SINCE,
    }  # fmt: skip
    only_one(appoint_person, "appointment_known", *[call] * WRITERS)


def test_unit_when_its_short_code_is_taken_then_refused(government):
    add_unit(government_id=government, code="1", short_code="UJI", name="Unit Uji")
    assert add_unit(government_id=government, code="2", short_code="UJ2", name="Unit Uji")
    with pytest.raises(ConflictError, match="UJI sudah dipakai unit lain"):
        add_unit(government_id=government, code="3", short_code="UJI", name="Unit Uji")
