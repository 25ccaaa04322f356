"""Scenes of whoever joins: a stranger on the way in, an application that waits and one that was sent back."""

from eorder.parties.joining.contact_code import code_of
from eorder.parties.joining.models import Application
from eorder.parties.joining.states import ApplicationState
from tests.factories.cast import at
from tests.factories.joining import BEFORE_OTHERS, JOINING_PASSWORD, WHY, application_in, asked
from tests.web.matrix.claim_scenes import of_claims
from tests.web.matrix.scene import Record, Scene


def application_record(application_id):
    application = Application.objects.get(id=application_id)
    return Record(government=application.government_id)


def of_joining(city):
    """An application that waits, one that was sent back, and a stranger on the way in."""
    place, curator = city.government, city.people["kurator"]
    waiting, _ = application_in(ApplicationState.APPLIED, place, at(10), 81)
    application_in(ApplicationState.RETURNED, place, at(10), 82, curator=curator)
    letter = asked(place, at(10), 83)
    stranger = {
        "name": "Cempaka Contoh", "email": "matriks@contoh.example", "password": JOINING_PASSWORD,
        "government": place,
    }  # fmt: skip
    step = {"government": place, "capacity": 150, "area": "31.71"}
    answer = {"putusan": "kembalikan", "reason": BEFORE_OTHERS, **WHY}
    yield Scene("join", {}, at(10), form=stranger)
    yield Scene("prove_contact", {}, at(10), form={"surat": letter, "code": code_of(letter)})
    yield Scene("join_step", {"step": "kapasitas"}, at(10), form=step)
    yield Scene("applications", {}, at(10))
    yield Scene(
        "check_application", {"application_id": waiting}, at(10, "13.00"), application_record(waiting), answer
    )
    yield from of_claims(city)
