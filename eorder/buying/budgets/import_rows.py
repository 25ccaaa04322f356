"""Rows of the account table and of the budget template.

Accounts: kode, nama and, if wanted, sumber; codes of all six levels, as a budget line uses them.
Budget lines (our own template): tahun, kode_satker, nama_satker, kode_subkegiatan, nama_subkegiatan,
kode_rekening, pagu.
"""

from __future__ import annotations

from dataclasses import dataclass

from eorder.buying.budgets import lengths
from eorder.foundation.tables.fields import Fields, read_code, read_line, read_rupiah, read_year
from eorder.foundation.tables.kinds import Kind
from eorder.parties.workunits.lengths import UNIT_CODE, UNIT_NAME

_account_code = read_code(r"[0-9]\.[0-9](?:\.[0-9]{2}){3}\.[0-9]{4}", "5.1.02.01.01.0052")
_unit_code = read_code(
    rf"[0-9A-Za-z](?:[0-9A-Za-z.\-]{{0,{UNIT_CODE - 2}}}[0-9A-Za-z])?", "264455 atau 1.02.0.00.0.00.03.0000"
)
_sub_activity_code = read_code(r"[0-9X]\.[0-9X]{2}\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{4}", "7.02.01.1.07.0005")
_account_name = read_line(lengths.ACCOUNT_NAME)
_source = read_line(lengths.ACCOUNT_NAME, empty=True)
_unit_name = read_line(UNIT_NAME)
_sub_activity_name = read_line(lengths.SUB_ACTIVITY_NAME)


@dataclass(slots=True)
class AccountRow:
    """One account of the chart; `source` is empty where the file does not say."""

    code: str
    name: str
    source: str


@dataclass(slots=True)
class BudgetRow:
    """One budget line; `ceiling` in whole rupiah."""

    year: int
    unit_code: str
    unit_name: str
    sub_activity_code: str
    sub_activity_name: str
    account_code: str
    ceiling: int


def read_account_row(row: dict[str, str]) -> AccountRow:
    """Read one account.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    account = AccountRow(
        code=fields.take("kode", _account_code),
        name=fields.take("nama", _account_name),
        source=fields.take("sumber", _source),
    )
    fields.done()
    return account


def read_budget_row(row: dict[str, str]) -> BudgetRow:
    """Read one budget line; whether its account exists is for the import to say.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    line = BudgetRow(
        year=fields.take("tahun", read_year),
        unit_code=fields.take("kode_satker", _unit_code),
        unit_name=fields.take("nama_satker", _unit_name),
        sub_activity_code=fields.take("kode_subkegiatan", _sub_activity_code),
        sub_activity_name=fields.take("nama_subkegiatan", _sub_activity_name),
        account_code=fields.take("kode_rekening", _account_code),
        ceiling=fields.take("pagu", read_rupiah),
    )
    fields.done()
    return line


ACCOUNTS = Kind(
    title="Kode rekening", columns=("kode", "nama"), key=("kode",), telling="nama", read=read_account_row
)
BUDGET = Kind(
    title="Mata anggaran",
    columns=(
        "tahun",
        "kode_satker",
        "nama_satker",
        "kode_subkegiatan",
        "nama_subkegiatan",
        "kode_rekening",
        "pagu",
    ),
    key=("tahun", "kode_satker", "kode_subkegiatan", "kode_rekening"),
    telling="pagu",
    read=read_budget_row,
)
