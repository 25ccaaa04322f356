"""Scenes of claims on numbers: one that waits, one that was dismissed and one that was upheld."""

from dataclasses import replace

from eorder.parties.claims.models import Claim
from eorder.parties.joining.models import Application
from eorder.parties.joining.states import ApplicationState
from eorder.records.documents.models import Document
from eorder.web.access_table import Kind
from tests.factories.cast import at
from tests.factories.claims import claim_in, nib_of
from tests.factories.joining import application_in, newcomer
from tests.web.matrix.scene import Record, Scene


def claim_record(claim_id):
    return Record(government=Claim.objects.get(id=claim_id).government_id)


def of_claims(city):
    """Claims of newcomers on the numbers of sellers, and on that of a business which joined."""
    place, curator = city.government, city.people["kurator"]
    claimant = newcomer(place, at(9), 84)
    waiting = claim_in("open", claimant, place, nib_of(city.sellers["A"].id), at(9))
    claim_in("dismissed", claimant, place, nib_of(city.sellers["C"].id), at(9), curator)
    joined, _ = application_in(ApplicationState.CHECKED, place, at(9), 85, curator=curator)
    number = nib_of(Application.objects.get(id=joined).vendor_id)
    claim_in("upheld", claimant, place, number, at(9, "13.00"), curator)
    record = claim_record(waiting)
    yield Scene("claims", {}, at(10), form={"klaim": "nib", "nib": "9900000000001"})
    answer = {"putusan": "tolak", "finding": "Buktinya tidak cocok."}
    yield Scene("check_claim", {"claim_id": waiting}, at(10), record, answer)
    document = Document.objects.get(subject_id=waiting)
    record = replace(record, follows=Kind.CLAIM)
    yield Scene("document", {"document_id": document.id}, at(10), record, label="claim_proof")
