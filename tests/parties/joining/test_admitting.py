"""A checked business becomes active once a curator judged its first product."""

import json

import pytest

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.parties.joining.actions.admit_business import admit_business
from eorder.parties.joining.states import ApplicationState
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from tests.factories.joining import application_in

SEEN = "Kemasan rapi, izin lengkap."


def admit(application, by, at, evidence=SEEN):
    return admit_business(
        application_id=application, product_id=new_id(), evidence=evidence, by=by, at=at, command=new_command()
    )  # fmt: skip


def test_business_when_admitted_then_active_with_what_was_seen_in_public_and_once(place, moment):
    application, _ = application_in(ApplicationState.CHECKED, place.government, moment, curator=place.curator)
    admit(application, place.curator, moment)
    assert Vendor.objects.get().state == "active"
    event = Event.objects.get(name="vendor.admitted")
    assert (event.role, json.loads(event.public)["evidence"]) == ("curator", SEEN)
    with pytest.raises(NotAllowedError) as refused:
        admit(application, place.curator, moment)
    assert refused.value.code == "wrong_state"


@pytest.mark.parametrize("who", ["stranger", "officer", "admin"])
def test_business_when_somebody_else_admits_it_then_refused(place, moment, who):
    application, _ = application_in(ApplicationState.CHECKED, place.government, moment, curator=place.curator)
    with pytest.raises(NotAllowedError) as refused:
        admit(application, getattr(place, who), moment)
    assert refused.value.code == "wrong_role"
    assert Vendor.objects.get().state == "checked"


def test_business_when_nothing_was_seen_or_nobody_accepted_it_then_refused(place, moment):
    application, _ = application_in(ApplicationState.CHECKED, place.government, moment, curator=place.curator)
    with pytest.raises(InvalidFormError) as refused:
        admit(application, place.curator, moment, " ")
    assert set(refused.value.problems) == {"evidence"}
    waiting, _ = application_in(ApplicationState.APPLIED, place.government, moment, 2)
    with pytest.raises(NotAllowedError) as state:
        admit(waiting, place.curator, moment)
    assert state.value.code == "wrong_state"
