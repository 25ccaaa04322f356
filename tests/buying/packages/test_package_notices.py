"""Who gets a letter when a package comes to a state."""

import pytest
from django.core import mail

from eorder.buying.packages.models import Package
from eorder.buying.packages.notices import tell_next
from eorder.buying.packages.states import LABELS, PackageState
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.purchases import open_package

MIXED = ["rangkap.dua@contoh.example", "rangkap@contoh.example"]
PPK, OFFICER = ["ppk.gbr@contoh.example", *MIXED], ["pp.gbr@contoh.example", *MIXED]
READERS = {
    PackageState.WITH_PPK: PPK,
    PackageState.PREPARED: PPK,
    PackageState.WITH_OFFICER: OFFICER,
    PackageState.ACTIVE: OFFICER,
    PackageState.FINISHED: [],
    PackageState.WITHDRAWN: [],
}


def told(package_id):
    newest = Event.objects.filter(subject_id=package_id).order_by("-seq").values_list("id", flat=True)[0]
    mail.outbox.clear()
    tell_next(event_with_facts(newest))
    return sorted(address for letter in mail.outbox for address in letter.to)


@pytest.mark.parametrize("state", READERS)
def test_letters_when_a_package_comes_to_a_state_then_to_those_it_waits_for(undone, state):
    package = Package.objects.get(id=undone.packages[state].package_id)
    assert told(package.id) == sorted(READERS[state])
    for letter in mail.outbox:
        assert letter.subject == f"e-Order paket {package.rup_id}: {LABELS[state]}"
        assert f"http://localhost:8000/kerja/paket/{package.id}" in letter.body


def test_letters_when_packages_are_imported_then_none_at_all(city):
    assert told(open_package(city, PackageState.IMPORTED).package_id) == []
