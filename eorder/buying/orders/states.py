"""States of an order, from placing to closing, and the one list of steps between them.

A draft is the unsent form: nothing is stored, numbered or reserved before an order is placed (ADR 0007).
"""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker
from eorder.law.separation_of_duties import Duty


class OrderState(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    SHIPPED = "shipped"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    HANDED_OVER = "handed_over"
    INVOICED = "invoiced"
    VERIFIED = "verified"
    PAID = "paid"
    CLOSED = "closed"


S = OrderState

OFFICER = taker("pejabat_pengadaan", duty=Duty.PEJABAT_PENGADAAN)
SELLER = taker("vendor", duty=Duty.VENDOR)
RECEIVER = taker("ppk", duty=Duty.RECEIVER)
PPK = taker("ppk", duty=Duty.PPK)
TREASURER = taker("bendahara", "bendahara_pembantu", duty=Duty.BENDAHARA)
CLOCK = taker("clock")

STEPS = {
    "place": step(set(), S.PLACED, OFFICER, "order.placed"),
    "change": step({S.PLACED}, S.PLACED, OFFICER, "order.changed"),
    "accept": step({S.PLACED}, S.ACCEPTED, SELLER, "order.accepted"),
    "refuse": step({S.PLACED}, S.REFUSED, SELLER, "order.refused"),
    "lapse": step({S.PLACED}, S.LAPSED, CLOCK, "order.lapsed"),
    "cancel": step({S.PLACED, S.ACCEPTED}, S.CANCELLED, OFFICER, "order.cancelled"),
    "ship": step({S.ACCEPTED, S.PARTLY_RECEIVED}, S.SHIPPED, SELLER, "order.shipped"),
    "receive_partly": step({S.SHIPPED}, S.PARTLY_RECEIVED, RECEIVER, "order.received"),
    "receive_fully": step({S.SHIPPED}, S.RECEIVED, RECEIVER, "order.received"),
    "hand_over": step({S.PARTLY_RECEIVED, S.RECEIVED}, S.HANDED_OVER, RECEIVER, "order.handed_over"),
    "reject_delivery": step(
        {S.SHIPPED, S.PARTLY_RECEIVED, S.RECEIVED}, S.CANCELLED, RECEIVER, "order.cancelled"
    ),
    "invoice": step({S.HANDED_OVER}, S.INVOICED, SELLER, "order.invoiced"),
    "verify": step({S.INVOICED, S.VERIFIED}, S.VERIFIED, TREASURER, "order.verified"),
    "pay": step({S.VERIFIED}, S.PAID, TREASURER, "order.paid"),
    "close": step({S.PAID}, S.CLOSED, PPK, "order.closed"),
}

GIVEN_BACK = frozenset({S.REFUSED, S.LAPSED, S.CANCELLED})
"""Ended early: budget, package and capacity of the day are free again."""
OPEN = frozenset(S) - GIVEN_BACK - {S.CLOSED}
HOLDS_BUDGET = OPEN - {S.PAID}

LABELS = {
    S.PLACED: "Menunggu jawaban penjual",
    S.ACCEPTED: "Disiapkan penjual",
    S.REFUSED: "Ditolak penjual",
    S.LAPSED: "Kedaluwarsa, tidak dijawab",
    S.CANCELLED: "Dibatalkan",
    S.SHIPPED: "Dikirim",
    S.PARTLY_RECEIVED: "Diterima sebagian",
    S.RECEIVED: "Diterima, menunggu BAST",
    S.HANDED_OVER: "Serah terima (BAST)",
    S.INVOICED: "Ditagih",
    S.VERIFIED: "Tagihan diperiksa",
    S.PAID: "Dibayar",
    S.CLOSED: "Selesai",
}

OWNERS = {
    S.PLACED: frozenset({"vendor"}),
    S.ACCEPTED: frozenset({"vendor"}),
    S.SHIPPED: frozenset({"ppk"}),
    S.PARTLY_RECEIVED: frozenset({"ppk", "vendor"}),
    S.RECEIVED: frozenset({"ppk"}),
    S.HANDED_OVER: frozenset({"vendor"}),
    S.INVOICED: frozenset({"bendahara", "bendahara_pembantu"}),
    S.VERIFIED: frozenset({"bendahara", "bendahara_pembantu"}),
    S.PAID: frozenset({"ppk"}),
}
"""Whose inbox an order waits in."""
