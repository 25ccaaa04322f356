"""Every hostile table is refused with a sentence, in bounded time and memory, and nothing of it is kept.

The table of cases, milliseconds and MB is printed with `-s`.
"""

import csv

import pytest

from tests.databases import ROOT
from tests.foundation.tables.hostile_tables import FORMULAS, TEXT, WORKBOOKS, formulas, written
from tests.foundation.tables.measured import measured

pytestmark = pytest.mark.xdist_group("installation")
MOST_MEGABYTES, MOST_SECONDS = 256, 5
REGIONS = "SELECT code, name FROM regions_region"


@pytest.fixture(scope="module")
def table():
    """Rows of what was measured; printed when all is done."""
    rows = []
    yield rows
    for name, seconds, megabytes in sorted(rows):
        print(f"{name:40} {round(seconds * 1000):5} ms {round(megabytes):4} MB")  # noqa: T201


def take_in(installation, file, *options):
    given = ("-m", "eorder.cli", "import", "regions", file, *options)
    return measured(*given, env=installation.environment(), cwd=ROOT)


@pytest.mark.parametrize("name", [*WORKBOOKS, *TEXT])
def test_table_when_hostile_then_refused_within_bounds(installation, table, tmp_path, name):
    before = installation.query(REGIONS)
    done = take_in(installation, written(tmp_path, name))
    table.append((name, done.seconds, done.megabytes))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(".")
    assert "Traceback" not in done.stderr
    assert installation.query(REGIONS) == before
    assert done.megabytes <= MOST_MEGABYTES
    assert done.seconds <= MOST_SECONDS


@pytest.mark.parametrize("place", [0, 1])
def test_cells_when_they_compute_then_refused_and_the_report_computes_nothing(installation, tmp_path, place):
    before = installation.query(REGIONS)
    done = take_in(installation, formulas(tmp_path)[place], "--refusals", tmp_path / "ditolak.csv")
    assert done.returncode == 1
    assert f"ditolak {len(FORMULAS)}" in done.stdout
    assert installation.query(REGIONS) == before
    with (tmp_path / "ditolak.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
