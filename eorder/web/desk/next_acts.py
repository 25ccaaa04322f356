"""What somebody may do with an order now, as links to the act pages, and what it waits for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.deliveries.rules import may_hand_over, may_reject_delivery
from eorder.buying.orders import rules
from eorder.buying.orders.states import STEPS, OrderState
from eorder.web.desk.act_words import act_words
from eorder.web.desk.seeing import Ground
from eorder.web.treasury.order_acts import may_prove_tax

PAGES = {
    "accept": "accept_order",
    "refuse": "refuse_order",
    "change": "change_order",
    "cancel": "cancel_order",
    "ship": "ship_order",
    "receive_fully": "receive_order",
    "hand_over": "hand_over_order",
    "reject_delivery": "reject_delivery",
    "invoice": "invoice_order",
    "verify": "verify_invoice",
    "pay": "pay_order",
    "close": "close_order",
}
"""Page of each step that a person takes on an order that stands; the two ways to receive share one."""


def waits_for(state: str) -> str:
    """Say whose move it is."""
    words = {
        OrderState.PLACED: _("Penjual menerima atau menolak pesanan."),
        OrderState.ACCEPTED: _("Penjual mengirim barang."),
        OrderState.SHIPPED: _("PPK menghitung dan menerima barang."),
        OrderState.PARTLY_RECEIVED: _(
            "Penjual mengirim sisanya, atau PPK membuat BAST atas yang sudah diterima."
        ),
        OrderState.RECEIVED: _("PPK membuat serah terima (BAST)."),
        OrderState.HANDED_OVER: _("Penjual mengirim tagihan."),
        OrderState.INVOICED: _("Bendahara memeriksa tagihan."),
        OrderState.VERIFIED: _("Bendahara membayar."),
        OrderState.PAID: _("Bendahara membuktikan setoran pajak bila ada, lalu PPK menutup pesanan."),
    }
    return words.get(OrderState(state), "")


def acts_now(ground: Ground) -> list[tuple[str, str]]:
    """List what the person may do now as (verb, address), the expected act first; at most 1 statement."""
    open_now = [
        PAGES[step]
        for step in STEPS
        if step in PAGES and rules.may_take_step(ground.actor, ground.order, step, ground.at)
    ]
    if ground.facts.payments and may_prove_tax(ground):
        open_now.insert(0, "prove_tax")
    words = act_words()
    return [
        (words[name], reverse(name, kwargs={"order_id": ground.order.id}))
        for name in _useful(ground, open_now)
    ]


def _useful(ground: Ground, names: list[str]) -> list[str]:
    """Leave out what the lines make impossible: nothing to take over, or something accepted that cannot go back."""
    accepted = any(line.accepted for line in ground.facts.lines)
    order = ground.order
    hidden = set() if may_hand_over(is_anything_accepted=accepted) else {"hand_over_order"}
    if not may_reject_delivery(order.state, order.window_end, ground.at, is_anything_accepted=accepted):
        hidden.add("reject_delivery")
    useful = [name for name in names if name not in hidden]
    if (
        "pay_order" in useful and "verify_invoice" in useful
    ):  # what was verified is checked again only on occasion
        useful.sort(key=lambda name: name == "verify_invoice")
    return useful
