"""The public queue: first come, first judged; another one only with a reason that everybody may read."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.curation.actions.score_product import score_product
from eorder.market.curation.queue_queries import cases_in_queue, place_in_queue, waiting_cases
from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.actions.accept_application import accept_application
from eorder.parties.joining.models import Application, QueueDecision
from eorder.parties.joining.queries import waiting_applications
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.queue_queries import (
    applications_in_queue,
    decided_of_late,
    place_of,
    taken_before_others,
)
from eorder.parties.joining.states import ApplicationState, Rung
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.records.journal.models import Event
from tests.factories.cast import SINCE
from tests.factories.curation import handed_in, marks_for, newcomer_with_product, scored
from tests.factories.joining import BEFORE_OTHERS, application_in

LATER = timedelta(days=1)
S = ApplicationState


@pytest.fixture
def three(place, moment):
    """Three applications, the second written before the first and sent after it."""
    sent = []
    for number, hours in ((1, 2), (2, 5), (3, 9)):
        application, _ = application_in(S.APPLIED, place.government, moment + timedelta(hours=hours), number)
        sent.append(application)
    return sent


def accepted(application, curator, at, reason=""):
    return accept_application(
        application_id=application, reason=reason, by=curator, at=at, command=new_command()
    )


def test_queue_when_three_wait_then_by_number_in_the_order_they_were_sent(place, three, moment):
    rows = applications_in_queue()
    assert [row["number"] for row in rows] == [public_number(Rung.CHECK, each) for each in three]
    assert set(rows[0]) == {"government_id", "number", "since", "due_at"}
    assert [row["id"] for row in waiting_applications(place.curator, moment + LATER)] == three
    assert [place_of(Application.objects.get(id=each)) for each in three] == [1, 2, 3]


def test_number_when_written_then_a_letter_and_eight_digits_without_the_time():
    record = new_id()
    assert public_number(Rung.CHECK, record) == f"D-{record.hex[-8:].upper()}"
    assert public_number(Rung.CURATION, record)[0] == "K"


def test_application_when_the_first_is_taken_then_no_reason_is_kept(place, three, moment):
    accepted(three[0], place.curator, moment + LATER, "Alasan yang tidak perlu.")
    decision = QueueDecision.objects.get()
    assert (decision.place, decision.reason, decision.outcome, decision.waited_days) == (1, "", "accepted", 1)
    assert json.loads(Event.objects.get(name="application.accepted").public)["place"] == 1


@pytest.mark.parametrize("reason", ["", "  ab  ", "x" * 501])
def test_application_when_taken_before_others_without_a_reason_then_refused(place, three, moment, reason):
    with pytest.raises(NotAllowedError) as refused:
        accepted(three[1], place.curator, moment + LATER, reason)
    assert refused.value.code == "out_of_order"
    assert Application.objects.get(id=three[1]).state == S.APPLIED
    assert QueueDecision.objects.count() == 0


def test_application_when_taken_before_others_with_a_reason_then_it_is_public(place, three, moment):
    accepted(three[2], place.curator, moment + LATER, f" {BEFORE_OTHERS} ")
    (row,) = taken_before_others(moment + LATER)
    assert (row["number"], row["place"], row["reason"]) == (
        public_number(Rung.CHECK, three[2]),
        3,
        BEFORE_OTHERS,
    )
    public = json.loads(Event.objects.get(name="application.accepted").public)
    assert (public["place"], public["reason"]) == (3, BEFORE_OTHERS)
    accepted(three[0], place.curator, moment + LATER)
    accepted(three[1], place.curator, moment + LATER)
    assert list(QueueDecision.objects.order_by("recorded_at").values_list("place", flat=True)) == [3, 1, 1]


def test_application_when_another_government_has_a_queue_then_it_does_not_count(place, three, moment):
    elsewhere, _ = application_in(S.APPLIED, place.stranger.hats[0].government_id, moment + LATER, 9)
    accepted(elsewhere, place.stranger, moment + 2 * LATER)
    assert QueueDecision.objects.get().place == 1


def test_figures_when_decided_of_late_then_counted_with_the_median_and_older_ones_left_out(
    place, three, moment
):
    accepted(three[0], place.curator, moment + LATER)
    accepted(three[1], place.curator, moment + 3 * LATER)
    (row,) = decided_of_late(moment + 3 * LATER)
    assert (row["rung"], row["decided"], row["good"], row["jumped"], row["median"]) == ("check", 2, 2, 0, 2)
    accepted(three[2], place.curator, moment + 4 * LATER)
    assert decided_of_late(moment + 4 * LATER)[0]["median"] == 3


def test_figures_when_90_days_have_passed_then_no_longer_counted(place, three, moment):
    accepted(three[0], place.curator, moment + LATER)
    assert len(decided_of_late(moment + LATER + timedelta(days=89))) == 1
    assert decided_of_late(moment + LATER + timedelta(days=90)) == []


def test_products_when_two_wait_then_first_come_first_judged(place, moment):
    sellers = [newcomer_with_product(place.government, moment, number, place.curator) for number in (1, 2)]
    cases = [
        handed_in(actor, product, moment + timedelta(hours=4 + turn))
        for turn, (actor, product) in enumerate(sellers)
    ]
    at = moment + LATER
    assert [row["number"] for row in cases_in_queue()] == [
        public_number(Rung.CURATION, each) for each in cases
    ]
    assert [row["id"] for row in waiting_cases(place.curator, at)] == cases
    assert waiting_cases(place.stranger, at) == []
    assert [place_in_queue(each) for each in cases] == [1, 2]
    with pytest.raises(NotAllowedError) as refused:
        score_product(
            case_id=cases[1], marks=marks_for(cases[1]), by=place.curator, at=at, command=new_command()
        )
    assert refused.value.code == "out_of_order"
    scored(cases[1], place.curator, at)
    decision = QueueDecision.objects.get(rung="curation")
    assert (decision.place, decision.reason, decision.outcome) == (2, BEFORE_OTHERS, "passed")
    assert [place_in_queue(each) for each in cases] == [1, 0]


def test_products_when_the_first_is_taken_off_sale_then_the_next_is_first(place, moment):
    sellers = [newcomer_with_product(place.government, moment, number, place.curator) for number in (1, 2)]
    cases = [handed_in(*each, moment + timedelta(hours=4)) for each in sellers]
    first = min(cases)
    (actor, product), last = sellers[cases.index(first)], max(cases)
    delist_product(product_id=product, reason="Habis.", by=actor, at=moment + LATER, command=new_command())
    assert (place_in_queue(first), place_in_queue(last)) == (0, 1)
    score_product(
        case_id=last, marks=marks_for(last), by=place.curator, at=moment + LATER, command=new_command()
    )
    assert QueueDecision.objects.get(rung="curation").place == 1


def test_products_when_the_curators_own_waits_before_then_it_does_not_hold_others_up(place, moment):
    actor, product = newcomer_with_product(place.government, moment, 1, place.curator)
    own = handed_in(actor, product, moment + timedelta(hours=4))
    tie_person(
        vendor_id=min(actor.vendor_ids), person_id=place.curator.person_id, tie="staff", by=CLOCK, at=SINCE,
        command=new_command(),
    )  # fmt: skip
    assert waiting_cases(place.curator, moment + LATER) == []
    other = handed_in(
        *newcomer_with_product(place.government, moment, 2, place.curator), moment + timedelta(hours=5)
    )
    assert [place_in_queue(each) for each in (own, other)] == [1, 2]
    score_product(
        case_id=other, marks=marks_for(other), by=place.curator, at=moment + LATER, command=new_command()
    )
    assert QueueDecision.objects.get(rung="curation").place == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"place": 2}, "queue_decision_in_order_or_with_reason"),
        ({"reason": "Alasan."}, "queue_decision_in_order_or_with_reason"),
        ({"place": 0}, "queue_decision_in_order_or_with_reason"),
        ({"outcome": "passed"}, "queue_decision_outcome_of_rung"),
        ({"decided_at": None}, "queue_decision_after_it_waited"),
    ],
)
def test_decision_when_not_sound_then_the_database_refuses(place, three, moment, change, name):
    accepted(three[0], place.curator, moment + LATER)
    row = QueueDecision.objects.get()
    row.id = new_id()
    for field, value in change.items():
        setattr(row, field, value or (row.waiting_since - LATER if field == "decided_at" else value))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)
