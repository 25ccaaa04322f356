"""Every refusal of the form with its code and sentence; none of them changes anything."""

import pytest
from django.db import connection

from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.actions.ask_code import ask_code
from eorder.parties.joining.actions.send_application import send_application
from eorder.parties.joining.models import Application, ContactProof
from eorder.parties.joining.refusals import REMEDIES, SENTENCES, StepError
from eorder.parties.joining.states import ApplicationState
from tests.factories.joining import (
    JOINING_PASSWORD,
    SELLING,
    answers_of,
    application_in,
    newcomer,
    nik_of,
    saved,
)

LONG = "x" * 300
NIK_OF_SOMEBODY = nik_of(7)
FIELDS = [
    # step, what is typed otherwise, field, code
    ("usaha", {"legal_form": "yayasan"}, "legal_form", "legal_form_unknown"),
    ("usaha", {"name": " "}, "name", "business_name_missing"),
    ("usaha", {"name": LONG}, "name", "business_name_missing"),
    ("usaha", {"nik": ""}, "nik", "invalid_nik_length"),
    ("usaha", {"nik": "317101010190999"}, "nik", "invalid_nik_length"),
    ("usaha", {"nik": "3171013102909999"}, "nik", "invalid_nik_date"),
    ("usaha", {"nik": "3171010101900000"}, "nik", "invalid_nik_serial"),
    ("usaha", {"nik": "9971010101909999"}, "nik", "nik_unknown_region"),
    ("usaha", {"npwp": "12345678901234"}, "npwp", "invalid_npwp_length"),
    ("usaha", {"npwp": "123456789012345"}, "npwp", "invalid_npwp_check_digit"),
    ("usaha", {"npwp": NIK_OF_SOMEBODY}, "npwp", "npwp_not_nik"),
    ("usaha", {"legal_form": "cv", "npwp": nik_of(1)}, "npwp", "npwp_not_body"),
    ("usaha", {"nib": "990000070001"}, "nib", "invalid_nib"),
    ("usaha", {"nib": "99000007O0001"}, "nib", "invalid_nib"),
    ("usaha", {"kbli": "5621"}, "kbli", "invalid_kbli"),
    ("usaha", {"kbli": "00000"}, "kbli", "kbli_unknown"),
    ("usaha", {"kbli": "47611"}, "kbli", "kbli_other_category"),
    ("usaha", {"selling": "pesawat"}, "selling", "selling_unknown"),
    ("usaha", {"region": "31.71"}, "region", "region_unknown"),
    ("usaha", {"region": "32.73.01"}, "region", "region_unknown"),
    ("usaha", {"street": LONG}, "street", "street_too_long"),
    ("usaha", {"phone": "0812"}, "phone", "phone_invalid"),
    ("pajak", {"basis": ""}, "basis", "basis_unknown"),
    ("pajak", {"amount": "banyak"}, "amount", "amount_invalid"),
    ("pajak", {"amount": "9.999.999.999.999.999"}, "amount", "amount_invalid"),
    ("pajak", {"amount": "15.000.000.001"}, "amount", "not_small"),
    ("pajak", {"kswp": ""}, "kswp", "kswp_unknown"),
    ("pajak", {"tax_paper": "lain"}, "tax_paper", "tax_paper_unknown"),
    ("pajak", {"tax_paper": "suket_pp55"}, "suket_number", "suket_incomplete"),
    (
        "pajak",
        {
            "tax_paper": "suket_pp55",
            "suket_number": "S-1",
            "suket_since": "2025-01-01",
            "suket_until": "2026-08-09",
        },
        "suket_until",
        "suket_over",
    ),
    ("pajak", {"amount": "500.000.001"}, "tax_paper", "sales_above_500m"),
    ("pajak", {"pbjt": ""}, "pbjt", "pbjt_unknown"),
    ("rekening", {"bank_name": ""}, "bank_name", "bank_missing"),
    ("rekening", {"bank_account": "12-34"}, "bank_account", "account_number_invalid"),
    ("rekening", {"bank_account": "rekening"}, "bank_account", "account_number_invalid"),
    ("rekening", {"bank_holder": "Orang Lain"}, "bank_holder", "holder_differs"),
    ("rekening", {"bank_holder": ""}, "bank_holder", "holder_differs"),
    ("kapasitas", {"capacity": "0"}, "capacity", "capacity_invalid"),
    ("kapasitas", {"capacity": "1000001"}, "capacity", "capacity_invalid"),
    ("kapasitas", {"weekdays": "8"}, "weekdays", "weekday_unknown"),
    ("kapasitas", {"days_off": "31-2-2027"}, "days_off", "days_off_invalid"),
    ("kapasitas", {"days_off": "9-8-2026"}, "days_off", "days_off_invalid"),
    ("kapasitas", {"area": ""}, "area", "delivery_area_unknown"),
    ("kapasitas", {"area": "32.73"}, "area", "delivery_area_unknown"),
    ("pernyataan", {"traits": "kaya"}, "traits", "trait_unknown"),
    ("pernyataan", {"halal": LONG}, "halal", "licence_too_long"),
    ("pernyataan", {"permit": LONG}, "permit", "licence_too_long"),
    ("pernyataan", {"promises": "own_production"}, "promises", "consent_needed"),
    ("pernyataan", {"promises": "consent"}, "promises", "own_production_needed"),
]
ELSEWHERE = {
    "name_missing", "email_invalid", "government_unknown", "nik_not_yours", "nik_has_account", "nib_used", "npwp_used",
    "statement_not_personal", "step_missing",
}  # fmt: skip
"""Refusals that need more than one field; each has a test of its own below."""


def rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, answers::text, nib, npwp, nik_digest, state FROM joining_application ORDER BY 1"
        )
        return cursor.fetchall()


@pytest.mark.parametrize(("step", "changed", "field", "code"), FIELDS, ids=lambda each: str(each)[:30])
def test_step_when_a_field_is_wrong_then_refused_with_code_and_sentence_and_nothing_kept(
    place, moment, step, changed, field, code
):
    actor = newcomer(place.government, moment)
    saved(place.government, actor, moment, "usaha", answers_of()["usaha"])
    before = rows()
    typed = {**answers_of()[step], **{name: [value] for name, value in changed.items()}}
    if step == "usaha" and changed.get("nik") == "":
        Application.objects.update(nik_digest="")
        before = rows()
    with pytest.raises(StepError) as refused:
        saved(place.government, actor, moment, step, typed)
    assert refused.value.codes == {field: code}
    sentence = refused.value.problems[field]
    assert sentence == SENTENCES.get(code, sentence)
    assert sentence.endswith(".")
    assert not any(value in sentence for value in changed.values() if value.isdigit() and len(value) > 5)
    assert rows() == before


def test_refusals_when_counted_then_each_has_a_test():
    assert {code for *_, code in FIELDS} | ELSEWHERE >= set(SENTENCES)
    assert all(address.startswith("https://") for _words, address in REMEDIES.values())


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"name": " "}, "name", "name_missing"),
        ({"name": LONG}, "name", "name_missing"),
        ({"email": "cempaka"}, "email", "email_invalid"),
        ({"email": f"{LONG}@contoh.example"}, "email", "email_invalid"),
        ({"password": "pendek"}, "password", "password_weak"),
        ({"password": "eorder jakarta umkm"}, "password", "password_weak"),
    ],
)
def test_stranger_when_a_field_is_wrong_then_refused_and_no_letter_is_sent(
    place, moment, changed, field, code
):
    asked = {
        "name": "Cempaka Contoh",
        "email": "cempaka@contoh.example",
        "password": JOINING_PASSWORD,
        **changed,
    }
    with pytest.raises(StepError) as refused:
        ask_code(government_id=place.government, by=CLOCK, at=moment, command=new_command(), **asked)
    assert refused.value.codes == {field: code}
    assert refused.value.problems[field] == SENTENCES.get(code, refused.value.problems[field])
    assert not ContactProof.objects.exists()


