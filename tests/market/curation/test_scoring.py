"""A curator gives points; a grade with a certificate follows, or a refusal with what mends it."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from eorder.foundation.errors import InvalidFormError, NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command, new_id
from eorder.market.curation.actions.score_product import score_product
from eorder.market.curation.criteria import criteria_of
from eorder.market.curation.models import CurationCase, Finding, Grading, Score
from eorder.market.curation.queries import certificate_of, expired_grades, later_certificate
from eorder.market.curation.rules import Mark
from eorder.market.templates.book import templates
from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.models import QueueDecision
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from tests.factories.cast import SINCE
from tests.factories.curation import handed_in, listed_by, marks_for, scored

LATER = timedelta(days=1)


def test_product_when_it_passes_then_a_certificate_and_an_active_business(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER, 5, foto=4)
    grading = Grading.objects.get()
    assert (grading.grade, grading.total, grading.number) == ("A", 9_000, "KUR-KOTA-CONTOH-2026-00001")
    assert (grading.valid_until, grading.rule) == (date(2028, 8, 10), "curation_marks@2019-01-01")
    assert list(Score.objects.order_by("position").values_list("criterion", "points")) == [
        ("mutu", 5),
        ("foto", 4),
    ]
    assert Finding.objects.count() == 0
    assert Vendor.objects.get().state == "active"
    assert CurationCase.objects.get().state == "passed"
    event = Event.objects.get(name="curation.passed")
    assert json.loads(event.public) == {
        "state": "passed", "number": grading.number, "grade": "A", "total": 9_000, "valid_until": "2028-08-10",
        "product": str(waiting.product), "points": {"mutu": 5, "foto": 4}, "place": 1,
    }  # fmt: skip
    assert Event.objects.filter(name="vendor.admitted").count() == 1


def test_product_when_a_criterion_is_too_low_then_refused_with_criterion_evidence_and_remedy(waiting, moment):
    marks = [Mark("mutu", 2, "Dua contoh basi."), Mark("foto", 5, "Jelas.", "Tidak dipakai.")]
    score_product(
        case_id=waiting.case, marks=marks, by=waiting.curator, at=moment + LATER, command=new_command()
    )
    found = Finding.objects.order_by("position").values_list("criterion", "points", "evidence", "remedy")
    assert list(found) == [
        ("mutu", 2, "Dua contoh basi.", "Ganti dengan barang tanpa cacat dan ajukan contoh baru."),
        ("foto", 5, "Jelas.", ""),
    ]
    grading = Grading.objects.get()
    assert (grading.grade, grading.number, grading.valid_until) == ("", "", None)
    assert Score.objects.count() == 0
    assert Vendor.objects.get().state == "checked"
    event = Event.objects.get(name="curation.refused")
    assert json.loads(event.public) == {"state": "refused", "criteria": ["mutu"], "place": 1}
    assert "Dua contoh basi." in event.private


def test_product_when_refused_and_handed_in_again_then_judged_anew(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER, 1)
    again = handed_in(waiting.seller, waiting.product, moment + 2 * LATER)
    scored(again, waiting.curator, moment + 3 * LATER, 3)
    assert [each.grade for each in Grading.objects.order_by("graded_at")] == ["", "C"]
    assert Vendor.objects.get().state == "active"


def test_product_when_judged_twice_then_the_second_is_refused(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER)
    with pytest.raises(NotAllowedError) as refused:
        scored(waiting.case, waiting.curator, moment + LATER)
    assert refused.value.code == "wrong_state"


def test_product_when_the_same_command_comes_twice_then_judged_once(waiting, moment):
    command = new_command()
    call = {
        "case_id": waiting.case, "marks": marks_for(waiting.case), "by": waiting.curator, "at": moment + LATER,
        "command": command,
    }  # fmt: skip
    assert score_product(**call) == score_product(**call) == waiting.case
    assert Grading.objects.count() == QueueDecision.objects.filter(rung="curation").count() == 1


@pytest.mark.parametrize("who", ["stranger", "officer", "admin"])
def test_product_when_somebody_else_judges_then_refused(waiting, moment, who):
    with pytest.raises(NotAllowedError) as refused:
        scored(waiting.case, getattr(waiting.place, who), moment + LATER)
    assert refused.value.code == "wrong_role"
    assert Grading.objects.count() == 0


def test_product_when_its_curator_is_tied_to_the_business_in_any_way_then_refused(waiting, moment):
    tie_person(
        vendor_id=Vendor.objects.get().id, person_id=waiting.curator.person_id, tie="account_holder",
        by=CLOCK, at=SINCE, command=new_command(),
    )  # fmt: skip
    with pytest.raises(NotAllowedError) as refused:
        scored(waiting.case, waiting.curator, moment + LATER)
    assert refused.value.code == "own_product"


def test_product_when_there_is_no_case_then_not_found(waiting, moment):
    with pytest.raises(NotFoundError):
        score_product(case_id=new_id(), marks=[], by=waiting.curator, at=moment, command=new_command())


@pytest.mark.parametrize(
    ("marks", "fields"),
    [
        ([], {"points-mutu", "evidence-mutu", "points-foto", "evidence-foto"}),
        ([Mark("mutu", 4, "Baik."), Mark("foto", 6, "Baik.")], {"points-foto"}),
        ([Mark("mutu", 4, " "), Mark("foto", 4, "x" * 501)], {"evidence-mutu", "evidence-foto"}),
        ([Mark("mutu", 1, "Basi.", "x" * 501), Mark("foto", 4, "Baik.")], {"remedy-mutu"}),
        ([Mark("mutu", 4, "Baik."), Mark("foto", 4, "Baik."), Mark("rasa", 4, "Baik.")], {""}),
        ([Mark("mutu", 4, "Baik."), Mark("mutu", 5, "Baik."), Mark("foto", 4, "Baik.")], {""}),
    ],
)
def test_product_when_marks_are_wrong_then_each_field_is_named_and_nothing_changes(
    waiting, moment, marks, fields
):
    with pytest.raises(InvalidFormError) as refused:
        score_product(
            case_id=waiting.case, marks=marks, by=waiting.curator, at=moment + LATER, command=new_command()
        )
    assert set(refused.value.problems) == fields
    assert CurationCase.objects.get().state == "waiting"


def test_criteria_when_the_category_has_a_template_then_those_of_its_own():
    food = criteria_of(templates()["nasi-kotak"].body())
    assert [each.key for each in food] == ["rasa", "porsi", "kemasan", "kebersihan", "halal", "foto"]
    assert all(each.refusal and each.remedy for each in food)
    goods = criteria_of(templates()["alat-tulis-kantor"].body())
    assert "rasa" not in {each.key for each in goods}


def test_judgement_when_changed_or_removed_then_the_database_refuses(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER)
    for rows, change in (
        (Grading, {"grade": "A"}),
        (Score, {"points": 5}),
        (QueueDecision, {"waited_days": 0}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.all().delete()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"grade": "A"}, "grading_whole_or_none"),
        ({"grade": "D", "number": "KUR-1", "valid_until": date(2028, 1, 1)}, "grading_whole_or_none"),
        ({"total": 10_001}, "grading_total_in_range"),
    ],
)
def test_judgement_when_not_whole_then_the_database_refuses(waiting, moment, change, name):
    row = Grading(
        case_id=waiting.case, product_id=waiting.product, curator_id=waiting.curator.person_id, total=5_000,
        graded_at=moment, rule="uji",
    )  # fmt: skip
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "name"), [({"points": 6}, "score_in_range"), ({"seen": ""}, "score_has_evidence")]
)
def test_points_when_out_of_range_or_without_evidence_then_the_database_refuses(
    waiting, moment, change, name
):
    scored(waiting.case, waiting.curator, moment + LATER)
    row = Score.objects.first()
    row.id, row.criterion = new_id(), "lain"
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "name"), [({"points": 0}, "finding_in_range"), ({"evidence": ""}, "finding_has_evidence")]
)
def test_findings_when_out_of_range_or_without_evidence_then_the_database_refuses(
    waiting, moment, change, name
):
    scored(waiting.case, waiting.curator, moment + LATER, 1)
    row = Finding.objects.first()
    row.id, row.criterion = new_id(), "lain"
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_grade_when_its_last_day_has_passed_then_listed_for_renewal_until_it_is_handed_in_again(
    waiting, moment
):
    scored(waiting.case, waiting.curator, moment + LATER)
    grading, place = Grading.objects.get(), [waiting.place.government]
    assert expired_grades(place, grading.valid_until, 50) == []
    over = grading.valid_until + timedelta(days=1)
    assert [row["number"] for row in expired_grades(place, over, 50)] == [grading.number]
    assert expired_grades([new_id()], over, 50) == []
    renewed = handed_in(waiting.seller, waiting.product, moment + timedelta(days=740))
    assert expired_grades(place, over, 50) == []
    scored(renewed, waiting.curator, moment + timedelta(days=741))
    assert expired_grades(place, over, 50) == []
    assert later_certificate(waiting.product, grading.graded_at) == "KUR-KOTA-CONTOH-2028-00001"
    assert certificate_of(grading.number)["grade"] == "B"


def test_certificates_when_several_then_numbered_without_gaps(waiting, moment):
    scored(waiting.case, waiting.curator, moment + LATER)
    for day in (2, 3):
        at = moment + day * LATER
        product = listed_by(waiting.seller, at, f"Kue contoh {day}")
        scored(
            handed_in(waiting.seller, product, at),
            waiting.curator,
            at + timedelta(hours=1),
            1 if day == 2 else 4,
        )
    numbers = Grading.objects.exclude(number="").order_by("graded_at").values_list("number", flat=True)
    assert list(numbers) == ["KUR-KOTA-CONTOH-2026-00001", "KUR-KOTA-CONTOH-2026-00002"]
