"""Rows are written by acts, and by the few modules beneath them that say why."""

import ast
import re

import pytest

from tests.consistency.source import found_at, name, product_modules, tree

WRITERS = {
    "eorder/records/journal/recording.py": "writes the event of every act",
    "eorder/records/journal/commands.py": "claims the command of every act",
    "eorder/records/journal/counters.py": "numbers papers inside the act",
    "eorder/records/rows.py": "writes single rows for whoever may",
    "eorder/records/ledger/posting.py": "writes the transfer of every act",
    "eorder/parties/banking/models.py": "AccountChange.take saves the fields of a step, for the acts only",
    "eorder/parties/claims/models.py": "Claim.take saves the fields of a step, for the acts only",
    "eorder/parties/joining/models.py": "Application.take saves the fields of a step, for the acts only",
    "eorder/parties/sanctions/models.py": "Sanction.take saves the fields of a step, for the acts only",
    "eorder/market/curation/models.py": "decide of cases and appeals saves the state of a decision, for the acts only",
    "eorder/buying/packages/models.py": "Package.take saves the fields of a step, for the acts only",
    "eorder/buying/orders/models.py": "Order.take saves the fields of a step, for the acts only",
}
ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ROWS = {"insert_row", "insert_rows", "update_row"}
SQL = re.compile(r"\b(INSERT INTO|UPDATE\s+\w+\s+SET|DELETE FROM|MERGE INTO|COPY\s+\w+.* FROM)\b")


def writes(module):
    return [node for node in ast.walk(module) if is_orm_write(node) or is_sql_write(node)]


def is_orm_write(node):
    """A model's save and a set's update take keywords only, unlike a picture's save or a digest's update."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in ROWS
    if not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr in ALWAYS:
        return True
    if node.func.attr == "update":
        return not node.args and bool(node.keywords)
    return node.func.attr in {"save", "delete"} and not node.args


def is_sql_write(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SQL.search(node.value))


def test_writes_when_outside_actions_then_named_with_a_reason():
    strangers = [
        found_at(path, node)
        for path in product_modules()
        if "/actions/" not in name(path) and name(path) not in WRITERS
        for node in writes(tree(path))
    ]
    assert strangers == []


def test_writers_when_named_then_still_write():
    modules = {name(path): path for path in product_modules()}
    assert [each for each in WRITERS if each not in modules or not writes(tree(modules[each]))] == []


@pytest.mark.parametrize(
    ("line", "is_write"),
    [
        ("order.save(update_fields=['state'])", True),
        ("Order.objects.filter(pk=1).update(state='paid')", True),
        ("Order.objects.all().delete()", True),
        ("Order.objects.create(id=1)", True),
        ("insert_row(Duty(order=order))", True),
        ("cursor.execute('UPDATE orders_order SET state = 1')", True),
        ("cursor.execute(f'INSERT INTO {table} VALUES (1)')", True),
        ("picture.save(out, 'PNG')", False),
        ("digest.update(b'')", False),
        ("cursor.execute('SELECT 1 FOR UPDATE')", False),
    ],
)
def test_write_when_hidden_in_a_line_then_seen(line, is_write):
    assert bool(writes(ast.parse(line))) is is_write
