import os
from pathlib import Path

import pytest

from eorder.buying.budgets.import_rows import (
    ACCOUNTS,
    AccountRow,
    BudgetRow,
    read_account_row,
    read_budget_row,
)
from eorder.foundation.tables import ImportReport, RowError, open_table, read_all

LINE = {
    "tahun": "2026",
    "kode_satker": "7.01.0.00.0.00.01.0001",
    "nama_satker": "Kelurahan  Gambir",
    "kode_subkegiatan": "7.01.01.1.06.0009",
    "nama_subkegiatan": "Penyelenggaraan Rapat",
    "kode_rekening": "5.1.02.01.01.0052",
    "pagu": "Rp 120.000.000",
}


def problems(**changes):
    with pytest.raises(RowError) as caught:
        read_budget_row(LINE | changes)
    return [(problem.column, problem.code) for problem in caught.value.problems]


def test_budget_line_reads_every_column():
    assert read_budget_row(LINE) == BudgetRow(
        2026,
        "7.01.0.00.0.00.01.0001",
        "Kelurahan Gambir",
        "7.01.01.1.06.0009",
        "Penyelenggaraan Rapat",
        "5.1.02.01.01.0052",
        120_000_000,
    )


def test_budget_line_with_wrong_money_year_and_account_names_all_three():
    assert problems(pagu="-5", tahun="26", kode_rekening="5.1.02") == [
        ("tahun", "year_invalid"),
        ("kode_rekening", "code_invalid"),
        ("pagu", "rupiah_negative"),
    ]


def test_budget_line_with_fractional_ceiling_is_refused():
    assert problems(pagu="1000,5") == [("pagu", "rupiah_fraction")]


def test_budget_line_with_a_formula_for_a_name_is_refused():
    assert problems(nama_satker="=A1") == [("nama_satker", "text_formula")]


def test_account_without_source_reads():
    row = {"kode": "5.1.02.01.01.0052", "nama": "Belanja Makanan dan Minuman Rapat"}
    assert read_account_row(row) == AccountRow("5.1.02.01.01.0052", "Belanja Makanan dan Minuman Rapat", "")


@pytest.mark.parametrize("code", ["", "5.1.02", "5.1.02.01.01.52", "5,1", "5.1.02.01.01.0052.1"])
def test_account_code_of_another_shape_is_refused(code):
    with pytest.raises(RowError, match="Kolom 'kode'"):
        read_account_row({"kode": code, "nama": "x"})


@pytest.mark.data
@pytest.mark.skipif("EORDER_DATA" not in os.environ, reason="EORDER_DATA names no real public data")
def test_every_published_account_reads():
    report = ImportReport("Rekening")
    path = Path(os.environ["EORDER_DATA"]) / "kode-rekening-belanja/kode_rekening_belanja.csv"
    with open_table(path, ACCOUNTS.columns) as table:
        codes = {row.code for _, row in read_all(table.rows, read_account_row, report)}
    assert (len(codes), report.refused) == (502, 0)
