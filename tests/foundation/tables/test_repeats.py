"""Rows about the same thing: the same words are one row, other words none, in each kind of table."""

import pytest

from eorder.buying.budgets.import_rows import ACCOUNTS, BUDGET
from eorder.foundation.tables import (
    ImportReport,
    TableError,
    find_repeats,
    keys_met_again,
    limits,
    read_all,
)
from eorder.parties.regions.import_rows import REGIONS
from tests.buying.budgets.test_budget_rows import LINE

REGION = {"kode": "31.71.03", "nama": "Kemayoran"}
ACCOUNT = {"kode": "5.1.02.01.01.0052", "nama": "Belanja Makanan dan Minuman Rapat"}
CASES = [
    pytest.param(REGIONS, REGION, {"nama": "Gambir"}, "Kode wilayah 31.71.03", id="regions"),
    pytest.param(ACCOUNTS, ACCOUNT, {"nama": "Lain"}, "Kode rekening 5.1.02.01.01.0052", id="accounts"),
    pytest.param(BUDGET, LINE, {"pagu": "1"}, "Mata anggaran 2026 / 7.01.0.00.0.00.01.0001 / ", id="budget"),
]


def found_in(kind, *cells):
    rows = list(enumerate(cells, 2))
    repeats = find_repeats(kind, rows, keys_met_again(kind, rows)[1])
    report = ImportReport(kind.title)
    passed = [number for number, _ in read_all(rows, kind.read, report, repeats)]
    return passed, report


@pytest.mark.parametrize(("kind", "row", "other", "name"), CASES)
def test_rows_when_the_same_twice_then_one_passes(kind, row, other, name):
    passed, report = found_in(kind, row, dict(row))
    assert (passed, report.repeated, report.refused) == ([2], 1, 0)


@pytest.mark.parametrize(("kind", "row", "other", "name"), CASES)
def test_rows_when_they_contradict_then_both_are_refused_and_named(kind, row, other, name):
    passed, report = found_in(kind, row, row | other)
    assert (passed, [each.row for each in report.refusals]) == ([], [2, 3])
    for each in report.refusals:
        assert each.sentence.startswith(name)
        assert f"baris 2 ({kind.telling} {row[kind.telling]})" in each.sentence
        assert f"baris 3 ({kind.telling} {other[kind.telling]})" in each.sentence


@pytest.mark.parametrize("column", BUDGET.key)
def test_budget_lines_when_one_part_of_the_key_differs_then_both_pass(column):
    other = {
        "tahun": "2027",
        "kode_satker": "7.01.0.00.0.00.01.0002",
        "kode_subkegiatan": "7.01.01.1.06.0008",
        "kode_rekening": "5.1.02.01.01.0024",
    }
    assert found_in(BUDGET, LINE, LINE | {column: other[column], "pagu": "1"})[0] == [2, 3]


def test_table_when_more_rows_contradict_than_anyone_would_read_then_refused_whole(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CONTRADICTIONS", 4)
    rows = [REGION | {"nama": f"Nama {number}"} for number in range(6)]
    with pytest.raises(TableError, match="Lebih dari 4 baris bertentangan"):
        found_in(REGIONS, *rows)
