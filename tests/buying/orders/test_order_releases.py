import json
from uuid import UUID

import pytest

from eorder.buying.orders.releases import STAGES, order_release
from tests.buying import purchase_samples as samples
from tests.ocds_standard import allowed_paths, paths, release_validator, unknown_codes

RELEASES = [*samples.WALK, *samples.ENDS, ("order.received", samples.RECEIVED_WHOLE, samples.moment(13, 6))]


def release_of(event, facts, at, number=1):
    lines_before = len(samples.PLACED.lines) if event == "order.changed" else 0
    return order_release(event, facts, at=at, command=UUID(int=number), lines_before=lines_before)


def told(event, facts, at):
    return json.loads(release_of(event, facts, at).body)


@pytest.mark.parametrize("event", STAGES)
def test_a_release_contains_exactly_the_paths_that_are_allowed_for_its_event(event):
    found = set().union(*(paths(told(name, facts, at)) for name, facts, at in RELEASES if name == event))

    assert found == allowed_paths()[event]


@pytest.mark.data
@pytest.mark.parametrize(("event", "facts", "at"), RELEASES)
def test_a_release_is_valid_against_the_standard_and_its_closed_codelists(event, facts, at):
    release = told(event, facts, at)

    assert [
        f"{error.instance_path} {error.message}" for error in release_validator().iter_errors(release)
    ] == []
    assert unknown_codes(release) == []


def test_a_release_is_named_by_number_event_and_command_and_is_the_same_every_time():
    command = UUID("01900000-0000-7000-8000-0000deadbeef")

    first = order_release("order.handed_over", samples.HANDED_OVER, at=samples.moment(13, 7), command=command)
    second = order_release(
        "order.handed_over", samples.HANDED_OVER, at=samples.moment(13, 7), command=command
    )

    assert first.release_id == "CTH-2026-00001-handed_over-deadbeef"
    assert first.ocid == "ocds-xxxxxx-CTH-2026-00001"
    assert first == second
    assert json.loads(first.body)["date"] == "2026-08-13T07:00:00.000000Z"


def test_the_award_says_what_of_its_value_is_ppn():
    award = told("order.placed", samples.PLACED, samples.moment(10, 3))["awards"][0]

    assert award["value"] == {"amount": 5_372_400, "currency": "IDR"}
    assert award["items"][0]["unit"]["value"] == {"amount": 40_000, "currency": "IDR"}
    assert award["description"] == "Nilai ini termasuk PPN Rp 532.400; harga satuan belum termasuk PPN."


def test_a_quantity_in_parts_is_published_as_people_mean_it():
    body = release_of("order.placed", samples.PLACED, samples.moment(10, 3)).body

    assert '"quantity":2.5,' in body
    assert '"quantity":120,' in body


def test_the_payment_is_split_by_who_received_it_and_adds_up_to_the_gross():
    release = told("order.paid", samples.PAID, samples.moment(14, 8))

    implementation = release["contracts"][0]["implementation"]
    received = [(each["payee"]["name"], each["value"]["amount"]) for each in implementation["transactions"]]
    assert received == [("Dapur Contoh", 4_625_600), ("Kas Negara", 94_400), ("Kas Negara", 519_200)]
    assert implementation["finalValue"]["amount"] == 5_239_200 == sum(amount for _, amount in received)


def test_every_party_that_is_named_is_described_in_the_same_release():
    for event, facts, at in RELEASES:
        release = told(event, facts, at)
        known = {(party["id"], party["name"]) for party in release["parties"]}
        assert _references(release) <= known, event


def _references(value):
    if isinstance(value, list):
        return set().union(*map(_references, value))
    if not isinstance(value, dict):
        return set()
    pointers = [
        each
        for name in ("buyer", "procuringEntity", "payer", "payee", "sourceParty", "suppliers")
        for each in _as_list(value.get(name, []))
    ]
    found = {(each["id"], each["name"]) for each in pointers}
    return found.union(*(_references(each) for each in value.values()))


def _as_list(value):
    return value if isinstance(value, list) else [value]


def test_a_contract_that_was_in_force_is_terminated_when_the_order_is_cancelled():
    early = told("order.cancelled", samples.CANCELLED, samples.moment(10, 7))
    late = told("order.cancelled", samples.CANCELLED_LATE, samples.moment(11, 7))

    assert (early["tag"], "contracts" in early) == (["awardCancellation"], False)
    assert late["tag"] == ["awardCancellation", "contractTermination"]
    assert late["contracts"][0]["status"] == "terminated"
    assert late["awards"][0]["amendments"][0]["rationale"] == "Rapat ditiadakan."


@pytest.mark.parametrize(
    ("facts", "status"),
    [(samples.PARTLY, "partiallyMet"), (samples.RECEIVED, "partiallyMet"), (samples.RECEIVED_WHOLE, "met")],
)
def test_a_delivery_is_met_when_everything_ordered_was_accepted(facts, status):
    implementation = told("order.received", facts, samples.moment(13, 6))["contracts"][0]["implementation"]

    assert implementation["milestones"][0]["status"] == status
    assert ("dateMet" in implementation["milestones"][0]) == (status == "met")


def test_an_event_that_is_not_published_is_refused():
    with pytest.raises(KeyError):
        release_of("order.dreamt_of", samples.PLACED, samples.moment(10, 3))
