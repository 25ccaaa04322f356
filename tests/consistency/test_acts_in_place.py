"""Every act lies in a file of actions that is named after it, and takes its time from outside."""

import ast
import importlib

import pytest

from eorder.records.journal.commands import ACTS
from tests.consistency.source import found_at, name, product_modules, tree

CLOCKS = {"now", "utcnow", "today", "localdate", "localtime"}


@pytest.fixture(scope="module")
def acts():
    for path in product_modules():
        if "/actions/" in name(path) and path.stem != "__init__":
            importlib.import_module(name(path).removesuffix(".py").replace("/", "."))
    return dict(ACTS)


def test_act_when_declared_then_in_an_actions_file_of_its_verb(acts):
    strangers = [
        f"{act}: {function.__module__}.{function.__name__}"
        for act, function in acts.items()
        if ".actions." not in function.__module__
        or function.__module__.rpartition(".")[2].partition("_")[0] != function.__name__.partition("_")[0]
    ]
    assert acts
    assert strangers == []


def test_act_when_named_then_subject_and_verb(acts):
    assert [act for act in acts if act.count(".") != 1 or act != act.lower()] == []


def test_act_when_declared_then_takes_only_keywords_and_says_what_it_does(acts):
    wrong = [
        act
        for act, function in acts.items()
        if function.__wrapped__.__code__.co_argcount or not (function.__doc__ or "").strip()
    ]
    assert wrong == []


def test_clock_when_read_by_law_rules_or_acts_then_refused():
    decided = [
        path
        for path in product_modules("eorder/")
        if "/actions/" in name(path)
        or path.name in {"rules.py", "states.py", "releases.py"}
        or name(path).startswith(("eorder/law/", "eorder/records/ledger/"))
    ]
    readings = [
        found_at(path, node)
        for path in decided
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert readings == []
