"""The worked transaction of August 2026: its days, its acts and every rupiah of it."""

import json
from datetime import date

import pytest

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.deliveries.counting import Count
from eorder.buying.deliveries.models import HandOver
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.models import Line, Order
from eorder.buying.packages.models import Package
from eorder.buying.payments.models import Invoice, Payment, TaxProof, Verification, Withholding
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.ids import new_command
from eorder.foundation.money import Rupiah
from eorder.foundation.terbilang import terbilang
from eorder.law.meterai import meterai_on
from eorder.law.taxes.facts import TaxFacts
from eorder.law.taxes.withholding import withhold
from eorder.records.journal.models import Event
from eorder.records.ledger.models import Entry
from tests.factories.cast import at
from tests.factories.purchases import (
    FOOD,
    MEALS,
    STATIONERY,
    basket,
    open_package,
    wanted,
)

PORTIONS = 125


def counters(city, account=FOOD):
    """Reserved, committed, spent and left of a budget line."""
    line = BudgetLine.objects.get(id=city.unit.lines[account])
    left = line.ceiling - line.reserved - line.committed - line.spent
    return line.reserved, line.committed, line.spent, left


def balance(account, owner):
    """Debit less credit of a ledger account."""
    return sum(Entry.objects.filter(account=account, owner_id=owner).values_list("amount", flat=True))


def balances(city, account=FOOD):
    """The ledger's own view of reserved, committed, spent and available."""
    line = city.unit.lines[account]
    return tuple(balance(name, line) for name in ("reserved", "committed", "spent", "available"))


def fresh_line(city, account=FOOD):
    """Start from the numbers that other orders of this world have left."""
    return counters(city, account), balances(city, account)


@pytest.fixture
def moved(city):
    """What a budget line moved by since the test began, by its counters; the ledger must say the same."""
    start = {account: fresh_line(city, account) for account in (FOOD, STATIONERY)}

    def since(account=FOOD):
        by_counters = tuple(
            now - was for now, was in zip(counters(city, account), start[account][0], strict=True)
        )
        by_ledger = tuple(
            now - was for now, was in zip(balances(city, account), start[account][1], strict=True)
        )
        assert by_counters == by_ledger
        return by_counters

    return since