def test_government_when_there_is_none_then_refused(place, moment):
    with pytest.raises(StepError) as refused:
        ask_code(
            government_id=place.curator.person_id, name="Cempaka", email="a@contoh.example",
            password=JOINING_PASSWORD, by=CLOCK, at=moment, command=new_command(),
        )  # fmt: skip
    assert refused.value.codes == {"government": "government_unknown"}
    with pytest.raises(StepError) as refused:
        saved(place.curator.person_id, newcomer(place.government, moment), moment, "kapasitas", {})
    assert refused.value.codes == {"government": "government_unknown"}


@pytest.mark.parametrize("state", [ApplicationState.APPLIED, ApplicationState.CHECKED])
@pytest.mark.parametrize("field", ["nib", "npwp"])
def test_number_when_another_business_has_it_then_refused(place, moment, state, field):
    application_in(state, place.government, moment, curator=place.curator)
    second, theirs = answers_of(2)["usaha"], answers_of(1)["usaha"][field]
    same = {field: theirs} if field == "nib" else {"npwp": theirs, "nik": answers_of(1)["usaha"]["nik"]}
    actor = newcomer(place.government, moment, 2)
    with pytest.raises(StepError) as refused:
        saved(place.government, actor, moment, "usaha", second | same)
    assert refused.value.codes[field] == f"{field}_used"
    assert refused.value.problems[field] == SENTENCES[f"{field}_used"]
    assert not Application.objects.filter(account_id=actor.account_id).exists()


def test_nik_when_another_person_has_it_then_refused(place, moment):
    application_in(ApplicationState.CHECKED, place.government, moment, curator=place.curator)
    typed = answers_of(2)["usaha"] | {"nik": [nik_of(1)], "npwp": [""]}
    with pytest.raises(StepError) as refused:
        saved(place.government, newcomer(place.government, moment, 2), moment, "usaha", typed)
    assert refused.value.problems == {"nik": SENTENCES["nik_has_account"]}


def test_nik_when_not_the_one_of_the_account_then_refused(place, moment):
    _, actor = application_in(ApplicationState.CHECKED, place.government, moment, curator=place.curator)
    with pytest.raises(StepError) as refused:
        saved(place.government, actor, moment, "usaha", answers_of(2)["usaha"])
    assert refused.value.problems == {"nik": SENTENCES["nik_not_yours"]}


def test_statement_when_the_business_is_no_person_then_refused(place, moment):
    actor = newcomer(place.government, moment)
    saved(
        place.government, actor, moment, "usaha", answers_of()["usaha"] | {"legal_form": ["cv"], "npwp": [""]}
    )
    with pytest.raises(StepError) as refused:
        saved(place.government, actor, moment, "pajak", answers_of()["pajak"])
    assert refused.value.problems == {"tax_paper": SENTENCES["statement_not_personal"]}


def test_application_when_steps_are_missing_or_hold_no_more_then_not_sent(place, moment):
    actor = newcomer(place.government, moment)
    for step in ("usaha", "pajak", "rekening"):
        application = saved(place.government, actor, moment, step, answers_of()[step])
    changed = answers_of()["usaha"] | {"legal_form": ["cv"], "npwp": [""]}
    saved(place.government, actor, moment, "usaha", changed)
    before = rows()
    with pytest.raises(StepError) as refused:
        send_application(
            application_id=application, selling=SELLING, by=actor, at=moment, command=new_command()
        )
    assert refused.value.codes == {
        "kapasitas": "step_missing",
        "pernyataan": "step_missing",
        "pajak": "statement_not_personal",
    }
    assert rows() == before
