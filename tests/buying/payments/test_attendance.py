"""As many must have eaten as were served, or somebody says why not, for everybody to read."""

import pytest

from eorder.buying.packages.actions.record_meeting import record_attendance
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at
from tests.factories.purchases import ready

PORTIONS = 100


def refusal(act, **how):
    with pytest.raises(EorderError) as caught:
        act(command=new_command(), **how)
    return caught.value.code


@pytest.fixture
def served(city):
    """A bill for 100 portions at the meeting of 13 August, 09.00 to 12.00, without its attendance list."""
    walk, chosen = ready(city, count=PORTIONS)
    walk.place(chosen.seller.id, chosen.quantities, at(13, "11.00")).accept()
    walk.at = at(13, "10.50")
    walk.ship().receive().hand_over().invoice()
    walk.at = at(18, "10.00")
    return walk


def attend(walk, attended, note="", moment=None):
    return {
        "meeting_id": walk.meeting_id, "attended": attended, "note": note,
        "signed_list": sample_pdf(f"hadir {attended}"), "by": walk.people["pptk"], "at": moment or walk.at,
    }  # fmt: skip


def verify(walk):
    return {"order_id": walk.order, "by": walk.people["bendahara"], "at": walk.at}


def test_list_when_the_meeting_is_not_over_then_refused(served):
    assert refusal(record_attendance, **attend(served, 95, moment=at(13, "11.59"))) == "meeting_not_over"
    assert record_attendance(**attend(served, 95, moment=at(13, "12.00")), command=new_command())


@pytest.mark.parametrize(("attended", "code"), [(95, ""), (94, "portions_exceed_attendance"), (130, "")])
def test_bill_when_fewer_ate_than_the_tolerance_allows_then_not_verified(served, attended, code):
    record_attendance(**attend(served, attended), command=new_command())
    if code:
        assert refusal(verify_invoice, **verify(served)) == code
    else:
        assert verify_invoice(**verify(served), command=new_command())


def test_bill_when_the_difference_is_explained_then_verified(served):
    record_attendance(
        **attend(served, 60, "Hujan deras, banyak undangan tidak datang."), command=new_command()
    )
    assert verify_invoice(**verify(served), command=new_command())


def test_note_when_too_short_to_explain_then_refused(served):
    assert refusal(record_attendance, **attend(served, 60, "ya")) == "reason_missing"


def test_list_when_a_bill_was_verified_then_stays_as_it_is(served):
    record_attendance(**attend(served, 98), command=new_command())
    verify_invoice(**verify(served), command=new_command())
    assert refusal(record_attendance, **attend(served, 1_000)) == "attendance_settled"
