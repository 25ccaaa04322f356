"""Reading tables that people hand in: CSV, gzipped CSV and XLSX as rows of text, and the report on them."""

from eorder.foundation.tables.errors import Problem, RowError, TableError
from eorder.foundation.tables.report import ImportReport, escape_cell, read_all
from eorder.foundation.tables.table import Table, open_table

__all__ = [
    "ImportReport",
    "Problem",
    "RowError",
    "Table",
    "TableError",
    "escape_cell",
    "open_table",
    "read_all",
]
