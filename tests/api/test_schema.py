"""Whatever is asked of the API and the open data, they keep to their descriptions and nothing breaks.

schemathesis makes the questions from the descriptions: some right, some wrong in one place. Most keys that are right in
form are put for ones that exist, so that answers of every kind come.
"""

import json
import os
import random
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import missing_required_header, positive_data_acceptance

from eorder.api.v1.orders import MOST_THOUSANDTHS
from tests.crash.clients import Door, placing
from tests.crash.installation import Installation
from tests.databases import ROOT

EXAMPLES = int(os.environ.get("EORDER_SCHEMA_EXAMPLES", "30"))
SITE = "config.rsgi:application"
API = schemathesis.openapi.from_path(ROOT / "docs" / "openapi.json")
OPEN_DATA = schemathesis.openapi.from_path(ROOT / "docs" / "openapi-ocds.json")
KNOWN = {}
"""What exists, by the names under which it is asked for; filled once the site is up."""
ANSWERS = Counter()

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("schema")]
asked_often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
"""`derandomize`: the same questions in each run."""


@pytest.fixture(scope="module")
def site():
    """A site of its own, an order and its releases on it, and an officer who is signed in."""
    with tempfile.TemporaryDirectory(prefix="eo", dir="/tmp") as name:
        Path(name).chmod(0o711)
        installation = Installation(Path(name) / "home", SITE)
        try:
            ground = installation.build()
            installation.start_web()
            installation.start_worker()
            yield _met(installation, ground)
            _check_what_came(installation)
        finally:
            for each in (installation.web, installation.worker):
                _end(each)
            installation.cluster.destroy()


def _met(installation, ground):
    cookies = Door(installation.port, ground).cookies
    url = f"http://localhost:{installation.port}"
    order = placing({**ground, "officers": ground["officers"][:1]}, random.Random(1))  # noqa: S311
    kept = cookies[order.account]
    asked = {"base_url": url, "cookies": kept, "headers": {"X-CSRFToken": kept["csrf"]}, "timeout": 60}
    placed = requests.post(
        url + order.path, data=order.body, timeout=60, cookies=kept,
        headers={**asked["headers"], "Idempotency-Key": order.command, "Content-Type": order.content_type},
    )  # fmt: skip
    assert placed.status_code == 201, placed.text
    releases = _published(url)
    KNOWN.update(
        json.loads(order.body),
        order_id=placed.json()["id"],
        product_id=ground["product"],
        release_id=releases[0]["id"],
        ocid=releases[0]["ocid"],
    )
    return SimpleNamespace(installation=installation, url=url, asked=asked)


def _published(url):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = requests.get(f"{url}/ocds/releases", timeout=60).json()
        if found.get("releases"):
            return found["releases"]
        time.sleep(0.2)
    raise AssertionError("nothing was published")


def _end(process):
    if process and process.poll() is None:
        process.terminate()
        process.wait(60)


@API.hook
def map_path_parameters(_context, path_parameters):
    return _with_known(path_parameters)


@OPEN_DATA.hook("map_path_parameters")
def map_open_path_parameters(_context, path_parameters):
    return _with_known(path_parameters)


@API.hook
def map_body(_context, body):
    return _with_known(body)


def _with_known(asked):
    """Put what exists for most of what is right in form; what is wrong stays so."""
    if isinstance(asked, list):
        return [_with_known(each) for each in asked]
    if not isinstance(asked, dict):
        return asked
    return {name: _known(name, value) for name, value in asked.items()}


def _known(name, value):
    if isinstance(value, list):
        return _with_known(value)
    if type(value) is int and value % 4:
        modest = {"quantity": 1_000 * (value % 4), "expected_total": None}
        return modest.get(name, value) if 0 < value <= MOST_THOUSANDTHS else value
    if name in KNOWN and isinstance(value, str) and _is_right(name, value) and sum(value.encode()) % 16:
        return KNOWN[name]
    return value


def _is_right(name, value):
    try:
        if name.startswith("window"):
            return datetime.fromisoformat(value).tzinfo is not None
        if name in {"ocid", "release_id"}:
            return value.isascii() and value.isprintable() and "/" not in value
        return name.endswith("_id") and str(UUID(value)) == value.lower()
    except ValueError:
        return False


def ask(site, case):
    """Ask, and hold the answer against the description.

    A question that is right in form may still be refused with 422, by a rule of the law.
    """
    asked = {**site.asked}
    if "sid" not in (case.cookies or {}):  # it asks as nobody
        asked |= {"cookies": {name: value for name, value in asked["cookies"].items() if name != "sid"}}
    excluded = [positive_data_acceptance]
    if (
        "/products" in case.operation.path
    ):  # the officer who asks is told that there are none, whatever is missing
        excluded.append(missing_required_header)
    response = case.call_and_validate(excluded_checks=excluded, **asked)
    ANSWERS[case.operation.label, response.status_code] += 1


@API.parametrize()
@asked_often
def test_api_when_asked_anything_then_answers_as_described(site, case):
    ask(site, case)


@OPEN_DATA.parametrize()
@asked_often
def test_open_data_when_asked_anything_then_answers_as_described(site, case):
    ask(site, case)


def _check_what_came(installation):
    for (label, status), count in sorted(ANSWERS.items()):
        print(f"{label:34} {status} {count:5}")  # noqa: T201
    orders = {status for label, status in ANSWERS if label.startswith("POST")}
    assert not orders or orders >= {404, 422}
    done = installation.try_to_run("-m", "eorder.cli", "check")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


FAULTS = {
    "breaks": (500, b'{"code": "x", "sentence": "x", "problems": {}}', "application/json"),
    "answers a status that is not described": (418, b"{}", "application/json"),
    "leaves fields out": (200, b"{}", "application/json"),
    "answers a page": (200, b"<html></html>", "text/html"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_when_planted_then_found(fault):
    case = API["/api/v1/orders/{order_id}"]["GET"].Case(path_parameters={"order_id": str(UUID(int=1))})
    answer = requests.Response()
    answer.status_code, answer._content, answer.headers["Content-Type"] = FAULTS[fault]
    answer.request = requests.Request("GET", f"http://localhost{case.formatted_path}").prepare()
    with pytest.raises(FailureGroup):
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])
