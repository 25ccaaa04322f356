"""Accounts of sellers: each way in which one is changed alone or paid too early is seen and named."""

import datetime as dt
from dataclasses import dataclass

import pytest

from tests.factories.accounts import change_in
from tests.factories.cast import Seller
from tests.openness.consistency.conftest import actor_of

PAID = """SELECT o.number, v.id, v.name, a.email FROM orders_order o JOIN vendors_vendor v ON v.id = o.vendor_id
    JOIN vendors_member m ON m.vendor_id = v.id JOIN identity_account a ON a.person_id = m.person_id
    WHERE o.paid_at IS NOT NULL AND m.tie = 'owner' ORDER BY o.number LIMIT 1"""
EARLIER = """UPDATE vendors_bankaccount SET since = since - interval '2 years',
        payable_from = payable_from - interval '2 years' WHERE id = '{0}';
    UPDATE banking_accountchange SET proposed_at = proposed_at - interval '2 years',
        decided_at = decided_at - interval '2 years' WHERE id = '{0}'"""
"""The change with its account, as if it had been made long ago."""


@dataclass(frozen=True)
class Changed:
    """A seller whose account was changed, and an order that was paid to the account before."""

    change: str
    vendor: str
    seller: str
    number: str

    @property
    def account(self):
        """How the check names the later account."""
        return f"rekening {self.seller} ke-2"


@pytest.fixture
def changed(committed_db, spoil):
    """The seller of a paid order had another account verified just now."""
    assert committed_db
    number, vendor, name, email = spoil.cursor.execute(PAID).fetchone()
    seller = Seller(vendor, actor_of(email), {})
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
    change = change_in("verified", seller, moment, actor_of("kurator.gbr@contoh.example"))
    return Changed(str(change), str(vendor), name, number)


def test_s7_when_an_account_was_changed_by_the_rules_then_it_holds(changed, broken):
    assert changed.change
    assert broken() == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vendors_bankaccount SET payable_from = since WHERE id = '{0}'",
        "UPDATE vendors_bankaccount SET number = '99119911' WHERE id = '{0}'",
        "UPDATE banking_accountchange SET contacts = '[]' WHERE id = '{0}'",
        "UPDATE banking_accountchange SET decided_by_id = proposed_by_id WHERE id = '{0}'",
        """UPDATE banking_accountchange SET state = 'withdrawn', decided_by_id = NULL, decided_at = NULL
            WHERE id = '{0}'""",
        "DELETE FROM banking_accountchange WHERE id = '{0}'",
    ],
)
def test_s7_when_an_account_lost_its_check_then_it_is_named(changed, spoil, broken, change):
    for constraint in ("account_change_two_persons", "account_change_tells_somebody"):
        spoil.drop("banking_accountchange", constraint)
    spoil(change.format(changed.change), "vendors_bankaccount", "banking_accountchange")
    assert broken() == {"S7": [changed.account]}


def test_s7_when_a_verified_account_is_gone_then_its_change_is_named(changed, spoil, broken):
    spoil(f"DELETE FROM vendors_bankaccount WHERE id = '{changed.change}'", "vendors_bankaccount")
    assert broken() == {"S7": [f"usulan rekening {changed.seller}"]}


def test_s7_when_the_first_account_is_gone_then_its_seller_is_named(changed, spoil, broken):
    spoil(
        f"""UPDATE payments_payment p SET account_id = '{changed.change}' FROM vendors_bankaccount a
                WHERE a.id = p.account_id AND a.vendor_id = '{changed.vendor}';
            DELETE FROM vendors_bankaccount WHERE seq = 1 AND vendor_id = '{changed.vendor}'""",
        "payments_payment",
        "vendors_bankaccount",
    )
    assert f"rekening {changed.seller}" in broken()["S7"]


@pytest.mark.parametrize(
    "account",
    [
        "'{0}'",
        """(SELECT a.id FROM vendors_bankaccount a JOIN vendors_vendor v ON v.id = a.vendor_id
            WHERE v.name <> '{1}' AND a.seq = 1 LIMIT 1)""",
    ],
)
def test_s7_when_a_payment_went_to_an_account_not_in_force_then_its_order_is_named(
    changed, spoil, broken, account
):
    other = account.format(changed.change, changed.seller)
    spoil(
        f"""UPDATE payments_payment p SET account_id = {other} FROM orders_order o
            WHERE o.id = p.order_id AND o.number = '{changed.number}'""",
        "payments_payment",
    )
    assert broken() == {"S7": [changed.number]}


def test_s7_when_a_payment_went_to_the_account_before_too_late_then_its_order_is_named(
    changed, spoil, broken
):
    spoil(EARLIER.format(changed.change), "vendors_bankaccount", "banking_accountchange")
    assert changed.number in broken()["S7"]


def test_s7_when_the_verifier_paid_then_the_order_is_named(changed, spoil, broken):
    spoil(
        f"""{EARLIER.format(changed.change)};
            UPDATE banking_accountchange c SET decided_by_id = d.person_id
                FROM orders_duty d JOIN orders_order o ON o.id = d.order_id
                WHERE c.id = '{changed.change}' AND d.duty = 'bendahara' AND o.number = '{changed.number}';
            UPDATE payments_payment SET account_id = '{changed.change}' WHERE order_id = (
                SELECT id FROM orders_order WHERE number = '{changed.number}')""",
        "vendors_bankaccount",
        "banking_accountchange",
        "payments_payment",
    )
    assert changed.number in broken()["S7"]
