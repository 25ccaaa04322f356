"""A moment without a time zone means something else in Jayapura than in Jakarta."""

import ast

import pytest

from tests.consistency.source import found_at, product_modules, text_files, tree

NAIVE = {"utcnow", "utcfromtimestamp", "today"}
NEEDS_ZONE = {"now": 0, "fromtimestamp": 1}


def naive(module):
    return [node for node in ast.walk(module) if isinstance(node, ast.Call) and is_naive(node)]


def is_naive(call):
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
        return False
    if call.func.value.id not in {"datetime", "date"}:
        return False
    if call.func.attr in NAIVE:
        return True
    if call.func.attr not in NEEDS_ZONE:
        return False
    return len(call.args) <= NEEDS_ZONE[call.func.attr] and "tz" not in {each.arg for each in call.keywords}


def test_moment_when_made_outside_tests_then_has_a_zone():
    tools = [path for path in text_files() if path.suffix == ".py" and path.parent.name in {"tools", "bench"}]
    assert [found_at(path, node) for path in [*product_modules(), *tools] for node in naive(tree(path))] == []


@pytest.mark.parametrize(
    ("line", "is_wrong"),
    [
        ("datetime.now()", True),
        ("datetime.utcnow()", True),
        ("date.today()", True),
        ("datetime.fromtimestamp(1)", True),
        ("datetime.now(UTC)", False),
        ("datetime.now(tz=UTC)", False),
        ("timezone.now()", False),
    ],
)
def test_moment_when_hidden_in_a_line_then_seen(line, is_wrong):
    assert bool(naive(ast.parse(line))) is is_wrong
