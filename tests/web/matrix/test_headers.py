"""Every answer of every address tells browsers what the table of its kind says, and nothing else."""

import io
import json
import logging

import pytest
import structlog
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from eorder.foundation.errors import BusyError
from eorder.foundation.sizes import LARGEST_BODY
from eorder.web.public.routes import routes
from tests.web.matrix.asking import clock_at, counts, undone
from tests.web.matrix.told import Kind, kind_of, problems

ROUTES = {route.name: route for route in routes()}
READERS = ("anonymous", "ppk@own", "pejabat_pengadaan@own", "vendor@own", "auditor@elsewhere")
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE")
DRAWN = {"paper": "papers_paper", "certificate_paper": "papers_certificate"}
"""A paper is drawn and kept when it is first read."""
SECRET = "kata-sandi-basis-data"


@pytest.mark.parametrize("name", ROUTES)
def test_address_when_asked_then_tells_browsers_what_the_table_says(matrix, name):
    wrong = {}
    for scene in matrix.scenes[name]:
        for key in READERS:
            for method in METHODS:
                with undone(), clock_at(scene.at):
                    answer = matrix.asker.ask(scene, matrix.readers[key], method)
                kind = kind_of(
                    answer, name, answer.request["PATH_INFO"],
                    is_signed_in=matrix.readers[key].is_known, is_public=ROUTES[name].policy == "public",
                )  # fmt: skip
                if found := problems(answer, kind):
                    wrong[f"{method} {scene.id} by {key} ({kind}, {answer.status_code})"] = found
    assert wrong == {}


@pytest.mark.parametrize("name", ROUTES)
def test_address_when_only_read_then_nothing_is_written(matrix, name):
    for scene in matrix.scenes[name]:
        for key in READERS:
            for method in ("GET", "HEAD", "OPTIONS", "TRACE"):
                with undone(), clock_at(scene.at):
                    before = counts()
                    answer = matrix.asker.ask(scene, matrix.readers[key], method)
                    changed = {table for table, count in counts().items() if count != before[table]}
                assert changed <= {DRAWN.get(name)}, f"{method} {scene.id} by {key}"
                assert method != "TRACE" or answer.status_code in {404, 405}


ASKED = {
    400: lambda client, path: client.get(f"{path}?q=%00"),
    404: lambda client, path: client.get(f"{path}-tidak-ada"),
    405: lambda client, path: client.put(path),
    413: lambda client, path: client.post(
        path,
        b"",
        content_type="text/plain",
        CONTENT_LENGTH=str(LARGEST_BODY + 1),
        headers={"Cookie": "sid=a"},
    ),
}
OWN = {
    "/katalog": Kind.ERROR,
    "/en/katalog": Kind.ERROR,
    "/api/v1/": Kind.API,
    "/ocds/releases": Kind.DATA_ERROR,
}


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("status", ASKED)
def test_refusal_when_of_any_status_then_tells_browsers_what_the_table_says(matrix, status, path):
    answer = ASKED[status](Client(), path)
    assert (answer.status_code, problems(answer, OWN[path])) == (status, {})


@pytest.mark.parametrize("path", OWN)
def test_host_when_not_ours_then_refused_and_never_shown(matrix, path):
    answer = Client().get(path, headers={"Host": "jahat.example"})
    assert (answer.status_code, problems(answer, OWN[path])) == (400, {})
    assert b"jahat" not in answer.content


@pytest.mark.parametrize("path", ["/masuk", "/keluar"])
def test_form_when_without_its_secret_then_refused_by_the_table(matrix, path):
    answer = Client(enforce_csrf_checks=True).post(path, {"username": "a"})
    assert (answer.status_code, problems(answer, Kind.ERROR)) == (403, {})


def fail_with(monkeypatch, error):
    """Let one page, one open file and the API's description fail."""

    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("eorder.web.public.views.catalogue.show", fail)
    monkeypatch.setattr("eorder.web.public.views.ocds.releases_after", fail)
    monkeypatch.setattr("ninja.NinjaAPI.get_openapi_schema", fail)


FAILING = {"/katalog": Kind.ERROR, "/en/katalog": Kind.ERROR, "/ocds/releases": Kind.DATA_ERROR,
           "/api/v1/openapi.json": Kind.API}  # fmt: skip


@pytest.fixture
def log(monkeypatch):
    """What the product's own settings write for Django's failures."""
    out = io.StringIO()
    form = settings.LOGGING["formatters"]["json"]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=form["processors"], foreign_pre_chain=form["foreign_pre_chain"]
        )
    )
    logger = logging.getLogger("django")
    monkeypatch.setattr(logger, "handlers", [handler])
    return out


@pytest.mark.parametrize("path", FAILING)
def test_failure_when_unexpected_then_shows_a_number_and_the_log_has_the_story(
    matrix, monkeypatch, log, path
):
    fail_with(monkeypatch, RuntimeError(f"{SECRET}\n500 palsu"))
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, problems(answer, FAILING[path])) == (500, {})
    (line,) = log.getvalue().splitlines()
    told = json.loads(line)
    assert len(told["failure"]) == 12
    assert told["timestamp"].endswith("Z")
    assert {"level", "logger", "event"} <= set(told)
    text = answer.content.decode()
    assert told["failure"] in text
    assert SECRET in told["exception"]
    assert [
        each for each in (SECRET, "Traceback", "RuntimeError", "eorder.web", "Django") if each in text
    ] == []


def test_failure_when_somebody_signed_in_meets_it_then_the_log_says_who(matrix, monkeypatch, log):
    fail_with(monkeypatch, RuntimeError("tiga"))
    client = Client(raise_request_exception=False)
    client.cookies["sid"] = matrix.asker.seats["ppk@own"]
    client.get("/en/katalog?q=a", REMOTE_ADDR="192.0.2.9")
    told = json.loads(log.getvalue())
    assert (told["method"], told["path"], told["address"]) == ("GET", "/en/katalog", "192.0.2.9")
    assert told["account"] == str(matrix.readers["ppk@own"].account)


def test_failures_when_two_then_numbered_apart(matrix, monkeypatch, log):
    fail_with(monkeypatch, RuntimeError("dua"))
    client = Client(raise_request_exception=False)
    for _ in range(2):
        client.get("/katalog")
    assert len({json.loads(line)["failure"] for line in log.getvalue().splitlines()}) == 2


@pytest.mark.parametrize("path", [each for each in FAILING if not each.startswith("/api/")])
def test_database_when_busy_then_refused_by_the_table(matrix, monkeypatch, path):
    fail_with(monkeypatch, BusyError("Sibuk."))
    answer = Client().get(path)
    assert (answer.status_code, problems(answer, FAILING[path])) == (503, {})


def test_database_when_its_error_holds_a_secret_then_untold(matrix, monkeypatch, log):
    fail_with(monkeypatch, OperationalError(SECRET))
    answer = Client(raise_request_exception=False).get("/katalog")
    assert (answer.status_code, SECRET in answer.content.decode()) == (500, False)


def test_part_of_the_program_when_asked_then_by_the_table(matrix, settings, tmp_path):
    (tmp_path / "eorder.css").write_text("p { color: black }")
    settings.STATIC_ROOT = tmp_path
    answer = Client().get("/static/eorder.css")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert b"".join(answer.streaming_content) == b"p { color: black }"
    assert problems(answer, Kind.STATIC) == {}
    for path in (
        "/static/",
        "/static/../config/settings.py",
        "/static/%2e%2e/config/settings.py",
        "/.git/config",
    ):
        assert Client().get(path).status_code == 404, path
