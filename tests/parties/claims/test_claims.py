"""A claim on a number that another business uses: made, refused, and taken back."""

import json
from datetime import timedelta

import pytest

from eorder.foundation.errors import ConflictError, EorderError, InvalidFormError
from eorder.foundation.ids import new_command
from eorder.law import book
from eorder.parties.claims.actions.withdraw_claim import withdraw_claim
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import claims_of, waiting_claims
from eorder.parties.joining.states import ApplicationState
from eorder.records.documents.intake import InvalidFileError, Upload
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at
from tests.factories.claims import claimed, nib_of
from tests.factories.joining import application_in
from tests.parties.claims.trying import NOON, refused

S = ApplicationState


def test_claim_when_made_then_waits_with_its_paper_and_names_nobody_in_public(
    city, seller, claimant, curator
):
    claim = claimed(claimant, city.government, f" {nib_of(seller.id)[:6]}-{nib_of(seller.id)[6:]} ", at(10))
    kept = Claim.objects.get(id=claim)
    assert (kept.state, kept.number, kept.vendor_id) == ("open", nib_of(seller.id), seller.id)
    assert len(kept.contacts) == 1
    paper = Document.objects.get(subject_id=claim)
    assert (paper.kind, paper.is_public) == ("claim_proof", False)
    event = Event.objects.get(name="claim.made")
    assert json.loads(event.public) == {"state": "open", "which": "nib", "kind": "misused"}
    assert str(seller.id) in event.private
    assert [row["id"] for row in waiting_claims(curator, NOON)] == [claim]
    assert not waiting_claims(claimant, NOON)
    (mine,) = claims_of(claimant.person_id)
    assert str(seller.id) not in str(mine)


def test_claim_when_made_then_decision_is_promised_within_the_term_of_the_law_book(city, seller, claimant):
    claim = Claim.objects.get(id=claimed(claimant, city.government, nib_of(seller.id), at(10)))
    assert book.parameter("claim_check_term").on(at(10).date()).amount == 5
    assert claim.due_at.date() > at(10).date() + timedelta(days=4)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"which": "ktp"}, "which"),
        ({"number": "12"}, "number"),
        ({"number": "990000000000x"}, "number"),
        ({"which": "npwp", "number": "123"}, "number"),
        ({"which": "nik", "number": "3171010101909998x"}, "number"),
        ({"kind": "mine"}, "kind"),
        ({"reason": "  abc "}, "reason"),
        ({"reason": "a" * 501}, "reason"),
    ],
)
def test_claim_when_a_field_is_wrong_then_told_and_nothing_is_kept(city, seller, claimant, changed, field):
    given = {"number": nib_of(seller.id), **changed}
    with pytest.raises(InvalidFormError) as found:
        claimed(claimant, city.government, given.pop("number"), at(10), **given)
    assert set(found.value.problems) == {field}
    assert not Claim.objects.exists()
    assert not Document.objects.exists()


def test_claim_when_its_paper_is_no_document_then_nothing_is_kept(city, seller, claimant):
    with pytest.raises(InvalidFileError):
        claimed(claimant, city.government, nib_of(seller.id), at(10), proof=Upload("a.pdf", b"GIF89a"))
    assert not Claim.objects.exists()


def test_claim_when_the_government_is_none_then_refused(seller, claimant):
    with pytest.raises(InvalidFormError) as found:
        claimed(claimant, seller.id, nib_of(seller.id), at(10))
    assert set(found.value.problems) == {"government"}


def test_claim_when_the_number_is_free_or_ones_own_or_claimed_then_refused(city, seller, claimant):
    def claim(by, number, **more):
        return lambda: claimed(by, city.government, number, at(10), **more)

    refused("number_free", claim(claimant, "9911111111111"))
    refused("own_number", claim(seller.actor, nib_of(seller.id)))
    claim(claimant, nib_of(seller.id))()
    refused("claim_open", claim(claimant, nib_of(seller.id)), ConflictError)
    withdraw_claim(claim_id=Claim.objects.get().id, by=claimant, at=at(10, "13.00"), command=new_command())
    assert claim(claimant, nib_of(seller.id))()


def test_claims_when_three_are_open_then_a_fourth_is_refused(city, claimant, curator):
    numbers = [nib_of(city.sellers["A"].id), nib_of(city.sellers["B"].id)]
    for each in numbers:
        claimed(claimant, city.government, each, at(10))
    number = 60
    while Claim.objects.count() < 3:
        application_in(S.CHECKED, city.government, at(9), number, curator=curator)
        claimed(claimant, city.government, f"99000007{number:05d}", at(10))
        number += 1
    application_in(S.APPLIED, city.government, at(9), 70)
    refused("too_many_claims", lambda: claimed(claimant, city.government, "9900000700070", at(10)))


def test_claim_when_repeated_with_its_command_then_one_claim(city, seller, claimant):
    same = {"proof": sample_pdf("sekali"), "command": new_command()}
    first = claimed(claimant, city.government, nib_of(seller.id), at(10), **same)
    assert claimed(claimant, city.government, nib_of(seller.id), at(10), **same) == first
    with pytest.raises(EorderError) as found:
        claimed(claimant, city.government, nib_of(seller.id), at(10), **same, reason="Alasan lain.")
    assert found.value.code == "command_reused"
