"""Importing budget lines and accounts: what is written, booked, left alone and refused."""

import pytest

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.actions.import_budget import import_budget
from eorder.buying.budgets.import_rows import AccountRow, BudgetRow
from eorder.buying.budgets.models import BudgetAccount, BudgetLine
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command
from eorder.foundation.tables import ImportReport
from eorder.parties.identity.actor import CLOCK
from eorder.records.journal.models import Event
from eorder.records.ledger.models import Transfer
from tests.factories.cast import YEAR, at
from tests.factories.purchases import STATIONERY, order_in

SUB_ACTIVITY = "7.02.01.1.06.0099"


def line_of(city, **changed):
    given = {
        "year": YEAR,
        "unit_code": city.unit.unit_code,
        "unit_name": city.unit.name,
        "sub_activity_code": SUB_ACTIVITY,
        "sub_activity_name": "Kegiatan uji",
        "account_code": STATIONERY,
        "ceiling": 5_000_000,
    }
    return BudgetRow(**{**given, **changed})


def bring_in(city, *rows):
    report = ImportReport("Anggaran")
    import_budget(
        list(enumerate(rows, 2)), report, government_id=city.government, by=CLOCK, at=at(6, month=1),
        command=new_command(),
    )  # fmt: skip
    return report


def counts(report):
    return report.new, report.changed, report.unchanged, report.refused


def booked():
    return Event.objects.filter(name="budget.ceiling_set").count(), Transfer.objects.count()


def test_budget_when_new_then_written_and_booked(city):
    before = booked()
    report = bring_in(city, line_of(city))
    assert (counts(report), report.sums) == ((1, 0, 0, 0), {"pagu": 5_000_000})
    line = BudgetLine.objects.get(sub_activity_code=SUB_ACTIVITY)
    assert (line.ceiling, line.account_id, line.unit_id) == (5_000_000, STATIONERY, city.unit.id)
    assert booked() == (before[0] + 1, before[1] + 1)


def test_budget_when_imported_again_then_nothing_is_booked(city):
    bring_in(city, line_of(city))
    before = booked()
    report = bring_in(city, line_of(city))
    assert (counts(report), report.sums) == ((0, 0, 1, 0), {"pagu": 5_000_000})
    assert booked() == before


def test_budget_when_the_ceiling_changed_then_the_difference_is_booked(city):
    bring_in(city, line_of(city))
    assert counts(bring_in(city, line_of(city, ceiling=4_000_000))) == (0, 1, 0, 0)
    line = BudgetLine.objects.get(sub_activity_code=SUB_ACTIVITY)
    assert line.ceiling == 4_000_000
    assert sorted(Transfer.objects.filter(budget_line_id=line.id).values_list("amount", flat=True)) == [
        1_000_000,
        5_000_000,
    ]


@pytest.mark.parametrize(
    ("changed", "code", "column", "words"),
    [
        ({"account_code": "5.9.99.99.99.9999"}, "unknown_account", "kode_rekening", "5.9.99.99.99.9999"),
        ({"unit_code": "999999"}, "unknown_unit", "kode_satker", "999999"),
    ],
)
def test_budget_when_unit_or_account_is_unknown_then_that_row_alone_is_refused(
    city, changed, code, column, words
):
    report = bring_in(city, line_of(city, **changed), line_of(city))
    assert counts(report) == (1, 0, 0, 1)
    [refusal] = report.refusals
    assert (refusal.row, refusal.code, refusal.column, refusal.value) == (2, code, column, words)
    assert words in refusal.sentence
    assert BudgetLine.objects.filter(sub_activity_code=SUB_ACTIVITY).count() == 1


def test_budget_when_the_ceiling_is_below_use_then_refused_and_unchanged(city):
    order = Order.objects.get(id=order_in(OrderState.PLACED, city, "small").order)
    line = BudgetLine.objects.get(id=order.budget_line_id)
    used, ceiling, before = line.reserved + line.committed + line.spent, line.ceiling, booked()
    row = line_of(city, sub_activity_code=line.sub_activity_code, ceiling=used - 1)
    report = bring_in(city, row)
    assert (counts(report), report.sums) == ((0, 0, 0, 1), {})
    assert [(each.code, each.value) for each in report.refusals] == [("ceiling_below_use", str(used - 1))]
    line.refresh_from_db()
    assert (booked(), line.ceiling) == (before, ceiling)
    exact = line_of(city, sub_activity_code=line.sub_activity_code, ceiling=used)
    assert counts(bring_in(city, exact)) == (0, 1, 0, 0)


@pytest.mark.usefixtures("db")
def test_accounts_when_imported_then_new_renamed_and_left(monkeypatch):
    monkeypatch.setattr("eorder.buying.budgets.actions.import_accounts.BATCH", 2)

    def bring(*names):
        report = ImportReport("Rekening")
        rows = [AccountRow(f"5.1.02.97.01.{number:04d}", name, "") for number, name in enumerate(names)]
        import_accounts(enumerate(rows, 2), report)
        return counts(report)

    assert bring("Satu", "Dua", "Tiga") == (3, 0, 0, 0)
    assert bring("Satu", "Dua baru", "Tiga", "Empat", "Lima") == (2, 1, 2, 0)
    assert bring("Satu", "Dua baru", "Tiga", "Empat", "Lima") == (0, 0, 5, 0)
    names = BudgetAccount.objects.filter(code__startswith="5.1.02.97.").order_by("code")
    assert list(names.values_list("name", flat=True)) == ["Satu", "Dua baru", "Tiga", "Empat", "Lima"]
