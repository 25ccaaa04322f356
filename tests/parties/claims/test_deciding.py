"""A claim on a number is decided: who may, and what follows from upholding and from dismissing it."""

from datetime import timedelta

import pytest

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.law.sanction_grounds import suspension_grounds
from eorder.parties.actors import load_actor
from eorder.parties.claims.actions.dismiss_claim import dismiss_claim
from eorder.parties.claims.actions.uphold_claim import uphold_claim
from eorder.parties.claims.actions.withdraw_claim import withdraw_claim
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import claims_of, flagged_sellers, waiting_claims
from eorder.parties.identity.models import Person
from eorder.parties.identity.nik import nik_digest
from eorder.parties.joining.models import Application
from eorder.parties.joining.refusals import StepError
from eorder.parties.joining.states import ApplicationState
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.vendors.models import Member, ProvenNumber, Vendor
from eorder.parties.vendors.queries import vendor_of_nib
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import appoint, at
from tests.factories.claims import WHY, claim_in, claimed, nib_of
from tests.factories.joining import answers_of, application_in, newcomer, nik_of, saved
from tests.parties.claims.trying import NOON, decide, refused

S = ApplicationState


def test_own_business_when_upheld_then_the_claimant_is_its_staff_and_its_owner_stays(
    city, seller, claimant, curator
):
    owners = list(Member.objects.filter(vendor_id=seller.id, tie="owner").values_list("person_id", flat=True))
    claim = claim_in("upheld", claimant, city.government, nib_of(seller.id), at(10), curator, kind="own")
    assert Member.objects.get(vendor_id=seller.id, person_id=claimant.person_id).tie == "staff"
    assert load_actor(claimant.account_id).vendor_ids == {seller.id}
    assert owners == list(
        Member.objects.filter(vendor_id=seller.id, tie="owner").values_list("person_id", flat=True)
    )
    assert Vendor.objects.get(id=seller.id).nib_released_at is None
    assert not ProvenNumber.objects.exists()
    kept = Claim.objects.get(id=claim)
    assert (kept.state, kept.decided_by_id, kept.finding) == ("upheld", curator.person_id, WHY)
    assert not flagged_sellers(curator, NOON)


def test_misused_number_when_upheld_then_it_is_the_claimants_alone(city, seller, claimant, curator):
    number = nib_of(seller.id)
    typed = answers_of(41)["usaha"] | {"nib": [number]}
    with pytest.raises(StepError) as found:
        saved(city.government, claimant, at(10), "usaha", typed)
    assert found.value.codes == {"nib": "nib_used"}
    claim_in("upheld", claimant, city.government, number, at(10), curator)
    assert Vendor.objects.get(id=seller.id).nib_released_at is not None
    application, _ = application_in(
        S.CHECKED, city.government, at(11), 41, curator=curator, actor=claimant, usaha={"nib": [number]}
    )
    mine = Application.objects.get(id=application).vendor_id
    assert vendor_of_nib(city.government, number) == mine != seller.id
    other = newcomer(city.government, at(11), 42)
    with pytest.raises(StepError) as found:
        saved(city.government, other, at(11), "usaha", answers_of(42)["usaha"] | {"nib": [number]})
    assert found.value.codes == {"nib": "nib_used"}


def test_misused_number_when_upheld_then_nobody_else_takes_it_before_the_claimant_registers(
    city, seller, claimant, curator
):
    number = nib_of(seller.id)
    claim_in("upheld", claimant, city.government, number, at(10), curator)
    other = newcomer(city.government, at(11), 42)
    with pytest.raises(StepError) as found:
        saved(city.government, other, at(11), "usaha", answers_of(42)["usaha"] | {"nib": [number]})
    assert found.value.codes == {"nib": "nib_used"}


