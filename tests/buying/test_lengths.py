"""What an import accepts fits into its column: the longest text passes and is kept, one letter more is refused."""

import pytest

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.import_rows import ACCOUNTS, BUDGET
from eorder.buying.budgets.models import BudgetAccount, BudgetLine
from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.import_rows import PACKAGES
from eorder.buying.packages.models import Package
from eorder.foundation.ids import new_command
from eorder.foundation.tables import ImportReport, RowError
from eorder.parties.identity.actor import CLOCK
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import REGIONS
from eorder.parties.regions.models import Region
from eorder.parties.workunits.models import Government, Unit
from tests.buying.budgets.test_budget_rows import LINE
from tests.buying.packages.test_package_rows import ROW
from tests.factories.cast import at
from tests.foundation.tables.test_repeats import ACCOUNT, REGION

TEXTS = [
    (REGIONS, REGION, "nama", Region, "name"),
    (ACCOUNTS, ACCOUNT, "nama", BudgetAccount, "name"),
    (BUDGET, LINE, "nama_subkegiatan", BudgetLine, "sub_activity_name"),
    (BUDGET, LINE, "nama_satker", Unit, "name"),
    (BUDGET, LINE, "kode_satker", Unit, "code"),
    (PACKAGES, ROW, "nama_klpd", Government, "name"),
    (PACKAGES, ROW, "kd_klpd", Government, "code"),
    (PACKAGES, ROW, "nama_satker", Unit, "name"),
    (PACKAGES, ROW, "metode_pengadaan", Package, "method"),
    (PACKAGES, ROW, "jenis_pengadaan", Package, "kind"),
]
SHAPES = [
    (REGIONS, REGION, "kode", Region, "code", "31.71.03.1001"),
    (ACCOUNTS, ACCOUNT, "kode", BudgetAccount, "code", "5.1.02.01.01.0052"),
    (BUDGET, LINE, "kode_subkegiatan", BudgetLine, "sub_activity_code", "7.02.01.1.07.0005"),
]
LONGEST_UNIT_NUMBER = "9" * 11


def width(model, field):
    return model._meta.get_field(field).max_length


def names(given):
    return [f"{kind.title}-{column}" for kind, _, column, *_ in given]


@pytest.mark.parametrize(("kind", "row", "column", "model", "field"), TEXTS, ids=names(TEXTS))
def test_text_when_as_long_as_its_column_then_it_passes_and_one_more_does_not(
    kind, row, column, model, field
):
    longest = "9" * width(model, field)
    kind.read(row | {column: longest})
    with pytest.raises(RowError, match=f"Kolom '{column}'"):
        kind.read(row | {column: longest + "9"})


@pytest.mark.parametrize(("kind", "row", "column", "model", "field", "code"), SHAPES, ids=names(SHAPES))
def test_code_when_of_its_shape_then_it_fits_the_column(kind, row, column, model, field, code):
    kind.read(row | {column: code})
    assert len(code) <= width(model, field)


def test_unit_number_when_longer_than_a_short_code_holds_then_refused():
    PACKAGES.read(ROW | {"kd_satker": LONGEST_UNIT_NUMBER})
    with pytest.raises(RowError, match="Kolom 'kd_satker'"):
        PACKAGES.read(ROW | {"kd_satker": LONGEST_UNIT_NUMBER + "9"})


@pytest.mark.usefixtures("db")
def test_longest_texts_when_imported_then_kept_whole():
    longest = {
        column: "9" * width(model, field) for kind, _, column, model, field in TEXTS if kind is PACKAGES
    }
    row = PACKAGES.read(ROW | longest | {"kd_satker": LONGEST_UNIT_NUMBER, "kd_rup": "9" * 15})
    import_packages(
        rows=[(2, row)], report=ImportReport("RUP"), by=CLOCK, at=at(5, month=1), command=new_command()
    )
    kept = Package.objects.select_related("unit__government").get()
    assert (kept.method, kept.kind) == (longest["metode_pengadaan"], longest["jenis_pengadaan"])
    assert (kept.unit.name, kept.unit.short_code) == (longest["nama_satker"], f"S{LONGEST_UNIT_NUMBER}")
    assert kept.unit.government.name == longest["nama_klpd"]
    import_regions([(2, REGIONS.read(REGION | {"nama": "n" * 120}))], ImportReport("Wilayah"))
    import_accounts([(2, ACCOUNTS.read(ACCOUNT | {"nama": "n" * 200}))], ImportReport("Rekening"))
    assert Region.objects.filter(name="n" * 120).count() == 1
    assert BudgetAccount.objects.filter(name="n" * 200).count() == 1
