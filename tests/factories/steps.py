"""Every step of the tables as a call on a walk: what the generated tests try."""

from dataclasses import dataclass

from eorder.buying.deliveries.actions.hand_over_order import hand_over_order
from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.deliveries.actions.ship_order import ship_order
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.models import Order
from eorder.buying.packages.actions.dispose_package import dispose_to_officer, dispose_to_ppk
from eorder.buying.packages.actions.finish_package import finish_package
from eorder.buying.packages.actions.prepare_package import prepare_package
from eorder.buying.packages.actions.return_package import return_package
from eorder.buying.packages.actions.take_up_package import take_up_package
from eorder.buying.payments.actions.close_order import close_order
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.send_invoice import send_invoice
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.cast import at
from tests.factories.purchases import STATIONERY, basket, full_count, part_count, wanted

WHY = "Alasan yang dapat dibaca umum."
PHOTO, PAPER, OTHER_PAPER = (
    sample_photo("tiap langkah"),
    sample_pdf("tiap langkah"),
    sample_pdf("KAK tiap langkah"),
)


def _change(walk, by, **act):
    order = Order.objects.get(id=walk.order)
    form = wanted(walk, basket(walk.city), quantities=walk.quantities)
    return change_order(order_id=walk.order, version=order.version, wanted=form, by=by, **act)


def _pay(walk, by, **act):
    return record_payment(
        order_id=walk.order, provider="Bank Contoh", reference="TRX-1", proof=PAPER, by=by, **act
    )


ORDER_STEPS = {
    "change": _change,
    "accept": lambda walk, **act: accept_order(order_id=walk.order, **act),
    "refuse": lambda walk, **act: refuse_order(order_id=walk.order, reason=WHY, **act),
    "lapse": lambda walk, **act: lapse_order(order_id=walk.order, **act),
    "cancel": lambda walk, **act: cancel_order(order_id=walk.order, reason=WHY, **act),
    "ship": lambda walk, **act: ship_order(order_id=walk.order, **act),
    "receive_partly": lambda walk, **act: receive_order(
        order_id=walk.order, counts=part_count(walk), photo=PHOTO, **act
    ),
    "receive_fully": lambda walk, **act: receive_order(
        order_id=walk.order, counts=full_count(walk), photo=PHOTO, **act
    ),
    "hand_over": lambda walk, **act: hand_over_order(order_id=walk.order, **act),
    "reject_delivery": lambda walk, **act: reject_delivery(order_id=walk.order, reason=WHY, **act),
    "invoice": lambda walk, **act: send_invoice(order_id=walk.order, **act),
    "verify": lambda walk, **act: verify_invoice(order_id=walk.order, **act),
    "pay": _pay,
    "close": lambda walk, **act: close_order(order_id=walk.order, **act),
}


def _return(step):
    return lambda walk, **act: return_package(package_id=walk.package_id, step=step, reason=WHY, **act)


def place(walk, **act):
    return place_order(wanted=wanted(walk, basket(walk.city, "goods", 1)), **act)


PACKAGE_STEPS = {
    "dispose_to_ppk": lambda walk, **act: dispose_to_ppk(
        package_id=walk.package_id, ppk_id=walk.people["ppk"].hats[0].appointment_id, **act
    ),
    "return_to_pa": _return("return_to_pa"),
    "prepare": lambda walk, **act: prepare_package(
        package_id=walk.package_id, budget_line_id=walk.city.unit.lines[STATIONERY], kak=OTHER_PAPER, **act
    ),
    "dispose_to_officer": lambda walk, **act: dispose_to_officer(
        package_id=walk.package_id, officer_id=walk.people["pp"].hats[0].appointment_id, **act
    ),
    "return_to_ppk": _return("return_to_ppk"),
    "take_up": lambda walk, **act: take_up_package(package_id=walk.package_id, **act),
    "finish": lambda walk, **act: finish_package(package_id=walk.package_id, **act),
    "recall": _return("recall"),
    "withdraw": _return("withdraw"),
}


@dataclass
class Try:
    """One walk with the cast, as the tables of acts want it."""

    walk: object
    city: object

    def __getattr__(self, name):
        return getattr(self.walk, name)


def moment_of(step):
    """Business time of a try: after the vendor's term for lapsing, before the delivery window for changing."""
    fixed = {"lapse": at(14, "00.00"), "change": at(10, "10.05"), "reject_delivery": at(19, "12.00")}
    return lambda walk: fixed.get(step, max(walk.at, at(10, "13.20")))