def test_worked_transaction_when_walked_in_august_2026_then_each_day_and_rupiah_is_right(city, moved):  # noqa: PLR0915 - one story
    seller = city.sellers["A"]
    walk = open_package(city, ceiling=96_250_000, rup=58_010_123)  # steps 1 to 3, 3 and 4 August
    walk.seller = seller.actor
    walk.at = at(7)
    walk.meet("Rapat koordinasi", at(13, "09.00"))  # step 3b: 25 insiders, 100 from outside
    assert moved() == (0, 0, 0, 0)

    walk.at = at(10, "09.10")  # step 4: 120 of each
    boxes, snacks = (seller.products[name] for name in MEALS)
    walk.place(
        seller.id, ((boxes, 120_000), (snacks, 120_000)), at(13, "11.00"), reason="Belum pernah dibeli."
    )
    order = Order.objects.get(id=walk.order)
    assert list(
        Line.objects.filter(order=order).order_by("position").values_list("line_total", flat=True)
    ) == [
        5_040_000,
        2_160_000,
    ]
    assert (order.total, order.ppn, order.ceiling) == (7_200_000, 0, 50_000_000)
    assert order.due_at == at(13, "23.59").replace(second=59)  # three working days for the answer
    assert moved() == (7_200_000, 0, 0, -7_200_000)

    form = wanted(walk, basket(city), quantities=((boxes, 125_000), (snacks, 125_000)))  # step 5
    change_order(
        order_id=order.id,
        version=1,
        wanted=form,
        by=city.people["pp"],
        at=at(10, "10.05"),
        command=new_command(),
    )
    order.refresh_from_db()
    assert list(
        Line.objects.filter(order=order).order_by("position").values_list("line_total", flat=True)
    ) == [
        5_250_000,
        2_250_000,
    ]
    assert (order.total, order.version) == (7_500_000, 2)
    assert moved() == (7_500_000, 0, 0, -7_500_000)
    assert Package.objects.get(id=walk.package_id).ordered == 7_500_000
    assert 96_250_000 - 7_500_000 == 88_750_000

    walk.quantities = ((boxes, 125_000), (snacks, 125_000))
    walk.at = at(10, "13.20")  # step 6
    walk.accept()
    assert moved() == (0, 7_500_000, 0, -7_500_000)

    walk.at = at(13, "10.50")  # step 7
    walk.ship()
    assert walk.at == at(13, "11.15")
    walk.receive().hand_over()  # step 8
    hand_over = HandOver.objects.get(order=order)
    assert hand_over.accepted_value == 7_500_000
    assert hand_over.handed_over_at == at(13, "11.15")
    assert hand_over.number.endswith("/BAST/GBR/VIII/2026")
    assert hand_over.payment_due_at == at(19, "23.59").replace(second=59)  # 17 August is a holiday
    assert moved() == (0, 7_500_000, 0, -7_500_000)
    payable = balance("payable", seller.id)

    walk.at = at(13, "12.30")  # step 8b
    walk.attend(121)
    walk.at = at(13, "15.00")  # step 9
    walk.invoice()
    amount = Invoice.objects.get(order=order).amount
    assert amount == 7_500_000
    assert terbilang(Rupiah(amount)) == "tujuh juta lima ratus ribu rupiah"
    assert meterai_on(Rupiah(amount), date(2026, 8, 13)).fee == Rupiah(10_000)

    walk.at = at(18, "10.00")  # step 10
    walk.verify()
    verification = Verification.objects.get(invoice__order=order)
    assert (verification.gross, verification.withheld, verification.net) == (7_500_000, 0, 7_500_000)
    walk.at = at(19, "10.00")  # step 11
    walk.pay()
    assert moved() == (0, 0, 7_500_000, -7_500_000)
    assert balance("payable", seller.id) - payable == 7_500_000
    walk.close()  # step 12
    order.refresh_from_db()
    assert (order.state, order.paid, order.accepted_value) == ("closed", 7_500_000, 7_500_000)
    assert working_days_used(order.handed_over_at, order.paid_at, "Asia/Jakarta") == 3
    names = list(Event.objects.filter(subject_id=order.id).order_by("seq").values_list("name", flat=True))
    assert names == [
        f"order.{each}"
        for each in (
            "placed", "changed", "accepted", "shipped", "received", "handed_over", "invoiced", "verified", "paid",
            "closed",
        )
    ]  # fmt: skip


def meal(city, case, counts=None):
    """A meal for 125 people from the seller of a case, up to the payment of 19 August."""
    chosen = basket(city, case, PORTIONS)
    walk = open_package(city)
    walk.seller = chosen.seller.actor
    walk.at = at(7)
    walk.meet("Rapat koordinasi", at(13, "09.00"))
    walk.at = at(10, "09.10")
    walk.place(chosen.seller.id, chosen.quantities, at(13, "11.00")).accept()
    walk.at = at(13, "10.50")
    walk.ship().receive(counts).hand_over().attend(121).invoice()
    walk.at = at(18, "10.00")
    walk.verify()
    walk.at = at(19, "10.00")
    return walk.pay()


def paid(walk):
    """Gross, withheld, net and the taxes of an order's one payment."""
    payment = Payment.objects.get(order_id=walk.order)
    taxes = {
        each.tax: (each.base, each.rate, each.amount) for each in Withholding.objects.filter(payment=payment)
    }
    return payment.gross, payment.withheld, payment.net, taxes


CASES = (  # case, net, taxes by kind (base, rate in parts per 10,000, amount), regional tax in the price
    ("A", 7_500_000, {}, 0),
    ("B", 7_465_910, {"pph_final": (6_818_182, 50, 34_090)}, 681_818),
    ("C", 7_350_000, {"pph23": (7_500_000, 200, 150_000)}, 0),
    ("D", 7_200_000, {"pph23": (7_500_000, 400, 300_000)}, 0),
    ("E", 7_387_500, {"pph22": (7_500_000, 150, 112_500)}, 0),
)


