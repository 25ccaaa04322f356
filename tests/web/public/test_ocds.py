import json
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.test import Client

from eorder.buying.orders.states import OrderState
from eorder.openness.opendata import queries
from eorder.openness.opendata.description import description
from eorder.openness.opendata.queries import mark_of, releases_of
from eorder.records.journal.models import Release
from tests.databases import pointed_at
from tests.factories.cast import open_city
from tests.factories.purchases import order_in
from tests.ocds_standard import complaints, package_validator


@pytest.fixture(scope="module")
def bought(database_server, template_database, django_db_blocker):
    """A database with one purchase from announcement to closing."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            order_in(OrderState.CLOSED, open_city())
        yield name
        database_server.drop(name)


@pytest.fixture
def client(bought, django_db_blocker, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    with django_db_blocker.unblock(), pointed_at(bought):
        yield Client()


def ocid_of_order():
    return Release.objects.get(release_id__contains="-placed-").ocid


def test_a_release_is_served_as_the_stored_bytes_to_programs_of_any_site(client):
    stored = Release.objects.get(release_id__contains="-paid-")

    answer = client.get(f"/ocds/releases/{stored.release_id}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert stored.body.encode() in answer.content
    package = json.loads(answer.content)
    assert package["uri"] == f"http://localhost:8000/ocds/releases/{stored.release_id}"
    assert [each["id"] for each in package["releases"]] == [stored.release_id]


def test_a_release_is_not_sent_again_to_who_has_it(client):
    path = f"/ocds/releases/{Release.objects.first().release_id}"
    first = client.get(path)

    by_tag = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    by_date = client.get(path, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    other = client.get(path, HTTP_IF_NONE_MATCH='"another"')

    assert (by_tag.status_code, by_tag.content, by_tag["ETag"]) == (304, b"", first["ETag"])
    assert by_tag["Access-Control-Allow-Origin"] == "*"
    assert by_date.status_code == 304
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/ocds/releases/TIDAK-ADA", 404, "no_such_release"),
        ("/ocds/records/ocds-xxxxxx-TIDAK-ADA", 404, "no_such_process"),
        (
            f"/ocds/releases?after=2999-01-01T00:00:00.000000Z_{UUID(int=0)}",
            404,
            "no_more_releases",
        ),
        ("/ocds/releases?after=kemarin", 422, "invalid_mark"),
        ("/ocds/releases?after=2026-01-01T00:00:00.000000Z_bukan", 422, "invalid_mark"),
        ("/ocds/releases?after=%00", 400, "bad_request"),
    ],
)
def test_what_is_not_there_is_answered_in_json_with_a_code(client, path, status, code):
    answer = client.get(path)

    assert answer.status_code == status
    assert json.loads(answer.content)["code"] == code


def test_the_description_is_served_to_programs_of_any_site(client):
    answer = client.get("/ocds/openapi.json")

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert json.loads(answer.content) == description()


def test_a_post_is_refused(client):
    assert client.post("/ocds/releases").status_code == 405


def test_the_pages_of_releases_hold_every_release_once_in_the_order_of_dates(client, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 7)
    path, seen, pages = "/ocds/releases", [], 0

    while path:
        answer = client.get(path)
        package = json.loads(answer.content)
        seen += [each["id"] for each in package["releases"]]
        following = package.get("links", {}).get("next")
        assert answer.get("Link") == (f'<{following}>; rel="next"' if following else None)
        path = following and "?".join(urlsplit(following)[2:4])
        pages += 1

    assert seen == list(Release.objects.order_by("date", "event_id").values_list("release_id", flat=True))
    assert pages == -(-len(seen) // 7)


def test_the_mark_of_a_page_is_exclusive(client):
    first, second, *_ = releases_of(ocid_of_order())

    later = json.loads(client.get("/ocds/releases", {"after": mark_of(first)}).content)["releases"]

    assert first.release_id not in [each["id"] for each in later]
    assert second.release_id in [each["id"] for each in later]


def test_a_record_holds_all_releases_and_the_purchase_as_it_stands(client):
    ocid = ocid_of_order()

    record = json.loads(client.get(f"/ocds/records/{ocid}").content)["records"][0]

    assert [each["id"] for each in record["releases"]] == [each.release_id for each in releases_of(ocid)]
    assert record["compiledRelease"]["contracts"][0]["status"] == "terminated"
    planning = record["compiledRelease"]["relatedProcesses"][0]["uri"]
    assert client.get(urlsplit(planning).path).status_code == 200


@pytest.mark.parametrize("path", ["/ocds/releases", "/ocds/releases/{release}", "/ocds/records/{ocid}"])
def test_each_address_needs_one_statement(client, path, django_assert_num_queries):
    found = releases_of(ocid_of_order())[0]

    with django_assert_num_queries(1):
        answer = client.get(path.format(release=found.release_id, ocid=found.ocid))

    assert answer.status_code == 200


@pytest.mark.data
def test_packages_of_real_acts_are_valid_against_the_standard(client):
    everything = json.loads(client.get("/ocds/releases").content)
    record = json.loads(client.get(f"/ocds/records/{ocid_of_order()}").content)

    assert complaints(package_validator("release"), everything) == []
    assert complaints(package_validator("record"), record) == []
