"""Letters about claims: the claimant never reads who uses the number, and its user never who claims it."""

import pytest
from django.core import mail

from eorder.parties.claims.notices import tell_claimant, tell_curators, tell_present
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.cast import at
from tests.factories.claims import WHY, claim_in, nib_of
from tests.factories.joining import newcomer

STATES = ("open", "withdrawn", "dismissed", "upheld")


@pytest.fixture
def claimant(city):
    return newcomer(city.government, at(9), 41, "Cempaka Melati Contoh")


def letters_of(claim):
    """What the latest step of a claim sends, by address."""
    mail.outbox.clear()
    event = event_with_facts(Event.objects.filter(subject_id=claim).latest("seq").id)
    tell_present(event)
    if event["name"] == "claim.made":
        tell_curators(event)
    if event["name"] in {"claim.upheld", "claim.dismissed"}:
        tell_claimant(event)
    return {to: letter for letter in mail.outbox for to in letter.to}


def email(actor):
    return Account.objects.get(id=actor.account_id).email


def test_curators_and_the_business_when_a_claim_is_made_then_are_told(city, seller, claimant, curator):
    claim = claim_in("open", claimant, city.government, nib_of(seller.id), at(10))
    found = letters_of(claim)
    assert {email(seller.actor), email(curator)} <= set(found)
    assert email(claimant) not in found
    assert f"/kerja/klaim/{claim}" in found[email(curator)].body
    assert "NIB yang Anda pakai" in found[email(seller.actor)].body


@pytest.mark.parametrize("kind", ["own", "misused"])
@pytest.mark.parametrize("state", STATES)
def test_letters_when_a_claim_goes_its_steps_then_name_no_other_party(
    city, seller, claimant, curator, state, kind
):
    claim = claim_in(state, claimant, city.government, nib_of(seller.id), at(10), curator, kind=kind)
    found = letters_of(claim)
    told = found[email(seller.actor)].body
    joins = state == "upheld" and kind == "own"
    assert (claimant.name in told) is joins
    assert email(claimant) not in told
    assert nib_of(seller.id) not in told
    if state in {"dismissed", "upheld"}:
        letter = found[email(claimant)]
        words = letter.body + letter.subject
        assert (WHY if state == "upheld" else "Buktinya tidak cocok.") in words
        assert Vendor.objects.get(id=seller.id).name not in words
        assert seller.actor.name not in words
    else:
        assert email(claimant) not in found
