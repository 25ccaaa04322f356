"""Appeals against a grade or a refusal: once, within the term, decided by another curator than the one who judged."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from eorder.foundation.errors import InvalidFormError, NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command, new_id
from eorder.law.book import parameter
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.curation.actions.answer_appeal import answer_appeal
from eorder.market.curation.actions.appeal_grading import appeal_grading
from eorder.market.curation.appeal_queries import (
    appeal_place,
    appeals_in_queue,
    judged_of,
    waiting_appeals,
)
from eorder.market.curation.models import Appeal, AppealAnswer, CurationCase, Grading
from eorder.market.curation.queries import grades_of
from eorder.market.curation.queue_queries import waiting_cases
from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.models import QueueDecision
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.states import Rung
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from tests.factories.cast import SINCE, at
from tests.factories.curation import ANSWER, OBJECTION, answered, appealed, handed_in, listed_by, scored
from tests.factories.joining import BEFORE_OTHERS

LATER = timedelta(days=1)


def refused_with(code, act):
    with pytest.raises(NotAllowedError) as refused, transaction.atomic():
        act()
    assert refused.value.code == code


@pytest.fixture
def failed(waiting, moment):
    """The case of a product that did not pass."""
    return scored(waiting.case, waiting.curator, moment + LATER, 2)


@pytest.fixture
def passed(waiting, moment):
    """The case of a product with grade B."""
    return scored(waiting.case, waiting.curator, moment + LATER)


def test_refusal_when_its_appeal_is_upheld_then_another_judges_it_and_the_business_sells(
    waiting, failed, another, moment
):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    assert (Appeal.objects.get().state, Appeal.objects.get().text) == ("waiting", OBJECTION)
    answered(appeal, another, moment + 3 * LATER)
    again = CurationCase.objects.get(state="waiting")
    assert (again.reviews_id, again.product_id) == (failed, waiting.product)
    refused_with("duty_kept_apart", lambda: scored(again.id, waiting.curator, moment + 4 * LATER))
    scored(again.id, another, moment + 4 * LATER, 5)
    assert [each.grade for each in Grading.objects.order_by("graded_at")] == ["", "A"]
    assert Vendor.objects.get().state == "active"


def test_appeal_when_dismissed_then_all_stands_and_the_product_may_be_handed_in_again(
    waiting, failed, another, moment
):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    refused_with("appeal_waiting", lambda: handed_in(waiting.seller, waiting.product, moment + 2 * LATER))
    answered(appeal, another, moment + 3 * LATER, "dismiss")
    assert CurationCase.objects.get().state == "refused"
    handed_in(waiting.seller, waiting.product, moment + 4 * LATER)


def test_grade_when_appealed_and_judged_anew_then_it_holds_until_the_new_one(
    waiting, passed, another, moment
):
    number = Grading.objects.get().number
    appeal = appealed(passed, waiting.seller, moment + 2 * LATER)
    assert grades_of([waiting.product])[waiting.product]["number"] == number
    answered(appeal, another, moment + 3 * LATER)
    assert grades_of([waiting.product])[waiting.product]["number"] == number
    again = CurationCase.objects.get(state="waiting").id
    scored(again, another, moment + 4 * LATER, 5)
    latest = grades_of([waiting.product])[waiting.product]
    assert (latest["grade"], latest["number"] == number) == ("A", False)
    refused_with("appealed_before", lambda: appealed(again, waiting.seller, moment + 5 * LATER))


def test_reasons_when_of_a_grade_then_public_and_when_of_a_refusal_then_kept(
    waiting, passed, another, moment
):
    answered(appealed(passed, waiting.seller, moment + 2 * LATER), another, moment + 3 * LATER, "dismiss")
    answer = AppealAnswer.objects.get()
    assert (answer.outcome, answer.reasons, answer.told) == ("dismissed", ANSWER, "")
    event = Event.objects.get(name="curation_appeal.dismissed")
    assert json.loads(event.public) == {
        "state": "dismissed", "place": 1, "number": Grading.objects.get().number, "reasons": ANSWER,
    }  # fmt: skip
    product = listed_by(waiting.seller, moment + 3 * LATER, "Kue kedua")
    other = scored(
        handed_in(waiting.seller, product, moment + 3 * LATER), waiting.curator, moment + 4 * LATER, 1
    )
    answered(appealed(other, waiting.seller, moment + 5 * LATER), another, moment + 6 * LATER)
    answer = AppealAnswer.objects.get(outcome="upheld")
    assert (answer.reasons, answer.told) == ("", ANSWER)
    event = Event.objects.get(name="curation_appeal.upheld")
    assert set(json.loads(event.public)) == {"state", "place", "due_at"}
    assert ANSWER in event.private
    made = Event.objects.filter(name="curation_appeal.made")
    assert all(set(json.loads(each.public)) == {"state", "due_at"} for each in made)


def test_appeal_when_the_term_is_over_then_refused_and_on_its_last_moment_not(waiting, failed, moment):
    graded_on, days = date(2026, 8, 11), parameter("curation_appeal_term").on(date(2026, 8, 11)).amount
    due = judged_of(failed).appeal_due_at
    assert (days, due) == (14, at(25, "23.59") + timedelta(seconds=59))
    assert (moment + LATER).date() == graded_on
    refused_with("too_late", lambda: appealed(failed, waiting.seller, due + timedelta(seconds=1)))
    appealed(failed, waiting.seller, due)


def test_appeal_when_made_then_its_decision_is_promised_in_working_days(waiting, failed, moment):
    appealed(failed, waiting.seller, at(12))
    assert Appeal.objects.get().due_at == at(20, "23.59") + timedelta(seconds=59)  # the 17th is a holiday


def test_appeal_when_made_twice_then_the_second_is_refused(waiting, failed, another, moment):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    refused_with("appealed_before", lambda: appealed(failed, waiting.seller, moment + 2 * LATER))
    answered(appeal, another, moment + 3 * LATER, "dismiss")
    refused_with("appealed_before", lambda: appealed(failed, waiting.seller, moment + 3 * LATER))


def test_appeal_when_not_judged_or_handed_in_again_or_off_sale_then_refused(waiting, moment):
    refused_with("not_judged", lambda: appealed(waiting.case, waiting.seller, moment + LATER))
    scored(waiting.case, waiting.curator, moment + LATER, 2)
    handed_in(waiting.seller, waiting.product, moment + 2 * LATER)
    refused_with("handed_in_again", lambda: appealed(waiting.case, waiting.seller, moment + 2 * LATER))
    delist_product(
        product_id=waiting.product, reason="Habis.", by=waiting.seller, at=moment + 2 * LATER,
        command=new_command(),
    )  # fmt: skip
    refused_with("not_listed", lambda: appealed(waiting.case, waiting.seller, moment + 2 * LATER))


@pytest.mark.parametrize("who", ["curator", "stranger", "officer"])
def test_appeal_when_somebody_else_makes_it_then_there_is_no_such_case(waiting, failed, moment, who):
    with pytest.raises(NotFoundError):
        appealed(failed, getattr(waiting.place, who), moment + 2 * LATER)
    with pytest.raises(NotFoundError):
        appealed(new_id(), waiting.seller, moment + 2 * LATER)


@pytest.mark.parametrize("text", ["", " apa ", "x" * 2001])
def test_appeal_when_its_text_is_missing_or_too_long_then_nothing_changes(waiting, failed, moment, text):
    with pytest.raises(InvalidFormError) as refused:
        appeal_grading(
            case_id=failed, text=text, by=waiting.seller, at=moment + 2 * LATER, command=new_command()
        )
    assert set(refused.value.problems) == {"text"}
    assert Appeal.objects.count() == 0


def test_appeal_when_decided_by_who_judged_or_who_may_not_then_refused(waiting, failed, another, moment):
    appeal, day = appealed(failed, waiting.seller, moment + 2 * LATER), moment + 3 * LATER
    refused_with("duty_kept_apart", lambda: answered(appeal, waiting.curator, day))
    refused_with("wrong_role", lambda: answered(appeal, waiting.place.stranger, day))
    refused_with("wrong_role", lambda: answered(appeal, waiting.seller, day))
    with pytest.raises(NotFoundError):
        answered(new_id(), another, day)
    tie_person(
        vendor_id=Vendor.objects.get().id, person_id=another.person_id, tie="account_holder", by=CLOCK,
        at=SINCE, command=new_command(),
    )  # fmt: skip
    refused_with("own_product", lambda: answered(appeal, another, day))
    assert AppealAnswer.objects.count() == QueueDecision.objects.filter(rung="appeal").count() == 0


def test_appeal_when_decided_twice_then_the_second_is_refused(waiting, failed, another, moment):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    answered(appeal, another, moment + 3 * LATER, "dismiss")
    refused_with("wrong_state", lambda: answered(appeal, another, moment + 3 * LATER))


def test_appeal_when_its_product_is_off_sale_then_it_does_not_wait(waiting, failed, another, moment):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    delist_product(
        product_id=waiting.product, reason="Habis.", by=waiting.seller, at=moment + 2 * LATER,
        command=new_command(),
    )  # fmt: skip
    assert (appeals_in_queue(), appeal_place(appeal)) == ([], 0)
    refused_with("not_listed", lambda: answered(appeal, another, moment + 3 * LATER))


@pytest.mark.parametrize(
    ("outcome", "reasons", "fields"),
    [("lift", ANSWER, {"outcome"}), ("uphold", " ya ", {"reasons"}), ("", "x" * 501, {"outcome", "reasons"})],
)
def test_answer_when_wrong_then_each_field_is_named_and_nothing_changes(
    waiting, failed, another, moment, outcome, reasons, fields
):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    with pytest.raises(InvalidFormError) as refused:
        answer_appeal(
            appeal_id=appeal, outcome=outcome, reasons=reasons, by=another, at=moment + 3 * LATER,
            command=new_command(),
        )  # fmt: skip
    assert set(refused.value.problems) == fields
    assert Appeal.objects.get().state == "waiting"


def test_acts_when_the_same_command_comes_twice_then_done_once(waiting, failed, another, moment):
    made = {
        "case_id": failed, "text": OBJECTION, "by": waiting.seller, "at": moment + 2 * LATER,
        "command": new_command(),
    }  # fmt: skip
    appeal = appeal_grading(**made)
    assert appeal_grading(**made) == appeal
    decided = {
        "appeal_id": appeal, "outcome": "uphold", "reasons": ANSWER, "by": another,
        "at": moment + 3 * LATER, "command": new_command(),
    }  # fmt: skip
    assert answer_appeal(**decided) == answer_appeal(**decided) == appeal
    assert CurationCase.objects.filter(reviews_id=failed).count() == 1


def test_queue_when_two_wait_then_in_order_and_what_one_judged_does_not_count(
    waiting, failed, another, moment
):
    del failed  # it is judged, and the business still waits for its first product
    mine = appealed(waiting.case, waiting.seller, moment + 2 * LATER)
    day = moment + 3 * LATER
    (row,) = appeals_in_queue()
    assert row["number"] == public_number(Rung.APPEAL, mine)
    assert set(row) == {"government_id", "number", "since", "due_at"}
    assert row["number"].startswith("B-")
    assert [each["id"] for each in waiting_appeals(another, day)] == [mine]
    assert waiting_appeals(waiting.curator, day) == waiting_appeals(waiting.place.stranger, day) == []
    answered(mine, another, day)
    again = CurationCase.objects.get(state="waiting").id
    assert [each["id"] for each in waiting_cases(another, day)] == [again]
    assert waiting_cases(waiting.curator, day) == []


def test_queue_when_the_second_is_taken_then_only_with_a_reason(waiting, passed, another, moment):
    appeals = [appealed(passed, waiting.seller, moment + 2 * LATER)]
    product = listed_by(waiting.seller, moment + 2 * LATER, "Kue kedua")
    second = scored(
        handed_in(waiting.seller, product, moment + 2 * LATER), waiting.curator, moment + 3 * LATER
    )
    appeals.append(appealed(second, waiting.seller, moment + 4 * LATER))
    assert [appeal_place(each) for each in appeals] == [1, 2]
    refused_with(
        "out_of_order",
        lambda: answer_appeal(
            appeal_id=appeals[1], outcome="uphold", reasons=ANSWER, by=another, at=moment + 5 * LATER,
            command=new_command(),
        ),
    )  # fmt: skip
    answered(appeals[1], another, moment + 5 * LATER)
    decision = QueueDecision.objects.get(rung="appeal")
    assert (decision.outcome, decision.place, decision.reason) == ("upheld", 2, BEFORE_OTHERS)
    assert decision.number == public_number(Rung.APPEAL, appeals[1])