@pytest.mark.parametrize(("case", "net", "taxes", "pbjt"), CASES, ids=[each[0] for each in CASES])
def test_meal_when_paid_to_the_seller_of_a_tax_case_then_to_the_rupiah(city, moved, case, net, taxes, pbjt):
    before = {tax: balance(f"tax_{tax}", city.unit.id) for tax in taxes}
    bank = balance("bank", city.unit.id)
    walk = meal(city, case)
    assert paid(walk) == (7_500_000, 7_500_000 - net, net, taxes)
    assert Verification.objects.get(invoice__order_id=walk.order).decision["pbjt"] == pbjt
    assert moved() == (0, 0, 7_500_000, -7_500_000)
    assert balance("bank", city.unit.id) - bank == -net
    for tax, (_, _, amount) in taxes.items():
        assert balance(f"tax_{tax}", city.unit.id) - before[tax] == -amount
    walk.close_with_proof()
    assert Order.objects.get(id=walk.order).state == "closed"
    assert TaxProof.objects.filter(payment__order_id=walk.order).count() == (1 if taxes else 0)


def test_meal_when_three_boxes_are_rejected_then_their_budget_returns_at_the_hand_over(city, moved):
    counts = {1: Count(122_000, 3_000, "Kotak penyok."), 2: Count(125_000)}
    walk = meal(city, "A", counts)  # case F
    assert paid(walk) == (7_374_000, 0, 7_374_000, {})
    assert moved() == (0, 0, 7_374_000, -7_374_000)
    assert Package.objects.get(id=walk.package_id).ordered == 7_374_000
    assert HandOver.objects.get(order_id=walk.order).accepted_value == 7_374_000


def goods(city, case, product, count, *, paid_on=18):
    """Stationery placed on 10 August, delivered on 13 August and verified on a day of August."""
    seller = city.sellers[case]
    walk = open_package(city, account=STATIONERY, ceiling=60_000_000)
    walk.seller = seller.actor
    walk.at = at(10, "09.10")
    walk.place(seller.id, ((seller.products[product], count * 1000),), at(13, "11.00")).accept()
    walk.at = at(13, "10.50")
    walk.ship().receive().hand_over().invoice()
    walk.at = at(paid_on, "10.00")
    return walk


def test_stationery_when_bought_from_a_pkp_shop_then_ppn_and_pph22_are_kept_back(city, moved):
    walk = goods(city, "goods", "Kertas A4 80 gram", 250).verify().pay()
    order = Order.objects.get(id=walk.order)
    assert (order.subtotal, order.ppn, order.total) == (14_000_000, 1_540_000, 15_540_000)
    gross, withheld, net, taxes = paid(walk)
    assert (gross, withheld, net) == (15_540_000, 1_750_000, 13_790_000)
    assert taxes["pph22"] == (14_000_000, 150, 210_000)
    assert taxes["ppn"] == (12_833_333, 1200, 1_540_000)
    assert moved(STATIONERY) == (0, 0, 15_540_000, -15_540_000)


def test_stationery_when_the_shop_has_a_suket_then_half_a_percent_is_kept_back(city):
    walk = goods(city, "goods_suket", "Kertas A4 80 gram", 250).verify().pay()
    gross, withheld, net, taxes = paid(walk)
    assert (gross, withheld, net) == (15_540_000, 1_610_000, 13_930_000)
    assert taxes["pph_final"] == (14_000_000, 50, 70_000)


def test_stationery_when_computed_in_pmk_58_mode_then_the_marketplace_collects(city):
    walk = goods(city, "goods", "Kertas A4 80 gram", 250)
    facts = tax_facts_of(Order.objects.get(id=walk.order), date(2026, 8, 18))
    decision = withhold(TaxFacts(facts.seller, facts.lines, facts.paid_on, facts.earlier, pmk58_mode=True))
    assert decision.withheld_by == "lokapasar"
    assert (decision.income_tax, decision.ppn_withheld) == (Rupiah(70_000), Rupiah(1_540_000))
    assert decision.net == Rupiah(13_930_000)


def test_small_purchases_when_two_of_one_day_are_paid_then_the_later_one_withholds_for_both(city):
    first, second = (goods(city, "small", "Pulpen gel hitam", 50) for _ in range(2))
    first.verify().pay()
    assert paid(first) == (1_900_000, 0, 1_900_000, {})
    second.verify().pay()
    assert paid(second) == (1_900_000, 57_000, 1_843_000, {"pph22": (3_800_000, 150, 57_000)})


def test_events_when_the_order_is_paid_then_the_public_facts_hold_no_reference(city):
    walk = meal(city, "C")
    paid_event = Event.objects.get(subject_id=walk.order, name="order.paid")
    assert json.loads(paid_event.private)["reference"].startswith("TRX")
    assert "TRX" not in paid_event.public
