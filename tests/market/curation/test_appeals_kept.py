"""What the database refuses of appeals, whoever writes, and the letters about them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction

from eorder.market.curation.models import Appeal, AppealAnswer, CurationCase, Grading
from eorder.market.curation.notices import tell_of_appeal
from eorder.parties.vendors.models import Vendor
from eorder.records.constraints import refused_by
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.curation import ANSWER, OBJECTION, answered, appealed, scored

LATER = timedelta(days=1)


@pytest.fixture
def failed(waiting, moment):
    """The case of a product that did not pass."""
    return scored(waiting.case, waiting.curator, moment + LATER, 2)


def letters(name, tell):
    mail.outbox.clear()
    tell(event_with_facts(Event.objects.filter(name=name).latest("seq").id))
    return {to: letter.body for letter in mail.outbox for to in letter.to}


def test_letters_when_made_and_upheld_then_to_the_other_curators_and_to_the_seller(
    waiting, failed, another, moment
):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    told = letters("curation_appeal.made", tell_of_appeal)
    assert list(told) == ["kurator.dua@contoh.example"]
    assert f"/kerja/kurasi/keberatan/{appeal}" in told["kurator.dua@contoh.example"]
    answered(appeal, another, moment + 3 * LATER)
    assert letters("curation_appeal.made", tell_of_appeal) == {}
    told = letters("curation_appeal.upheld", tell_of_appeal)
    again = CurationCase.objects.get(state="waiting").id
    assert f"/kerja/kurasi/{again}" in told.pop("kurator.dua@contoh.example")
    (body,) = told.values()
    assert "dikabulkan" in body
    assert ANSWER in body
    assert len({each.extra_headers["Message-ID"] for each in mail.outbox}) == 2
    scored(again, another, moment + 4 * LATER)
    assert "kurator.dua@contoh.example" not in letters("curation_appeal.upheld", tell_of_appeal)


def test_letters_when_dismissed_then_the_seller_reads_why(waiting, failed, another, moment):
    answered(appealed(failed, waiting.seller, moment + 2 * LATER), another, moment + 3 * LATER, "dismiss")
    (body,) = letters("curation_appeal.dismissed", tell_of_appeal).values()
    assert f"/usaha/produk/{waiting.product}/kurasi" in body
    assert "tetap berlaku" in body
    assert ANSWER in body


def broken(name, act):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    assert refused_by(refused.value) == name


def test_answer_when_its_author_judged_or_its_reasons_are_misplaced_then_the_database_refuses(
    waiting, failed, another, moment
):
    appeal = appealed(failed, waiting.seller, moment + 2 * LATER)
    row = {"appeal_id": appeal, "outcome": "upheld", "decided_at": moment + 3 * LATER}
    for name, change in (
        ("appeal_answer_by_another", {"decided_by_id": waiting.curator.person_id, "told": ANSWER}),
        ("appeal_answer_open_as_the_judgement", {"decided_by_id": another.person_id, "reasons": ANSWER}),
        ("appeal_answer_has_reasons", {"decided_by_id": another.person_id}),
    ):
        broken(name, lambda change=change: AppealAnswer.objects.create(**row, **change))


def test_case_when_it_reviews_without_an_upheld_appeal_then_the_database_refuses(waiting, failed, moment):
    appealed(failed, waiting.seller, moment + 2 * LATER)
    judged = CurationCase.objects.get()
    broken(
        "curation_review_of_an_upheld_appeal",
        lambda: CurationCase.objects.create(
            government_id=judged.government_id, vendor_id=judged.vendor_id, product_id=judged.product_id,
            reviews=judged, state="waiting", handed_in_at=moment, due_at=moment,
        ),
    )  # fmt: skip


def test_judgement_when_anew_by_the_same_curator_then_the_database_refuses(waiting, failed, another, moment):
    answered(appealed(failed, waiting.seller, moment + 2 * LATER), another, moment + 3 * LATER)
    again = CurationCase.objects.get(state="waiting")
    broken(
        "grading_anew_by_another",
        lambda: Grading.objects.create(
            case=again, product_id=again.product_id, curator_id=waiting.curator.person_id, total=5_000,
            graded_at=moment, rule="uji",
        ),
    )  # fmt: skip


def test_appeal_when_of_no_judgement_or_changed_or_removed_then_the_database_refuses(
    waiting, moment, another
):
    row = {
        "government_id": waiting.place.government, "vendor": Vendor.objects.get(), "case_id": waiting.case,
        "state": "waiting", "text": OBJECTION, "made_by_id": waiting.seller.person_id, "made_at": moment,
        "due_at": moment,
    }  # fmt: skip
    broken("curation_appeal_once_of_a_judgement", lambda: Appeal.objects.create(**row))
    scored(waiting.case, waiting.curator, moment + LATER, 2)
    appeal = appealed(waiting.case, waiting.seller, moment + 2 * LATER)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Appeal.objects.update(text="lain sama sekali")
    broken("curation_appeal_decided_once", lambda: Appeal.objects.update(state="upheld"))
    answered(appeal, another, moment + 3 * LATER)
    broken("curation_appeal_stands", lambda: Appeal.objects.update(state="waiting", decided_at=None))
    for rows in (Appeal, AppealAnswer):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.all().delete()
