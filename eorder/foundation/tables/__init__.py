"""Reading tables that people hand in: CSV, gzipped CSV and XLSX as rows of text, and the report on them."""

from eorder.foundation.tables.errors import Problem, RowError, TableError
from eorder.foundation.tables.kinds import Kind
from eorder.foundation.tables.repeats import Repeats, find_repeats, keys_met_again
from eorder.foundation.tables.report import ImportReport, escape_cell, read_all, refusals_to
from eorder.foundation.tables.table import Table, open_table

__all__ = [
    "ImportReport",
    "Kind",
    "Problem",
    "Repeats",
    "RowError",
    "Table",
    "TableError",
    "escape_cell",
    "find_repeats",
    "keys_met_again",
    "open_table",
    "read_all",
    "refusals_to",
]
