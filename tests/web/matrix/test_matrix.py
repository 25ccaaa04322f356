"""Every address x method x reader x record answers as the declared table of access says."""

import pytest

from eorder.web.access_table import ACCESS
from eorder.web.public.routes import routes
from tests.web.matrix.asking import clock_at, counts, undone
from tests.web.matrix.expected import Outcome, expected, outcome

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUTES = {route.name: route for route in routes()}
FORM = b'name="command"'


def cell(matrix, route, scene, reader, method):
    """Ask once; what came, against what should have."""
    wanted = expected(route, scene, reader, method)
    with undone(), clock_at(scene.at):
        before = counts() if method == "POST" and wanted is not Outcome.LET_IN else None
        answer = matrix.asker.ask(scene, reader, method)
        came = outcome(answer)
        if wanted is Outcome.READ_ONLY and came in {Outcome.LET_IN, Outcome.REFUSED}:
            came = Outcome.READ_ONLY if FORM not in answer.content else Outcome.LET_IN
        wrote = before is not None and counts() != before
    problem = "" if came is wanted else f"{came}, not {wanted} ({answer.status_code})"
    return problem or ("wrote something" if wrote else "")


SAMPLE = frozenset(
    f"{role}@{place}"
    for place in ("second", "twin", "elsewhere", "former", "closed")
    for role in ("ppk", "pejabat_pengadaan", "auditor")
)
OFTEN = frozenset({"ppk@own", "vendor@own", "anonymous"})
LEAST_CELLS = 35_000


def is_sampled(reader, method):
    """A part that stands for the whole: every office of the unit, every kind of stranger, every kind of seller."""
    if method not in {"GET", "POST"}:
        return reader.key in OFTEN
    place = reader.key.partition("@")[2]
    return reader.key in SAMPLE or place in {"own", ""} or reader.key.startswith("vendor@")


def problems_of(matrix, name, *, is_whole):
    """Ask an address as everybody with everything; what differs from the table."""
    route, problems = ROUTES[name], {}
    for scene in matrix.scenes[name]:
        for reader in matrix.readers.values():
            for method in METHODS:
                if not (is_whole or is_sampled(reader, method)):
                    continue
                if problem := cell(matrix, route, scene, reader, method):
                    problems[f"{method} {scene.id} by {reader.key}"] = problem
    return problems


@pytest.mark.parametrize("name", ROUTES)
def test_address_when_asked_by_every_kind_of_reader_then_answers_as_the_table_says(matrix, name):
    assert problems_of(matrix, name, is_whole=False) == {}


@pytest.mark.long
@pytest.mark.parametrize("name", ROUTES)
def test_address_when_asked_by_everybody_then_answers_as_the_table_says(matrix, name):
    assert problems_of(matrix, name, is_whole=True) == {}


def test_matrix_when_counted_then_wide_enough(matrix, capsys):
    scenes = [scene for found in matrix.scenes.values() for scene in found]
    sampled = sum(is_sampled(reader, method) for reader in matrix.readers.values() for method in METHODS)
    cells = len(scenes) * len(matrix.readers) * len(METHODS)
    with capsys.disabled():
        print(f" {cells} cells, {len(scenes) * sampled} of them in every run ", end="")  # noqa: T201
    assert set(matrix.scenes) == set(ROUTES)
    assert cells >= LEAST_CELLS


def test_matrix_when_a_rule_lets_a_stranger_see_then_finds_it(matrix, monkeypatch):
    monkeypatch.setattr("eorder.buying.orders.rules.may_see", lambda *_asked: True)
    assert "GET order by ppk@elsewhere" in problems_of(matrix, "order", is_whole=False)


def test_table_when_compared_with_the_addresses_then_has_a_row_for_each():
    assert set(ACCESS) == set(ROUTES)
