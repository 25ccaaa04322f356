"""The invariants all hold on a whole city, each had something to look at, and looking changes nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InternalError, connection

from eorder.openness.consistency.runner import (
    INVARIANTS,
    check_all,
    check_apart,
    share_snapshot,
    snapshot,
)

ASKED = {
    *(f"M{number}" for number in (*range(1, 11), 12, 13, 14)),
    *(f"O{number}" for number in range(1, 10)),
    *("S1", "S2", "S3", "S6", "S7", "X2", "N1", "N2", "P1", "F1", "F2", "C1", "V1"),
}


def test_invariants_when_listed_then_each_once():
    assert sorted(each.code for each in INVARIANTS) == sorted(ASKED)


@pytest.mark.usefixtures("committed_db")
def test_city_when_checked_then_every_invariant_holds():
    findings = check_all()
    assert [(each.code, each.offenders) for each in findings if not each.holds] == []
    assert [each.code for each in findings if not each.looked_at] == []


@pytest.mark.usefixtures("committed_db")
def test_snapshot_when_something_writes_then_refused():
    with (
        pytest.raises(InternalError, match="read-only transaction"),
        snapshot(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE packages_package SET ordered = 0")


def test_findings_when_more_than_ten_rows_break_then_ten_are_named_and_all_counted(spoil):
    spoil.drop("orders_order", "order_not_over_ceiling")
    spoil("UPDATE orders_order SET ceiling = total - 1", "orders_order")
    finding = next(each for each in check_all() if each.code == "M6")
    assert (finding.broken, len(finding.offenders)) == (finding.looked_at, 10)


@pytest.mark.usefixtures("committed_db")
def test_part_when_something_was_written_meanwhile_then_it_sees_what_the_others_see(spoil):
    (counted,) = (each for each in INVARIANTS if each.code == "P1")
    with snapshot(), ThreadPoolExecutor(1) as pool:
        shared = share_snapshot()
        spoil("UPDATE packages_package SET ordered = ordered + 1 WHERE rup_id = 99010006")
        assert pool.submit(check_apart, counted, shared).result() == (0, ())
    assert [each.code for each in check_all() if not each.holds] == ["P1"]
