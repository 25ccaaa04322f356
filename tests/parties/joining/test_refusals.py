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
from tests.factories.joining_refusals import FIELDS, LONG

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
