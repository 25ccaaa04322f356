"""What people read is listed by a sort key: a bare name comes in another order on another server."""

import ast

import pytest

from tests.consistency.source import found_at, product_modules, tree

TEXT = {"name", "label", "title", "description", "street"}


def by_text(module):
    """Calls that order rows by a column of text."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "order_by"
        and any(
            isinstance(each, ast.Constant) and str(each.value).lstrip("-").rpartition("__")[2] in TEXT
            for each in node.args
        )
    ]


def test_rows_when_listed_by_name_then_by_its_sort_key():
    assert [found_at(path, node) for path in product_modules() for node in by_text(tree(path))] == []


@pytest.mark.parametrize(
    ("line", "is_seen"),
    [
        ("rows.order_by('name')", True),
        ("rows.order_by('-unit__name', 'id')", True),
        ("rows.order_by('unit__sort_key')", False),
        ("rows.order_by('-id')", False),
    ],
)
def test_order_when_by_a_bare_name_then_seen(line, is_seen):
    assert bool(by_text(ast.parse(line))) is is_seen
