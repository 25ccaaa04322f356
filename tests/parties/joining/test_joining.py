"""From an address to a business that was checked: who may, what is kept, what it leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from eorder.foundation.errors import ConflictError, InvalidFormError, NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Person
from eorder.parties.joining.actions.accept_application import accept_application
from eorder.parties.joining.actions.return_application import return_application
from eorder.parties.joining.actions.send_application import send_application
from eorder.parties.joining.models import Application, Remark
from eorder.parties.joining.queries import (
    applications_in_name_of,
    businesses_of,
    waiting_applications,
)
from eorder.parties.joining.refusals import StepError
from eorder.parties.joining.states import ApplicationState
from eorder.parties.vendors.models import Member, TaxStatement, Vendor
from eorder.records.journal.models import Event
from eorder.records.journal.tasks import tell
from tests.factories.cast import PASSWORD, SINCE, appoint
from tests.factories.joining import (
    SELLING,
    WHY,
    answers_of,
    application_in,
    newcomer,
    nik_of,
    saved,
)

S = ApplicationState


def told(name):
    """What is sent when the last event of a name is told."""
    mail.outbox.clear()
    tell(str(Event.objects.filter(name=name).latest("recorded_at").id))
    return mail.outbox


def check(act, application, by, at, **facts):
    return act(application_id=application, by=by, at=at, command=new_command(), **facts)


def test_step_when_saved_then_kept_at_once_and_the_nik_only_as_a_digest(place, moment):
    actor = newcomer(place.government, moment)
    first = saved(place.government, actor, moment, "usaha", answers_of()["usaha"])
    assert saved(place.government, actor, moment, "rekening", answers_of()["rekening"]) == first
    kept = Application.objects.get(id=first)
    assert set(kept.answers) == {"usaha", "rekening"}
    assert kept.nib == "9900000700001"
    assert len(kept.nik_digest) == 64
    assert "nik" not in kept.answers["usaha"]
    without = answers_of()["usaha"] | {"nik": [""], "name": ["Dapur Contoh Baru"]}
    saved(place.government, actor, moment, "usaha", without)
    again = Application.objects.get(id=first)
    assert (again.nik_digest, again.answers["usaha"]["name"]) == (kept.nik_digest, "Dapur Contoh Baru")


def test_application_when_sent_then_curators_hear_of_it_and_it_is_locked(place, moment):
    application, actor = application_in(S.APPLIED, place.government, moment)
    (sent,) = told("application.sent")
    assert sent.to == ["kurator.gbr@contoh.example"]
    assert f"/kerja/pendaftaran/{application}" in sent.body
    (waiting,) = waiting_applications(place.curator, moment)
    assert (waiting["id"], waiting["due_at"].isoformat()) == (application, "2026-08-13T16:59:59+00:00")
    assert waiting_applications(place.stranger, moment) == []
    for act in (
        lambda: saved(place.government, actor, moment, "rekening", answers_of()["rekening"]),
        lambda: check(send_application, application, actor, moment, selling=SELLING),
    ):
        with pytest.raises(NotAllowedError) as refused:
            act()
        assert refused.value.code == "wrong_state"


def test_application_when_accepted_then_a_checked_business_with_owner_papers_and_account(place, moment):
    application, actor = application_in(S.CHECKED, place.government, moment, curator=place.curator)
    vendor = Vendor.objects.get(nib="9900000700001")
    assert (vendor.state, vendor.scale, vendor.yearly_sales) == ("checked", "micro", 120_000_000)
    assert (vendor.phone, vendor.region_id) == ("081200000001", "31.71.01")
    account = vendor.bank_accounts.get()
    assert (account.seq, account.number, account.holder) == (1, "1234567890", "Cempaka Contoh")
    assert Application.objects.get(id=application).vendor_id == vendor.id
    assert list(Member.objects.values_list("person_id", "tie")) == [(actor.person_id, "owner")]
    assert actor.vendor_ids == {vendor.id}
    papers = TaxStatement.objects.order_by("kind").values_list("kind", "since", "until")
    assert [(kind, str(since), str(until)) for kind, since, until in papers] == [
        ("pbjt_exempt", "2026-08-10", "2026-12-31"), ("turnover_500m", "2026-01-01", "2026-12-31"),
    ]  # fmt: skip
    assert Person.objects.get(id=actor.person_id).nik_digest
    events = Event.objects.filter(name__in=["vendor.registered", "application.accepted"])
    assert set(events.values_list("role", "person_id")) == {("curator", place.curator.person_id)}
    assert set(Event.objects.filter(name="vendor.tax_stated").values_list("role", "person_id")) == {
        ("vendor", actor.person_id)
    }
    (sent,) = told("application.accepted")
    assert sent.to == ["cempaka1@contoh.example"]
    (row,) = businesses_of(actor.person_id)
    assert (row["vendor__state"], row["selling"]) == ("checked", "nasi-kotak")


def test_application_when_a_new_business_has_suket_then_capital_and_the_paper_are_kept(place, moment):
    paper = {
        "basis": ["capital"], "amount": ["1.000.000.001"], "tax_paper": ["suket_pp55"], "suket_number": ["S-77"],
        "suket_since": ["2026-01-01"], "suket_until": ["2027-12-31"], "pbjt": ["own"],
    }  # fmt: skip
    application_in(S.CHECKED, place.government, moment, curator=place.curator, pajak=paper)
    vendor = Vendor.objects.get(nib="9900000700001")
    assert (vendor.scale, vendor.capital, vendor.yearly_sales) == ("small", 1_000_000_001, None)
    assert [(each.kind, each.number) for each in TaxStatement.objects.all()] == [("suket_pp55", "S-77")]


def test_application_when_sent_back_then_applicant_sees_why_mends_it_and_sends_again(place, moment):
    application, actor = application_in(S.RETURNED, place.government, moment, curator=place.curator)
    remark = Remark.objects.get()
    assert (remark.criterion, remark.evidence, remark.remedy) == tuple(WHY.values())
    (sent,) = told("application.returned")
    assert sent.to == ["cempaka1@contoh.example"]
    assert WHY["remedy"] in sent.body
    event = Event.objects.get(name="application.returned")
    assert WHY["evidence"] not in str(event.public)
    saved(place.government, actor, moment, "usaha", answers_of()["usaha"] | {"nib": ["9900000799999"]})
    check(send_application, application, actor, moment + timedelta(days=1), selling=SELLING)
    check(accept_application, application, place.curator, moment + timedelta(days=1))
    assert Vendor.objects.filter(nib="9900000799999", state="checked").exists()


@pytest.mark.parametrize("missing", ["criterion", "evidence", "remedy"])
def test_application_when_sent_back_without_a_part_of_why_then_refused(place, moment, missing):
    application, _ = application_in(S.APPLIED, place.government, moment)
    with pytest.raises(InvalidFormError) as refused:
        check(return_application, application, place.curator, moment, **{**WHY, missing: " "})
    assert set(refused.value.problems) == {missing}
    assert Application.objects.get(id=application).state == S.APPLIED


@pytest.mark.parametrize("who", ["stranger", "officer", "admin"])
def test_application_when_somebody_else_checks_it_then_refused(place, moment, who):
    application, _ = application_in(S.APPLIED, place.government, moment)
    for act, facts in ((accept_application, {}), (return_application, WHY)):
        with pytest.raises(NotAllowedError) as refused:
            check(act, application, getattr(place, who), moment, **facts)
        assert refused.value.code == "wrong_role"
    assert not Vendor.objects.exists()


def without_nik(actor):
    """The same offices held by a person who is not known by a NIK, so that any may be typed."""
    person = Person.objects.create(name=actor.name)
    account = open_account(
        person_id=person.id, kind=actor.kind, email="tanpa-nik@contoh.example", password=PASSWORD, by=CLOCK,
        at=SINCE, command=new_command(),
    )  # fmt: skip
    return replace(actor, person_id=person.id, account_id=account)


def test_application_when_the_curator_is_the_applicant_then_refused(place, moment):
    curator = without_nik(place.curator)
    steps = {"rekening": {"bank_holder": [curator.name]}}
    application, _ = application_in(S.APPLIED, place.government, moment, actor=curator, **steps)
    with pytest.raises(NotAllowedError) as refused:
        check(accept_application, application, curator, moment)
    assert refused.value.code == "own_application"
    assert waiting_applications(curator, moment) == []


def test_application_when_an_administrator_sends_one_then_refused(place, moment):
    admin = without_nik(place.admin)
    appoint(admin.hats[0].unit_id, admin.person_id, "admin")
    with pytest.raises(NotAllowedError) as refused:
        application_in(
            S.APPLIED,
            place.government,
            moment,
            actor=admin,
            rekening={"bank_holder": [admin.name]},
        )
    assert refused.value.code == "admin_apart"


def test_application_when_somebody_else_sends_it_then_refused(place, moment):
    application, _ = application_in(S.DRAFT, place.government, moment)
    other = newcomer(place.government, moment, 2)
    with pytest.raises(NotAllowedError) as refused:
        check(send_application, application, other, moment, selling=SELLING)
    assert refused.value.code == "wrong_role"
    with pytest.raises(NotFoundError):
        check(send_application, other.person_id, other, moment, selling=SELLING)


def test_step_when_there_is_no_such_step_then_not_found(place, moment):
    with pytest.raises(NotFoundError):
        saved(place.government, newcomer(place.government, moment), moment, "lain", {})


def test_numbers_when_two_drafts_share_them_then_the_first_sent_has_them(place, moment):
    first, actor = application_in(S.DRAFT, place.government, moment)
    second, other = application_in(
        S.DRAFT, place.government, moment, 2, usaha={"nib": answers_of(1)["usaha"]["nib"]}
    )
    check(send_application, first, actor, moment, selling=SELLING)
    with pytest.raises(StepError) as refused:
        check(send_application, second, other, moment, selling=SELLING)
    assert refused.value.codes == {"usaha": "nib_used"}
    with pytest.raises(IntegrityError, match="application_nib_once"), transaction.atomic():
        Application.objects.filter(id=second).update(state=S.APPLIED, sent_at=moment)


def test_owner_when_others_use_the_nik_then_sees_them(place, moment):
    _, other = application_in(S.DRAFT, place.government, moment, 2, usaha={"nik": [nik_of(1)], "npwp": [""]})
    _, owner = application_in(S.CHECKED, place.government, moment, curator=place.curator)
    (row,) = applications_in_name_of(owner.person_id)
    assert (row["state"], row["account__person__name"]) == ("draft", "Cempaka Contoh")
    assert applications_in_name_of(other.person_id) == []


def test_owner_when_one_business_is_checked_then_a_second_one_may_apply(place, moment):
    _, owner = application_in(S.CHECKED, place.government, moment, curator=place.curator)
    second = {"nik": [nik_of(1)], "npwp": [""], "name": ["Dapur Contoh Dua"]}
    application_in(S.CHECKED, place.government, moment, 2, curator=place.curator, actor=owner, usaha=second)
    assert {row["vendor__name"] for row in businesses_of(owner.person_id)} == {
        "Dapur Contoh Cempaka", "Dapur Contoh Dua",
    }  # fmt: skip


def test_nik_when_another_account_was_checked_first_then_the_second_is_refused(place, moment):
    waiting, _ = application_in(
        S.APPLIED, place.government, moment, 2, usaha={"nik": [nik_of(1)], "npwp": [""]}
    )
    application_in(S.CHECKED, place.government, moment, curator=place.curator)
    with pytest.raises(ConflictError) as refused:
        check(accept_application, waiting, place.curator, moment)
    assert refused.value.code == "nik_has_account"
    assert Vendor.objects.count() == 1


def test_office_when_ended_then_checks_no_more(place, moment):
    application, _ = application_in(S.APPLIED, place.government, moment)
    ended = replace(place.curator, hats=tuple(replace(hat, until=moment) for hat in place.curator.hats))
    with pytest.raises(NotAllowedError):
        check(accept_application, application, ended, moment)
    assert load_actor(place.curator.account_id) == place.curator
