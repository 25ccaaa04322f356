import json
import os
from pathlib import Path
from uuid import UUID

import pytest
from ocdsmerge import Merger
from ocdsmerge.rules import get_merge_rules

from eorder.buying.orders.releases import order_release
from eorder.buying.packages.releases import package_release
from eorder.openness.opendata.merging import MERGE_RULES, compiled_release
from eorder.openness.opendata.packaging import (
    EXTENSIONS,
    StoredRelease,
    package_tag,
    record_package,
    release_package,
)
from tests.buying import purchase_samples as samples
from tests.ocds_standard import EXTENSIONS as LOCAL_EXTENSIONS
from tests.ocds_standard import (
    allowed_paths,
    complaints,
    package_validator,
    release_schema,
    release_validator,
    unknown_codes,
)

SITE = "http://localhost:8000"


def stored(number, event, facts, at):
    command = UUID(int=number)
    if event.startswith("package."):
        release = package_release(event, facts, at=at, command=command)
    else:
        release = order_release(event, facts, at=at, command=command, lines_before=2)
    return StoredRelease(command, release.ocid, release.release_id, at, release.body, release.digest)


def walked(steps=samples.WALK):
    return [stored(number, *step) for number, step in enumerate(steps, 1)]


def bodies(releases):
    return [json.loads(each.body) for each in releases]


ENDINGS = {
    "closed": samples.WALK,
    "refused": (*samples.WALK[:2], samples.ENDS[0]),
    "lapsed": (*samples.WALK[:2], samples.ENDS[1]),
    "cancelled": (*samples.WALK[:2], samples.ENDS[2]),
    "cancelled_late": (*samples.WALK[:3], samples.ENDS[3]),
}


def test_merging_all_releases_gives_the_purchase_as_the_records_hold_it():
    merged = compiled_release(bodies(walked()))

    facts = samples.CLOSED
    award, contract = merged["awards"][0], merged["contracts"][0]
    implementation = contract["implementation"]
    assert merged["planning"]["budget"]["amount"]["amount"] == facts.total
    assert "procurementMethodRationale" not in merged["tender"]
    assert (award["status"], award["value"]["amount"]) == ("active", facts.total)
    assert [(item["id"], item["quantity"]) for item in award["items"]] == [("1", 120), ("2", 0)]
    assert (contract["status"], contract["value"]["amount"]) == ("terminated", facts.total)
    assert [(item["description"], item["quantity"]) for item in contract["items"]] == [
        ("Nasi kotak ayam", 120)
    ]
    assert [(each["id"], each["status"]) for each in implementation["milestones"]] == [
        ("delivery", "partiallyMet"),
        ("SJ/CTH-2026-00001/1", "met"),
        ("SJ/CTH-2026-00001/2", "met"),
        ("bast", "met"),
        ("payment", "met"),
        ("invoice", "met"),
        ("verification", "met"),
    ]
    counts = implementation["metrics"][0]["observations"]
    assert [(each["id"], each["measure"], each["notes"]) for each in counts] == [
        ("accepted", 118, "diterima"),
        ("rejected", 2, "penyok"),
    ]
    assert sum(each["value"]["amount"] for each in implementation["transactions"]) == samples.PAYMENT.gross
    assert implementation["finalValue"]["amount"] == samples.PAYMENT.gross
    assert {party["name"]: party["roles"] for party in merged["parties"]} == {
        "Kecamatan Contoh": ["buyer", "procuringEntity", "payer"],
        "Dapur Contoh": ["supplier", "payee"],
        "Kota Contoh": ["sourceParty"],
        "Kas Negara": ["payee"],
    }
    assert merged["relatedProcesses"][0]["identifier"] == samples.PACKAGE.ocid


@pytest.mark.parametrize(
    ("ending", "award", "contract"),
    [
        ("refused", "unsuccessful", None),
        ("lapsed", "unsuccessful", None),
        ("cancelled", "cancelled", None),
        ("cancelled_late", "cancelled", "terminated"),
    ],
)
def test_merging_shows_how_an_order_ended_without_delivery(ending, award, contract):
    merged = compiled_release(bodies(walked(ENDINGS[ending])))

    assert merged["awards"][0]["status"] == award
    assert [each["status"] for each in merged.get("contracts", [])] == ([contract] if contract else [])


@pytest.mark.data
@pytest.mark.parametrize("ending", ENDINGS)
def test_our_merge_rules_give_what_the_full_schema_gives(ending):
    releases = bodies(walked(ENDINGS[ending]))

    expected = Merger(schema=release_schema()).create_compiled_release(releases)

    assert compiled_release(releases) == expected
    assert complaints(release_validator(), expected) == []
    assert unknown_codes(expected) == []


@pytest.mark.data
def test_our_merge_rules_are_those_of_the_standard_for_every_path_we_publish():
    published = {tuple(path.split("/")[1:]) for found in allowed_paths().values() for path in found}
    used = {each[:end] for each in published for end in range(1, len(each) + 1)}

    theirs = {path: rule for path, rule in get_merge_rules(release_schema()).items() if path in used}

    strings = {
        ("tag",),
        ("parties", "roles"),
        ("relatedProcesses", "relationship"),
    }  # whole by their type alone
    assert {path: rule for path, rule in theirs.items() if path not in strings or path in MERGE_RULES} == {
        path: rule for path, rule in MERGE_RULES.items() if path in used
    }


@pytest.mark.data
def test_packages_are_valid_against_the_standard():
    releases = walked()

    package = release_package(releases, site=SITE, path="/ocds/releases", following="/ocds/releases?after=x")
    record = record_package(releases, site=SITE, path=f"/ocds/records/{releases[0].ocid}")

    assert complaints(package_validator("release"), json.loads(package)) == []
    assert complaints(package_validator("record"), json.loads(record)) == []


def test_a_package_holds_the_stored_bytes_unchanged():
    releases = walked()

    package = release_package(releases, site=SITE, path="/ocds/releases")
    record = record_package(releases, site=SITE, path="/ocds/records/x")

    assert all(each.body in package and each.body in record for each in releases)
    assert json.loads(package)["releases"] == bodies(releases)
    assert json.loads(record)["records"][0]["releases"] == bodies(releases)
    assert json.loads(package)["publishedDate"] == "2026-08-18T02:00:00.000000Z"


def test_the_tag_of_a_package_changes_with_its_releases_and_its_place():
    releases = walked()

    tags = {package_tag(releases), package_tag(releases[:-1]), package_tag(releases, "/other")}

    assert len(tags) == 3
    assert package_tag(releases) == package_tag(walked())


def test_every_extension_we_declare_is_one_the_tests_validate_with():
    declared = {address.split("/")[4] for address in EXTENSIONS}

    assert declared == {*LOCAL_EXTENSIONS, "ocds_pagination_extension"}


@pytest.mark.data
@pytest.mark.parametrize("name", ["simple", "unit", "string-list", "null"])
def test_the_merge_library_agrees_with_the_reference_results(name):
    if "EORDER_DATA" not in os.environ:
        pytest.skip("EORDER_DATA does not name the real data")
    folder = Path(os.environ["EORDER_DATA"], "ocds-standar-dan-contoh/merge-fixtures/1.1")
    releases = json.loads((folder / f"{name}.json").read_text())

    assert compiled_release(releases) == json.loads((folder / f"{name}-compiled.json").read_text())
