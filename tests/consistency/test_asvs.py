"""The sheet of OWASP ASVS is whole, its states are known ones, and the tests it names exist."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from tests.consistency.asvs_numbers import LEVELS, numbers
from tests.consistency.source import ROOT

SHEET = ROOT / "docs/asvs.md"
STATES = ("met", "n/a", "open")
NODE = re.compile(r"`([^`]*)`")
LEAST_WORDS = 2


def rows():
    """The requirements of the sheet: number, level, title, state, and what is said to it."""
    lines = [line for line in SHEET.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+\.\d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@cache
def functions_of(path):
    """The test functions of a file; none where there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    return frozenset(
        node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    )


def problems(found):
    """What is wrong with some rows."""
    wanted, times = numbers(1, 2), Counter(row[0] for row in found)
    wrong = [f"{number} is missing" for number in wanted if number not in times]
    wrong += [f"{number} stands {count} times" for number, count in times.items() if count > 1]
    return wrong + [f"{row[0]}: {each}" for row in found for each in _of_row(row, wanted)]


def _of_row(row, wanted):
    if len(row) != 5:
        return ["has not five cells"]
    number, level, title, state, said = row
    wrong = [] if str(wanted.get(number)) == level else [f"is not of level {level}"]
    if state not in STATES:
        return [*wrong, f"state {state}"]
    if not title or (state != "met" and len(said.split()) < LEAST_WORDS):
        wrong.append("says nothing")
    if state != "met":
        return wrong
    nodes = NODE.findall(said)
    lost = [node for node in nodes if node.partition("::")[2] not in functions_of(node.partition("::")[0])]
    return [*wrong, *(["names no test"] if not nodes else []), *(f"no test {node}" for node in lost)]


def test_sheet_when_read_then_every_requirement_once_with_tests_that_exist(capsys):
    found = rows()
    with capsys.disabled():
        print(f" ASVS 5.0.0 L1+L2: {dict(Counter(row[3] for row in found))} ", end="")  # noqa: T201
    assert problems(found) == []


def test_numbers_when_counted_then_those_of_the_standard():
    assert [len(numbers(level)) for level in (1, 2, 3)] == [70, 183, 92]
    assert [*LEVELS] == sorted(LEVELS, key=lambda each: [*map(int, each.split("."))])


def test_counts_when_shown_then_those_of_the_rows():
    times = Counter((row[1], row[3]) for row in rows())
    shown = re.findall(
        r"^\| ([12]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", SHEET.read_text("utf-8"), re.MULTILINE
    )
    assert [(level, *map(int, counts)) for level, *counts in shown] == [
        (level, *counts, sum(counts))
        for level in "12"
        for counts in [[times[level, state] for state in STATES]]
    ]


HERE = "`tests/consistency/test_asvs.py::test_numbers_when_counted_then_those_of_the_standard`"


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (["1.1.1", "2", "a", "met", HERE], []),
        (["1.1.1", "2", "a", "n/a", "no such thing"], []),
        (["1.1.1", "1", "a", "met", HERE], ["1.1.1: is not of level 1"]),
        (["1.1.9", "2", "a", "met", HERE], ["1.1.9: is not of level 2"]),
        (["1.1.1", "2", "a", "done", HERE], ["1.1.1: state done"]),
        (["1.1.1", "2", "a", "met", "surely"], ["1.1.1: names no test"]),
        (["1.1.1", "2", "a", "met", "`tests/a.py::test_b`"], ["1.1.1: no test tests/a.py::test_b"]),
        (["1.1.1", "2", "a", "open", ""], ["1.1.1: says nothing"]),
        (["1.1.1", "2", "a", "open"], ["1.1.1: has not five cells"]),
    ],
)
def test_row_when_wrong_then_seen(row, wrong):
    assert [each for each in problems([row]) if "missing" not in each] == wrong


def test_row_when_missing_or_doubled_then_seen():
    found = rows()
    assert problems(found[1:])[0] == f"{found[0][0]} is missing"
    assert f"{found[0][0]} stands 2 times" in problems([found[0], *found])
