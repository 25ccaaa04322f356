"""What sets up an installation is done by the program alone; nobody signs it by hand."""

import pytest
from django.db import transaction

from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.records.journal.models import Event
from tests.buying.test_commands import effects
from tests.factories.commands import Cases, all_acts

OF_THE_CLOCK = "order.lapse"
ALSO_OF_PEOPLE = {
    "address.add": "wrong_role",
    "address.activate": "not_found",
    "vendor.register": "wrong_role",
    "vendor.state_tax": "wrong_role",
    "vendor.suspend": "wrong_role",
}
"""Acts that officials, curators or sellers do as well, with the code for whoever is neither."""


OF_STRANGERS = ("contact.ask", "contact.prove")
"""Acts of the program for somebody it does not know yet, who is the one that acts."""


def installing(undone):
    cases = Cases(undone)
    calls = {name: cases.call(name)[0] for name in sorted(all_acts())}
    return {name: call for name, call in calls.items() if call["by"] is CLOCK and name != OF_THE_CLOCK}


def test_installing_when_a_person_tries_then_refused_without_effect(undone):
    calls, codes = installing(undone), {}
    before = effects()
    for name, call in calls.items():
        for key in ("admin", "auditor"):
            with pytest.raises(EorderError) as caught, transaction.atomic():
                all_acts()[name](**{**call, "by": undone.city.people[key]}, command=new_command())
            codes[name] = caught.value.code
    assert codes == dict.fromkeys(calls, "only_installer") | ALSO_OF_PEOPLE
    assert effects() == before


def test_installing_when_the_program_does_it_then_signed_as_installer(undone):
    for name, call in installing(undone).items():
        command = new_command()
        all_acts()[name](**call, command=command)
        roles = set(Event.objects.filter(command_id=command).values_list("role", "appointment_id"))
        signed = "applicant" if name in OF_STRANGERS else "installer"
        assert roles in ({(signed, None)}, set()), name
