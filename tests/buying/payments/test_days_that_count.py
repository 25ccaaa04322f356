"""Which day decides a tax: that of buying, of pricing or of paying, and what counts together."""

from datetime import date

import pytest

from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.record_tax_proof import record_tax_proof
from eorder.buying.payments.models import Payment, Verification, Withholding
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.foundation.money import Rupiah
from eorder.law.taxes.withholding import withhold
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at, offer
from tests.factories.purchases import STATIONERY, Basket, open_package, order_in, ready, state_of, wanted

NEXT_YEAR = at(4, month=1).replace(year=2027)


def bought(city, case, *lines, placed=None):
    """Goods placed on 10 August and billed on 13 August; each line is a product with a count."""
    seller = city.sellers[case]
    walk = open_package(city, account=STATIONERY, ceiling=60_000_000)
    walk.seller = seller.actor
    walk.at = placed or at(10, "09.10")
    walk.place(seller.id, tuple((product, count * 1000) for product, count in lines), at(13, "11.00"))
    return walk


def billed(walk):
    walk.accept()
    walk.at = at(13, "10.50")
    walk.ship().receive().hand_over().invoice()
    walk.at = at(18, "10.00")
    return walk


def withheld(walk):
    return Payment.objects.get(order_id=walk.order).withheld


def refusal(act, **how):
    with pytest.raises(EorderError) as caught:
        act(command=new_command(), **how)
    return caught.value.code


def test_purchases_of_a_day_when_one_is_changed_the_next_day_then_still_count_together(city):
    pen = offer(city.sellers["small"], "alat-tulis", 1_900_000)
    first, second = (bought(city, "small", (pen, 1)) for _ in range(2))
    form = wanted(second, Basket(city.sellers["small"], second.quantities, STATIONERY), meeting_id=None)
    version = Order.objects.get(id=second.order).version
    change_order(
        order_id=second.order,
        version=version,
        wanted=form,
        by=city.people["pp"],
        at=at(11, "08.00"),
        command=new_command(),
    )
    for walk in (first, second):
        billed(walk).verify().pay()
    assert (withheld(first), withheld(second)) == (0, 57_000)


def test_purchases_of_a_day_when_a_price_was_too_small_then_the_next_pays_what_is_left(city):
    small = city.sellers["small"]
    walks = [billed(bought(city, "small", (offer(small, "alat-tulis", price), 1)))
             for price in (1_999_000, 10_000, 5_000_000)]  # fmt: skip
    for walk in walks:
        walk.verify().pay()
    assert [withheld(walk) for walk in walks] == [0, 10_000, 95_135]  # together 1.5 % of 7,009,000


def test_purchases_of_a_day_when_the_clock_says_another_order_then_nothing_is_withheld_twice(city):
    small = city.sellers["small"]
    walks = [billed(bought(city, "small", (offer(small, "alat-tulis", price), 1)))
             for price in (1_500_000, 1_500_000, 1_000_000)]  # fmt: skip
    for walk, clock in zip(walks, ("11.02", "11.01", "11.00"), strict=True):
        walk.at = at(18, clock)
        walk.verify()
    kept = [Verification.objects.get(invoice__order_id=walk.order).withheld for walk in walks]
    assert kept == [0, 45_000, 15_000]


def test_bill_when_the_suket_ended_before_the_payment_then_checked_again_first(city):
    walk = order_in(OrderState.VERIFIED, city, "B")
    kept = Verification.objects.get(invoice__order_id=walk.order).withheld
    pay = {"order_id": walk.order, "provider": "Bank Contoh", "reference": "TRX-1", "proof": sample_pdf("b"),
           "by": city.people["bendahara"]}  # fmt: skip
    assert refusal(record_payment, **pay, at=NEXT_YEAR) == "tax_changed"  # the Suket ended on 31 December
    walk.at = NEXT_YEAR
    walk.verify().pay()
    assert withheld(walk) > kept
    assert state_of(walk) == OrderState.PAID


def test_bill_when_checked_again_then_counts_with_the_same_purchases_as_at_first(city):
    pen = offer(city.sellers["small"], "alat-tulis", 1_900_000)
    first, second = (billed(bought(city, "small", (pen, 1))) for _ in range(2))
    first.verify()
    second.verify()
    first.verify().pay()
    second.pay()
    assert (withheld(first), withheld(second)) == (0, 57_000)


