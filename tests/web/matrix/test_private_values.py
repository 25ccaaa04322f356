"""Nothing that leaves the program carries a private value to somebody who may not read it."""

import datetime as dt
from collections import defaultdict

import pytest
from django.urls import reverse
from django.utils import translation

from tests.web.matrix.asking import NAMESPACE
from tests.web.matrix.canaries import Aviary, Canary
from tests.web.matrix.expected import Outcome, expected
from tests.web.matrix.leaks import answer_to, leaks
from tests.web.matrix.private_fields import IDLE, PRIVATE, PUBLIC, Reads, telling_fields
from tests.web.matrix.test_matrix import OFTEN, ROUTES, is_sampled

LEAST_ANSWERS = 15_000
EMPTY = {
    *(f"axes.{table}.{field}" for table, fields in (
        ("AccessFailureLog", "user_agent ip_address username http_accept path_info"),
        ("AccessAttempt", "user_agent ip_address username http_accept path_info get_data post_data"),
        ("AccessLog", "user_agent ip_address username http_accept path_info session_hash"),
    ) for field in fields.split()),
}  # fmt: skip
"""Fields of tables that the city leaves empty; what signing in writes there is looked for in the test of the logs."""


def test_field_when_it_holds_something_then_declared_once():
    declared = defaultdict(list)
    for table in (PUBLIC, IDLE, PRIVATE):
        for label, names in table.items():
            declared[label] += list(names)
    telling = {label: fields for label, fields in telling_fields().items() if fields}
    assert {label: sorted(names) for label, names in declared.items()} == {
        label: sorted(names) for label, names in telling.items()
    }


def test_private_field_when_looked_for_then_holds_a_canary(matrix):
    private = {f"{label}.{name}" for label, fields in PRIVATE.items() for name in fields}
    assert private - matrix.aviary.fields == EMPTY
    assert len(matrix.aviary.by_sight) > 2_000


def languages_of(scene, reader, *, is_whole):
    """Indonesian, and English where the address has a twin; a sample of the readers stands for all."""
    paths = []
    for language in ("id", "en"):
        with translation.override(language):
            paths.append(reverse(NAMESPACE.get(scene.name, "") + scene.name, kwargs=scene.keys))
    has_twin = paths[0] != paths[1]
    return ("id", "en") if has_twin and (is_whole or reader.key in OFTEN) else ("id",)


def questions(matrix, name, *, is_whole):
    """Every reading of an address and every form that is refused: scene, reader, method and language."""
    for scene in matrix.scenes[name]:
        for reader in matrix.readers.values():
            for method in ("GET", "POST"):
                if not is_whole and not is_sampled(reader, method):
                    continue
                if method == "POST" and expected(ROUTES[name], scene, reader, method) is Outcome.LET_IN:
                    continue
                for language in languages_of(scene, reader, is_whole=is_whole):
                    yield scene, reader, method, language


def leaks_at(matrix, name, *, is_whole):
    """Ask an address as everybody, in each language, and send what is refused; which fields were seen by whom."""
    found = defaultdict(set)
    for scene, reader, method, language in questions(matrix, name, is_whole=is_whole):
        _, text = answer_to(matrix, scene, reader, method, language)
        for field in leaks(matrix, text, reader):
            found[f"{method} {scene.id} {field}"].add(reader.key)
    return dict(found)


@pytest.mark.parametrize("name", ROUTES)
def test_answers_when_asked_by_every_kind_of_reader_then_carry_no_private_value(matrix, name):
    assert leaks_at(matrix, name, is_whole=False) == {}


@pytest.mark.long
@pytest.mark.parametrize("name", ROUTES)
def test_answers_when_asked_by_everybody_then_carry_no_private_value(matrix, name):
    assert leaks_at(matrix, name, is_whole=True) == {}


def test_answers_when_counted_then_many(matrix, capsys):
    whole, sampled = (
        sum(1 for name in ROUTES for _ in questions(matrix, name, is_whole=each)) for each in (True, False)
    )
    canaries = len(matrix.aviary.by_sight)
    with capsys.disabled():
        print(f" {whole} answers searched for {canaries} canaries, {sampled} in every run ", end="")  # noqa: T201
    assert whole >= LEAST_ANSWERS


def test_answers_when_a_rule_lets_a_stranger_see_then_canaries_are_found(matrix, monkeypatch):
    monkeypatch.setattr("eorder.buying.orders.rules.may_see", lambda *_asked: True)
    found = leaks_at(matrix, "order", is_whole=False)
    assert any("ppk@elsewhere" in keys for keys in found.values()), found


def test_private_values_when_those_ask_who_may_read_them_then_are_seen(matrix):
    """The canaries are really on the pages, so that a page without one says something."""
    seen = set()
    asking = {"order": "bendahara@own", "dispose_to_ppk": "pa@own", "document": "ppk@own"}
    for name, key in asking.items():
        for scene in matrix.scenes[name]:
            _, text = answer_to(matrix, scene, matrix.readers[key], "GET")
            seen |= {canary.field for _, canary in matrix.aviary.seen_in(text)}
    assert seen >= {
        "documents.Document.sha256",
        "documents.Document.title",
        "workunits.Appointment.decree_date",
    }


def test_canaries_when_written_as_pages_write_them_then_found():
    aviary = Aviary.__new__(Aviary)
    aviary.by_sight, aviary.fields = {}, set()
    shapes = {
        70_707_000_123: "Rp 70.707.000.123,-",
        70_707_000_124: '{"amount":70707000124}',
        "7000000000000570": "NPWP: 7000000000000570.",
        "70123": "<td>70123</td>",
        dt.date(1931, 8, 14): "Jumat, 14 Agustus 1931",
        dt.date(1931, 8, 15): "15 August 1931",
        dt.date(1931, 8, 16): '"1931-08-16T00:00:00"',
        "kenari00001": "xkenari00001y",
        "kenari00002@contoh.example": "mailto:kenari00002@",
        "md5$salt$0123456789abcdef0123456789abcdef": "=0123456789abcdef0123456789abcdef;",
    }
    for value, text in shapes.items():
        canary = Canary(str(value), Reads.NOBODY)
        aviary.know(canary, value)
        assert [found for _, found in aviary.seen_in(text)] == [canary]
