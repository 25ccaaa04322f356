"""What makes claims safe, the database refuses by itself, whatever code writes; and two at once are one."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command, new_id
from eorder.parties.actors import load_actor
from eorder.parties.claims.actions.dismiss_claim import dismiss_claim
from eorder.parties.claims.actions.make_claim import make_claim
from eorder.parties.claims.actions.uphold_claim import uphold_claim
from eorder.parties.claims.models import Claim
from eorder.parties.identity.models import Person
from eorder.parties.joining.states import ApplicationState
from eorder.parties.vendors.models import Member, ProvenNumber, Vendor
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at, open_city
from tests.factories.claims import WHY, claim_in, claimed, nib_of
from tests.factories.joining import application_in, newcomer, nik_of
from tests.factories.threads import at_once

WRITERS = 4


def refuses(name, write):
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        write()
    assert found.value.__cause__.diag.constraint_name == name


@pytest.fixture
def claim(city, seller, claimant):
    return Claim.objects.get(id=claimed(claimant, city.government, nib_of(seller.id), at(10)))


def rows(claim):
    return Claim.objects.filter(id=claim.id)


def test_claim_when_decided_by_its_claimant_or_without_a_finding_then_refused(claim, claimant, curator):
    decided = {"state": "dismissed", "decided_at": at(11), "finding": "Tidak cocok."}
    refuses(
        "claim_decided_by_another", lambda: rows(claim).update(**decided, decided_by_id=claimant.person_id)
    )
    late = decided | {"decided_by_id": curator.person_id}
    refuses("claim_decided_with_finding", lambda: rows(claim).update(**late | {"finding": ""}))
    refuses("claim_decided_with_finding", lambda: rows(claim).update(**late | {"decided_at": at(9)}))
    refuses("claim_decided_with_finding", lambda: rows(claim).update(decided_at=at(11)))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("claim_words_known", {"which": "ktp"}),
        ("claim_words_known", {"kind": "mine"}),
        ("claim_is_whole", {"reason": ""}),
        ("claim_is_whole", {"number": ""}),
        ("claim_holder_of_nik_alone", {"holder_id": "curator"}),
        ("claim_on_another", {"which": "nik", "holder_id": "claimant"}),
    ],
)
def test_claim_when_its_words_are_unknown_or_missing_then_refused(claim, claimant, curator, name, changed):
    people = {"curator": curator.person_id, "claimant": claimant.person_id}
    twin = Claim.objects.get(id=claim.id)
    twin.id, twin.number = new_id(), "1" * 13
    for field, value in changed.items():
        setattr(twin, field, people.get(value, value))
    refuses(name, lambda: twin.save(force_insert=True))


def test_claim_of_a_nik_when_its_holder_decides_then_refused(city, curator, claimant):
    application_in(ApplicationState.CHECKED, city.government, at(9), 44, curator=curator)
    claim = Claim.objects.get(id=claimed(claimant, city.government, nik_of(44), at(10), which="nik"))
    decided = {"state": "dismissed", "decided_at": at(11), "finding": "Tidak cocok."}
    refuses(
        "claim_decided_apart_from_holder",
        lambda: rows(claim).update(**decided, decided_by_id=claim.holder_id),
    )


def test_claim_when_it_is_open_twice_decided_at_once_or_changed_later_then_refused(
    city, seller, claim, claimant, curator
):
    twin = Claim.objects.get(id=claim.id)
    twin.id = new_id()
    refuses("claim_one_open", lambda: twin.save(force_insert=True))
    twin.state = "withdrawn"
    refuses("claim_in_steps", lambda: twin.save(force_insert=True))
    claim.take("withdraw", due_at=None)
    refuses("claim_in_steps", lambda: rows(claim).update(state="open"))


def test_number_when_released_without_a_proof_or_taken_back_then_refused(city, seller, claimant, curator):
    vendor = Vendor.objects.filter(id=seller.id)
    for field in ("nib_released_at", "npwp_released_at"):
        refuses("number_released_to_its_owner", lambda field=field: vendor.update(**{field: at(11)}))
    claim_in("upheld", claimant, city.government, nib_of(seller.id), at(10), curator)
    refuses("number_released_to_its_owner", lambda: vendor.update(nib_released_at=None))
    refuses("number_released_to_its_owner", lambda: vendor.update(nib_released_at=at(12)))
    refuses("number_released_to_its_owner", lambda: vendor.update(npwp_released_at=at(12)))


def test_nik_when_unbound_without_a_proof_or_bound_to_another_then_refused(city, seller, claimant):
    holder = Person.objects.filter(id=seller.actor.person_id)
    digest = holder.get().nik_digest
    refuses("person_nik_bound_once", lambda: holder.update(nik_digest=None))
    ProvenNumber.objects.create(
        government_id=city.government, which="nik", number=digest, person_id=claimant.person_id, since=at(11)
    )
    refuses("person_nik_bound_once", lambda: holder.update(nik_digest="0" * 64))
    assert holder.update(nik_digest=None) == 1


def test_claim_when_made_by_one_person_many_times_at_once_then_one(committed_db):
    city = open_city(("A",))
    by = newcomer(city.government, at(9), 41)
    call = {
        "government_id": city.government, "which": "nib", "number": nib_of(city.sellers["A"].id), "kind": "misused",
        "reason": "NIB ini milik saya.", "by": by, "at": at(10),
    }  # fmt: skip
    results = at_once(
        *(
            partial(make_claim, **call, proof=sample_pdf(f"klaim {each}"), command=new_command())
            for each in range(WRITERS)
        )
    )
    assert sorted(each.code for each in results if isinstance(each, EorderError)) == ["claim_open"] * (
        WRITERS - 1
    )
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("kind", ["misused", "own"])
def test_claims_of_two_when_upheld_at_once_then_a_misused_number_is_one_persons(committed_db, kind):
    city = open_city(("A",))
    seller, curator = city.sellers["A"], load_actor(city.people["kurator"].account_id)
    people = [newcomer(city.government, at(9), number) for number in (41, 42)]
    claims = [claimed(by, city.government, nib_of(seller.id), at(10), kind=kind) for by in people]
    results = at_once(
        *(
            partial(uphold_claim, claim_id=claim, finding=WHY, by=curator, at=at(11), command=new_command())
            for claim in claims
        )
    )
    refusals = [each.code for each in results if isinstance(each, EorderError)]
    assert refusals == (["number_settled"] if kind == "misused" else [])
    assert ProvenNumber.objects.count() == (1 if kind == "misused" else 0)
    assert Member.objects.filter(vendor_id=seller.id, tie="staff").count() == (0 if kind == "misused" else 2)


def test_claim_when_upheld_and_dismissed_at_once_then_decided_once(committed_db):
    city = open_city(("A",))
    curator = city.people["kurator"]
    claim = claimed(
        newcomer(city.government, at(9), 41), city.government, nib_of(city.sellers["A"].id), at(10)
    )
    results = at_once(
        *(
            partial(act, claim_id=claim, finding=WHY, by=curator, at=at(11), command=new_command())
            for act in (uphold_claim, dismiss_claim)
        )
    )
    assert [each.code for each in results if isinstance(each, EorderError)] == ["wrong_state"]
