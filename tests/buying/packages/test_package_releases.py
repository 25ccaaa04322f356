import json
from dataclasses import replace

import pytest

from eorder.buying.packages.releases import STAGES, UNDONE, package_release
from eorder.buying.packages.states import PackageState
from tests.buying import purchase_samples as samples
from tests.ocds_standard import allowed_paths, paths, release_validator, unknown_codes

EVENTS = ("package.imported", "package.announced_anew", *STAGES, *UNDONE)
BARE = replace(samples.PACKAGE, budget=None, kind="", announced_at=None)
AT = samples.moment(3, 2)


def told(event, facts=samples.PACKAGE):
    return json.loads(package_release(event, facts, at=AT, command=samples.COMMAND).body)


@pytest.mark.parametrize("event", EVENTS)
def test_a_release_contains_exactly_the_paths_that_are_allowed_for_its_event(event):
    assert paths(told(event)) == allowed_paths()[event]


@pytest.mark.data
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    "facts", [samples.PACKAGE, replace(samples.PACKAGE, budget=None, kind="", announced_at=None)]
)
def test_a_release_is_valid_against_the_standard_and_its_closed_codelists(event, facts):
    release = told(event, facts)

    assert [
        f"{error.instance_path} {error.message}" for error in release_validator().iter_errors(release)
    ] == []
    assert unknown_codes(release) == []


def test_the_first_announcement_is_planning_and_the_rest_are_updates():
    first = package_release("package.imported", samples.PACKAGE, at=AT, command=samples.COMMAND)

    assert first.release_id == "RUP-58010123-imported-deadbeef"
    assert first.ocid == "ocds-xxxxxx-RUP-58010123"
    assert told("package.imported")["tag"] == ["planning"]
    assert told("package.prepared")["tag"] == ["planningUpdate"]


@pytest.mark.parametrize("state", PackageState)
def test_every_state_of_a_package_has_its_tender_status(state):
    status = told("package.prepared", replace(samples.PACKAGE, state=state))["tender"]["status"]

    assert status in {"planned", "active", "complete", "cancelled"}


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("Barang", "goods"),
        ("Jasa Lainnya", "services"),
        ("Pekerjaan Konstruksi", "works"),
        ("Jasa Konsultansi;Barang", "services"),
        ("", None),
        ("Sesuatu", None),
    ],
)
def test_the_kind_of_a_package_becomes_a_category_when_it_is_known(kind, category):
    tender = told("package.imported", replace(samples.PACKAGE, kind=kind))["tender"]

    assert tender.get("mainProcurementCategory") == category


def test_a_return_opens_the_stages_it_undoes_again():
    milestones = told("package.returned_to_ppk")["planning"]["milestones"]

    assert [(each["id"], each["status"], each["dateMet"]) for each in milestones] == [
        ("prepared", "scheduled", None),
        ("to_officer", "scheduled", None),
    ]