def test_business_that_joined_when_its_number_is_given_back_then_its_application_lets_go_too(
    city, claimant, curator
):
    application_in(S.CHECKED, city.government, at(9), 43, curator=curator)
    number = "9900000700043"
    claim_in("upheld", claimant, city.government, number, at(10), curator)
    application, _ = application_in(
        S.APPLIED, city.government, at(11), 41, actor=claimant, usaha={"nib": [number]}
    )
    assert Application.objects.get(id=application).nib == number


def test_seller_when_it_used_a_misused_number_then_flagged_until_a_curator_sanctions_it(
    city, seller, claimant, curator
):
    claim = claim_in("upheld", claimant, city.government, nib_of(seller.id), at(10), curator)
    (row,) = flagged_sellers(curator, NOON)
    assert (row["id"], row["vendor_id"]) == (claim, seller.id)
    assert not flagged_sellers(claimant, NOON)
    suspend_vendor(
        vendor_id=seller.id, ground=next(iter(dict(suspension_grounds(NOON.date())))), reason="Memakai NIB orang lain.",
        decree_number="SK-1", paper=sample_pdf("sk"), by=curator, at=NOON, command=new_command(),
    )  # fmt: skip
    assert not flagged_sellers(curator, NOON)
    assert not flagged_sellers(curator, NOON + timedelta(days=3_000))  # over, and not due a second time


def test_misused_nik_when_upheld_then_unbound_and_the_owner_goes_on(city, curator):
    application_in(S.CHECKED, city.government, at(9), 44, curator=curator)
    holder = Person.objects.get(nik_digest=nik_digest(nik_of(44)))
    claimant = newcomer(city.government, at(9), 45)
    claim = claim_in(
        "upheld", claimant, city.government, nik_of(44), at(10), curator, which="nik",
        reason="KTP ini milik saya.",
    )  # fmt: skip
    kept = Claim.objects.get(id=claim)
    assert kept.number == nik_digest(nik_of(44))
    assert kept.holder_id == holder.id
    assert Person.objects.get(id=holder.id).nik_digest is None
    assert [row["vendor__name"] for row in flagged_sellers(curator, NOON)] == ["Dapur Contoh Cempaka"]
    application_in(
        S.CHECKED, city.government, at(11), 45, curator=curator, actor=claimant,
        usaha={"nik": [nik_of(44)], "npwp": [""]},
    )  # fmt: skip
    assert Person.objects.get(id=claimant.person_id).nik_digest == nik_digest(nik_of(44))


def test_misused_nik_when_its_holder_is_in_office_then_not_upheld(city, claimant, curator):
    application_in(S.CHECKED, city.government, at(9), 46, curator=curator)
    holder = Person.objects.get(nik_digest=nik_digest(nik_of(46)))
    appoint(city.unit.id, holder.id, "pptk")
    claim = claimed(claimant, city.government, nik_of(46), at(10), which="nik")
    refused("holder_in_office", lambda: decide(uphold_claim, claim, curator))
    assert decide(dismiss_claim, claim, curator, finding="Hubungi dinas.") == claim


def test_nik_when_it_is_ones_own_or_another_than_ones_own_then_refused(city, curator):
    _, owner = application_in(S.CHECKED, city.government, at(9), 47, curator=curator)
    application_in(S.CHECKED, city.government, at(9), 48, curator=curator)
    refused("own_number", lambda: claimed(owner, city.government, nik_of(47), at(10), which="nik"))
    refused("nik_not_yours", lambda: claimed(owner, city.government, nik_of(48), at(10), which="nik"))


def test_number_of_an_application_when_claimed_then_the_application_is_answered_first(
    city, claimant, curator
):
    application, _ = application_in(S.APPLIED, city.government, at(9), 49)
    claim = claimed(claimant, city.government, "9900000700049", at(10))
    assert Claim.objects.get(id=claim).contacts == ["cempaka49@contoh.example"]
    refused("application_waits", lambda: decide(uphold_claim, claim, curator))
    Application.objects.filter(id=application).update(state="returned")
    assert decide(uphold_claim, claim, curator) == claim
    assert ProvenNumber.objects.get().person_id == claimant.person_id


