import os
from pathlib import Path

import pytest

from eorder.foundation.tables import ImportReport, RowError, open_table, read_all
from eorder.parties.regions.import_rows import REGIONS, RegionRow, read_region_row


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [("31", 1, ""), ("31.71", 2, "31"), ("31.71.03", 3, "31.71"), ("31.71.03.1001", 4, "31.71.03")],
)
def test_region_of_each_level_knows_its_parent(code, level, parent):
    assert read_region_row({"kode": code, "nama": " Kemayoran"}) == RegionRow(
        code, "Kemayoran", level, parent
    )


@pytest.mark.parametrize(
    "code", ["", "3", "31.7", "31,71", "31.71.3", "31.71.03.100", "31.71.03.1001.1", "AA", "31."]
)
def test_region_code_of_another_shape_is_refused(code):
    with pytest.raises(RowError, match="Kolom 'kode'"):
        read_region_row({"kode": code, "nama": "x"})


def test_region_with_everything_wrong_names_both_columns():
    with pytest.raises(RowError) as caught:
        read_region_row({"kode": "x", "nama": ""})
    assert [problem.column for problem in caught.value.problems] == ["kode", "nama"]


@pytest.mark.data
@pytest.mark.skipif("EORDER_DATA" not in os.environ, reason="EORDER_DATA names no real public data")
def test_every_region_of_indonesia_reads():
    report = ImportReport("Wilayah")
    path = Path(os.environ["EORDER_DATA"]) / "wilayah-kode-2025/wilayah.csv"
    counts = dict.fromkeys((1, 2, 3, 4), 0)
    with open_table(path, REGIONS.columns) as table:
        for _, row in read_all(table.rows, read_region_row, report):
            counts[row.level] += 1
    assert (counts, report.refused) == ({1: 38, 2: 514, 3: 7285, 4: 83_762}, 0)