def test_order_when_goods_and_services_fall_under_one_tax_then_paid_with_one_sum_of_it(city):
    seller = city.sellers["B"]
    walk, chosen = ready(city, "B")
    snacks = offer(seller, "makanan-warung", 3_000_000)
    walk.place(seller.id, (*chosen.quantities, (snacks, 1_000)), at(13, "11.00")).accept()
    walk.at = at(13, "10.50")
    walk.ship().receive().hand_over().attend(20).invoice()
    walk.at = at(18, "10.00")
    walk.verify().pay()
    taxes = Withholding.objects.filter(payment__order_id=walk.order).values_list("tax", "rate")
    assert list(taxes) == [("pph_final", 50)]


def test_ppn_when_lines_are_tiny_then_the_bill_is_what_was_ordered(city):
    clips = [offer(city.sellers["goods"], "alat-tulis", 4, name=f"Klip {number}") for number in range(3)]
    walk = billed(bought(city, "goods", *((clip, 1) for clip in clips)))
    order = Order.objects.get(id=walk.order)
    assert (order.ppn, order.accepted_value) == (1, 13)
    walk.verify()
    assert state_of(walk) == OrderState.VERIFIED


def test_ppn_when_withheld_then_the_rate_is_the_laws(city):
    paper = offer(city.sellers["goods"], "alat-tulis", 4_000_000)
    walk = billed(bought(city, "goods", (paper, 1))).verify().pay()
    row = Withholding.objects.get(payment__order_id=walk.order, tax="ppn")
    assert (row.rate, row.amount, row.rule.partition("@")[0]) == (1_200, 440_000, "ppn_rate")


def test_bill_when_the_seller_became_a_pkp_since_then_stays_as_it_was_ordered(city):
    pen = offer(city.sellers["small"], "alat-tulis", 100_000)
    walk = billed(bought(city, "small", (pen, 1)))
    order = Order.objects.get(id=walk.order)
    order.vendor.is_pkp = True
    decision = withhold(tax_facts_of(order, date(2026, 8, 18)))
    assert (decision.gross, decision.ppn) == (Rupiah(100_000), Rupiah(0))


@pytest.mark.parametrize("variant", ["bank contoh/trx-77", "Bank  Contoh/ TRX-77 "])
def test_reference_when_only_written_otherwise_then_used_already(city, variant):
    first, second = (order_in(OrderState.VERIFIED, city) for _ in range(2))
    pay = {"by": city.people["bendahara"], "at": at(19)}
    record_payment(
        order_id=first.order,
        provider="Bank Contoh",
        reference="TRX-77",
        proof=sample_pdf("1"),
        command=new_command(),
        **pay,
    )
    bank, _, reference = variant.partition("/")
    again = {
        "order_id": second.order,
        "provider": bank,
        "reference": reference,
        "proof": sample_pdf("2"),
        **pay,
    }
    assert refusal(record_payment, **again) == "reference_used"


@pytest.mark.parametrize(
    ("number", "code"),
    [("0123", "receipt_invalid"), ("ABCD-1234-EFGH-56", "receipt_invalid"), ("", "receipt_invalid")],
)
def test_receipt_when_not_an_ntpn_then_refused(city, number, code):
    walk = order_in(OrderState.PAID, city, "C")
    proof = {"order_id": walk.order, "proof": sample_pdf("p"), "by": city.people["bendahara"], "at": at(20)}
    assert refusal(record_tax_proof, receipt_number=number, **proof) == code


def test_receipt_when_used_in_small_letters_for_another_order_then_refused(city):
    first, second = (order_in(OrderState.PAID, city, "C") for _ in range(2))
    proof = {"by": city.people["bendahara"], "at": at(20)}
    record_tax_proof(
        order_id=first.order,
        receipt_number="ABCD1234EFGH5678",
        proof=sample_pdf("1"),
        command=new_command(),
        **proof,
    )
    assert refusal(
        record_tax_proof, order_id=second.order, receipt_number="abcd1234efgh5678", proof=sample_pdf("2"), **proof
    ) == "tax_proof_used"  # fmt: skip


def test_statement_when_of_last_year_then_not_relied_on_in_the_new_one(city):
    walk = order_in(OrderState.VERIFIED, city, "A")
    pay = {"order_id": walk.order, "provider": "Bank Contoh", "reference": "TRX-9", "proof": sample_pdf("b"),
           "by": city.people["bendahara"]}  # fmt: skip
    assert refusal(record_payment, **pay, at=NEXT_YEAR) == "tax_changed"
    state_tax(
        vendor_id=city.sellers["A"].id, kind="turnover_500m", number="SP/2027", since=date(2027, 1, 1),
        until=date(2027, 12, 31), by=CLOCK, at=NEXT_YEAR, command=new_command(),
    )  # fmt: skip
    assert record_payment(**pay, at=NEXT_YEAR, command=new_command())
