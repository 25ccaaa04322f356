"""The description of the open data fits what is served, and what it points to is what the standard calls so."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from eorder.openness.opendata.description import MARK, STANDARD, description
from eorder.openness.opendata.packaging import record_package, release_package
from eorder.openness.opendata.queries import mark_of
from tests.ocds_standard import ADDRESS, standard_folder
from tests.openness.opendata.test_packaging import SITE, walked

SCHEMAS = description()["components"]["schemas"]


def complaints(name, text):
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return [f"{each.instance_path} {each.message}" for each in validator.iter_errors(json.loads(text))]


def test_packages_are_as_described():
    releases = walked()

    page = release_package(releases, site=SITE, path="/ocds/releases", following="/ocds/releases?after=x")
    record = record_package(releases, site=SITE, path=f"/ocds/records/{releases[0].ocid}")

    assert complaints("ReleasePackage", page) == []
    assert complaints("RecordPackage", record) == []


@pytest.mark.parametrize(
    "field", ["ocid", "id", "date", "tag", "initiationType", "language", "buyer", "parties"]
)
def test_a_release_without_one_of_its_fields_is_not_as_described(field):
    package = json.loads(release_package(walked(), site=SITE, path="/ocds/releases"))
    del package["releases"][0][field]

    (complaint,) = complaints("ReleasePackage", json.dumps(package))

    assert f'"{field}" is a required property' in complaint


def test_the_mark_of_a_page_is_as_described():
    validator = jsonschema_rs.validator_for({"type": "string", "pattern": MARK})

    assert all(validator.is_valid(mark_of(each)) for each in walked())


def test_every_reference_leads_to_a_part():
    described = description()
    text = json.dumps(described)
    kinds = described["components"]
    referred = {part.split('"')[0] for part in text.split('"#/components/')[1:]}

    assert referred == {f"{kind}/{name}" for kind, parts in kinds.items() for name in parts}


@pytest.mark.data
@pytest.mark.parametrize("name", ["ReleasePackage", "RecordPackage", "Release"])
def test_what_a_schema_requires_of_us_is_at_least_what_the_standard_requires(name):
    address = SCHEMAS[name]["externalDocs"]["url"]
    published = json.loads((standard_folder() / "standard-1__1__5/schema" / Path(address).name).read_text())

    assert (published["id"], STANDARD) == (address, ADDRESS)
    assert set(published["required"]) <= set(SCHEMAS[name]["required"]) <= set(published["properties"])
