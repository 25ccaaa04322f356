"""Money is whole rupiah: no float literal, no float() and no division that gives one."""

import ast

import pytest

from tests.consistency.source import found_at, product_modules, tree

MONEY = (
    "eorder/foundation/money.py",
    "eorder/foundation/terbilang.py",
    "eorder/law/",
    "eorder/records/ledger/",
    "eorder/market/",
    "eorder/buying/",
)
DISTANCES = "eorder/buying/massorders/allocation/places.py"
"""Ways on the globe are no money; they become whole metres where they are measured."""


def floats(module):
    return [node for node in ast.walk(module) if makes_float(node)]


def makes_float(node):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"float", "Decimal"}
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return isinstance(node.op, ast.Div) and not is_of_columns(node)
    return False


def is_of_columns(node):
    """Whole columns divided by the database stay whole."""
    return any(isinstance(each, ast.Name) and each.id == "F" for each in ast.walk(node))


def _money_modules():
    return [path for path in product_modules(*MONEY) if not path.as_posix().endswith(DISTANCES)]


def test_float_when_in_money_code_then_refused():
    found = [found_at(path, node) for path in _money_modules() for node in floats(tree(path))]
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_float"),
    [
        ("x = 1.5", True),
        ("x = float(y)", True),
        ("x = y / 2", True),
        ("x /= 2", True),
        ("x = y // 2", False),
        ("F('x') / 2", False),
    ],
)
def test_float_when_hidden_in_a_line_then_seen(line, is_float):
    assert bool(floats(ast.parse(line))) is is_float
