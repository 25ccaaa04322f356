"""A seller hands a product in, once at a time; the first of a new business goes in by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command, new_id
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.curation.models import CurationCase
from eorder.market.curation.notices import tell_next
from eorder.market.curation.subscriptions import hand_in_the_first
from eorder.parties.identity.actor import CLOCK
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.curation import handed_in, listed_by, newcomer_with_product, scored
from tests.factories.sanctions import suspended

LATER = timedelta(days=1)


def refusal(actor, product, at):
    with pytest.raises(NotAllowedError) as refused:
        handed_in(actor, product, at)
    return refused.value.code


def event_of(name):
    return event_with_facts(Event.objects.filter(name=name).latest("seq").id)


def test_product_when_handed_in_then_waits_with_a_term_of_five_working_days(waiting):
    case = CurationCase.objects.get()
    assert (case.state, case.vendor_id, case.product_id) == (
        "waiting",
        min(waiting.seller.vendor_ids),
        waiting.product,
    )
    assert case.due_at.isoformat() == "2026-08-18T16:59:59+00:00"  # Monday 10 August; Monday 17 is a holiday
    event = event_of("curation.handed_in")
    assert (event["role"], event["public"]["state"]) == ("vendor", "waiting")


def test_product_when_the_first_of_a_checked_business_then_handed_in_by_itself_once(place, moment):
    newcomer_with_product(place.government, moment, 1, place.curator)
    event = event_of("product.listed")
    hand_in_the_first(event)
    hand_in_the_first(event)
    case = CurationCase.objects.get()
    assert case.handed_in_at == event["at"]
    assert event_of("curation.handed_in")["role"] == "clock"


def test_product_when_the_first_is_off_sale_or_its_business_is_active_then_not_handed_in(place, moment):
    actor, product = newcomer_with_product(place.government, moment, 1, place.curator)
    event = event_of("product.listed")
    delist_product(product_id=product, reason="Habis.", by=actor, at=moment, command=new_command())
    hand_in_the_first(event_of("product.delisted"))
    hand_in_the_first(event)
    assert CurationCase.objects.count() == 0
    again = listed_by(actor, moment + LATER)
    scored(handed_in(actor, again, moment + LATER), place.curator, moment + 2 * LATER)
    listed_by(actor, moment + 3 * LATER, "Kue contoh")
    hand_in_the_first(event_of("product.listed"))
    assert CurationCase.objects.count() == 1


def test_product_when_it_waits_already_or_its_grade_holds_for_long_then_refused(waiting, moment):
    assert refusal(waiting.seller, waiting.product, moment + LATER) == "already_waiting"
    second = listed_by(waiting.seller, moment + LATER, "Kue contoh")
    assert refusal(waiting.seller, second, moment + LATER) == "already_waiting"
    scored(waiting.case, waiting.curator, moment + LATER)
    assert refusal(waiting.seller, waiting.product, moment + timedelta(days=670)) == "still_valid"
    handed_in(waiting.seller, second, moment + 2 * LATER)
    handed_in(waiting.seller, waiting.product, moment + timedelta(days=671))
    assert CurationCase.objects.filter(state="waiting").count() == 2


def test_product_when_off_sale_or_of_a_suspended_business_then_refused(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER)
    product = listed_by(waiting.seller, moment + LATER, "Kue contoh")
    delist_product(
        product_id=product, reason="Habis.", by=waiting.seller, at=moment + LATER, command=new_command()
    )
    assert refusal(waiting.seller, product, moment + LATER) == "not_listed"
    other = listed_by(waiting.seller, moment + LATER, "Roti contoh")
    suspended(min(waiting.seller.vendor_ids), moment + LATER)
    assert refusal(waiting.seller, other, moment + 2 * LATER) == "vendor_sanctioned"


@pytest.mark.parametrize("who", ["curator", "stranger", "officer"])
def test_product_when_somebody_else_hands_it_in_then_not_found(waiting, moment, who):
    with pytest.raises(NotFoundError):
        handed_in(getattr(waiting.place, who), waiting.product, moment + LATER)
    with pytest.raises(NotFoundError):
        handed_in(CLOCK, new_id(), moment + LATER)


def test_case_when_taken_off_sale_while_it_waits_then_nobody_judges_it(waiting, moment):
    delist_product(
        product_id=waiting.product,
        reason="Habis.",
        by=waiting.seller,
        at=moment + LATER,
        command=new_command(),
    )
    with pytest.raises(NotAllowedError) as refused:
        scored(waiting.case, waiting.curator, moment + LATER)
    assert refused.value.code == "not_listed"


def test_case_when_a_second_one_waits_then_the_database_refuses(waiting):
    row = CurationCase.objects.get()
    row.id = new_id()
    with pytest.raises(IntegrityError, match="curation_case_one_waiting"), transaction.atomic():
        row.save(force_insert=True)


def test_case_when_decided_without_a_day_then_the_database_refuses(waiting):
    with pytest.raises(IntegrityError, match="curation_case_decided_once"), transaction.atomic():
        CurationCase.objects.update(state="passed")


def test_letter_when_handed_in_then_to_the_curators_and_when_judged_to_the_seller(
    waiting, moment, mailoutbox
):
    tell_next(event_of("curation.handed_in"))
    assert f"/kerja/kurasi/{waiting.case}" in mailoutbox[-1].body
    scored(waiting.case, waiting.curator, moment + LATER, 1)
    tell_next(event_of("curation.handed_in"))
    assert len(mailoutbox) == 1  # it no longer waits
    tell_next(event_of("curation.refused"))
    assert mailoutbox[-1].to == ["cempaka1@contoh.example"]
    assert (
        "Mutu barang: Tiga contoh diperiksa. Yang perlu dilakukan: Ganti dengan barang" in mailoutbox[-1].body
    )
    again = handed_in(waiting.seller, waiting.product, moment + 2 * LATER)
    scored(again, waiting.curator, moment + 3 * LATER, 5)
    tell_next(event_of("curation.passed"))
    assert "lulus kurasi dengan mutu A. Sertifikat: KUR-KOTA-CONTOH-2026-00001" in mailoutbox[-1].body
