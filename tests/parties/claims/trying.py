"""What the tests of claims share: a claimant, decisions, and refusals that change nothing."""

import pytest

from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.claims.models import Claim
from eorder.parties.vendors.models import Member, ProvenNumber
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from tests.factories.cast import at
from tests.factories.claims import WHY

NOON = at(10, "12.00")


def decide(act, claim, by, when=NOON, finding=WHY):
    return act(claim_id=claim, finding=finding, by=by, at=when, command=new_command())


def refused(code, call, kind=NotAllowedError):
    """Whatever a call is refused with, nothing changes."""
    before = state()
    with pytest.raises(kind) as found:
        call()
    assert found.value.code == code
    assert found.value.sentence.endswith(".")
    assert state() == before


def state():
    rows = (Claim, Member, ProvenNumber, Document, Event)
    return [sorted(map(str, each.objects.values_list("pk", flat=True))) for each in rows]
