"""The real announcements of a province, in the database: all of them, to the rupiah, and once."""

import os
from pathlib import Path

import pytest
from django.db.models import Sum

from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.import_rows import PACKAGES
from eorder.buying.packages.models import Package
from eorder.foundation.ids import new_command
from eorder.foundation.tables import ImportReport, open_table, read_all
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.models import Unit
from eorder.records.journal.models import Event, Release
from tests.buying.packages.test_package_rows import ROW
from tests.factories.cast import at


def bring_in(rows):
    report = ImportReport("RUP")
    import_packages(
        rows=read_all(rows, PACKAGES.read, report), report=report, by=CLOCK, at=at(5, month=1),
        command=new_command(),
    )  # fmt: skip
    return report


@pytest.mark.data
@pytest.mark.skipif("EORDER_DATA" not in os.environ, reason="EORDER_DATA names no real public data")
@pytest.mark.usefixtures("db")
def test_province_when_imported_then_every_package_stands_and_again_changes_nothing():
    path = Path(os.environ["EORDER_DATA"]) / "rup-penyedia-2025/rup_paket_penyedia_kalbar_2025.csv.gz"
    reports = []
    for _ in range(2):
        with open_table(path, PACKAGES.columns) as table:
            reports.append(bring_in(table.rows))
    first, again = reports
    assert (first.new, first.refused, first.counts) == (16_430, 0, {"unit kerja": 88})
    assert (again.new, again.changed, again.unchanged, again.refused) == (0, 0, 16_430, 0)
    assert first.sums == again.sums == {"pagu": 2_111_666_072_118}
    assert Package.objects.aggregate(sum=Sum("ceiling"))["sum"] == 2_111_666_072_118
    assert (Package.objects.count(), Unit.objects.count()) == (16_430, 88)
    assert Event.objects.count() == Release.objects.count() == 16_430


@pytest.mark.usefixtures("db")
def test_units_when_two_governments_number_alike_then_each_has_its_own():
    rows = [ROW, ROW | {"kd_rup": "53540980", "kd_klpd": "D198", "nama_klpd": "Kota Lain"}]
    assert bring_in(enumerate(rows, 2)).counts == {"unit kerja": 2}
    found = Package.objects.order_by("rup_id").values_list("unit__code", "unit__government__code")
    assert list(found) == [("264455", "D197"), ("264455", "D198")]


@pytest.mark.usefixtures("db")
def test_package_when_the_new_ceiling_is_below_what_was_ordered_then_refused_and_unchanged():
    bring_in([(2, ROW)])
    Package.objects.update(ordered=7_000_000)
    report = bring_in([(2, ROW | {"pagu": "6999999"}), (3, ROW | {"kd_rup": "53540980"})])
    assert (report.new, report.changed, report.unchanged, report.refused) == (1, 0, 0, 1)
    assert [(each.row, each.code) for each in report.refusals] == [(2, "ceiling_below_use")]
    assert Package.objects.get(rup_id=53540979).ceiling == 7_700_000
    assert bring_in([(2, ROW | {"pagu": "7000000"})]).changed == 1