def test_own_business_when_there_is_none_yet_then_not_upheld(city, claimant, curator):
    application_in(S.APPLIED, city.government, at(9), 49)
    claim = claimed(claimant, city.government, "9900000700049", at(10), kind="own")
    refused("no_business", lambda: decide(uphold_claim, claim, curator))


def test_number_when_two_claim_it_then_one_gets_it(city, seller, claimant, curator):
    other = newcomer(city.government, at(9), 50)
    first, second = (claimed(by, city.government, nib_of(seller.id), at(10)) for by in (claimant, other))
    decide(uphold_claim, first, curator)
    refused("number_settled", lambda: decide(uphold_claim, second, curator))
    decide(dismiss_claim, second, curator, finding="Sudah dipastikan milik orang lain.")


def test_claim_when_dismissed_then_told_why_and_nothing_else_changes(city, seller, claimant, curator):
    claim = claim_in("dismissed", claimant, city.government, nib_of(seller.id), at(10), curator)
    (row,) = claims_of(claimant.person_id)
    assert (row["state"], row["finding"]) == ("dismissed", "Buktinya tidak cocok.")
    assert not ProvenNumber.objects.exists()
    assert Vendor.objects.get(id=seller.id).nib_released_at is None
    refused("wrong_state", lambda: decide(uphold_claim, claim, curator))
    refused(
        "wrong_state", lambda: withdraw_claim(claim_id=claim, by=claimant, at=NOON, command=new_command())
    )


def test_finding_when_it_names_the_other_side_then_refused(city, seller, claimant, curator):
    claim = claimed(claimant, city.government, nib_of(seller.id), at(10))
    name = Vendor.objects.get(id=seller.id).name
    for finding in (
        f"Ini milik {name}.",
        f"Ini milik {name.upper()} juga.",
        f"Ini milik {seller.actor.name}.",
    ):
        refused(
            "finding_names_other", lambda told=finding: decide(dismiss_claim, claim, curator, finding=told)
        )


@pytest.mark.parametrize("finding", ["", "   abc ", "a" * 501])
def test_finding_when_missing_or_too_long_then_refused(city, seller, claimant, curator, finding):
    claim = claimed(claimant, city.government, nib_of(seller.id), at(10))
    for act in (uphold_claim, dismiss_claim):
        with pytest.raises(InvalidFormError) as found:
            decide(act, claim, curator, finding=finding)
        assert set(found.value.problems) == {"finding"}


def test_claim_when_others_than_a_curator_apart_decide_then_refused(city, seller, claimant, curator):
    claim = claimed(claimant, city.government, nib_of(seller.id), at(10))
    for by in (claimant, seller.actor, city.people["ppk"], city.people["admin"]):
        refused("wrong_role", lambda by=by: decide(uphold_claim, claim, by))
    Member.objects.create(vendor_id=seller.id, person_id=curator.person_id, tie="staff")
    refused("own_business", lambda: decide(dismiss_claim, claim, load_actor(curator.account_id)))


def test_claim_of_a_curator_when_they_decide_it_then_refused(city, seller, curator):
    claim = claimed(curator, city.government, nib_of(seller.id), at(10))
    refused("own_claim", lambda: decide(uphold_claim, claim, curator))
    assert not waiting_claims(curator, NOON)


def test_claim_when_another_withdraws_it_then_refused(city, seller, claimant, curator):
    claim = claimed(claimant, city.government, nib_of(seller.id), at(10))
    for by in (seller.actor, curator):
        refused(
            "wrong_role", lambda by=by: withdraw_claim(claim_id=claim, by=by, at=NOON, command=new_command())
        )


def test_administrator_when_their_own_business_is_upheld_then_refused(city, seller, curator):
    admin = city.people["admin"]
    claim = claimed(admin, city.government, nib_of(seller.id), at(10), kind="own")
    before = Member.objects.count()
    with pytest.raises(NotAllowedError):
        decide(uphold_claim, claim, curator)
    assert Member.objects.count() == before
