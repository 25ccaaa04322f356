"""Walk one planned purchase through the acts of its unit and seller, until the state where it stands or ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from eorder.buying.deliveries.actions.hand_over_order import hand_over_order
from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.deliveries.actions.ship_order import ship_order
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.placement import CONSUMPTION, Wanted
from eorder.buying.packages.actions.record_meeting import MeetingPlan, record_attendance, record_meeting
from eorder.buying.payments.actions.close_order import close_order
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.record_tax_proof import record_tax_proof
from eorder.buying.payments.actions.send_invoice import send_invoice
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.buying.payments.queries import withheld_of
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.records.documents.intake import Upload
from eorder.simulator.calendar import mornings_later
from eorder.simulator.load import names
from eorder.simulator.load.ground import LaidShop, LaidUnit
from eorder.simulator.load.papers import scan_of
from eorder.simulator.load.plan import PlannedPurchase, trade_of

REASON = "Harga terendah dari tiga penjual contoh."
ENDING = "Tidak jadi dilaksanakan (contoh)."
INSIDERS = 5
THOUSAND = 1_000
NOT_PLACED = UUID(int=0)
LONGEST_ANSWER = 5
"""Working days after which a seller that said nothing lets the order lapse, the term of the law included."""


class Signed(TypedDict):
    """Who acts, when, under which command."""

    by: Actor
    at: datetime
    command: CommandId


@dataclass
class Walk:
    """One purchase on its way; each method is one act at the business time it has reached."""

    seed: int
    planned: PlannedPurchase
    package_id: UUID
    unit: LaidUnit
    shop: LaidShop
    at: datetime
    order_id: UUID = NOT_PLACED
    meeting_id: UUID | None = None

    def go(self) -> None:
        """Take every act of the plan."""
        if trade_of(self.planned.vendor).tax_nature in CONSUMPTION:
            self.meet()
        self.place()
        if (early := _EARLY_ENDS.get(self.planned.end)) is not None:
            early(self)
            return
        for reached, step in _STEPS:
            if self.planned.end == "placed":
                return
            step(self)
            if reached in {self.planned.end, _STOPS.get(self.planned.end)}:
                return

    def meet(self) -> None:
        """The PPTK records the meeting that food is for, on the morning of the delivery."""
        starts_at = self._delivery_day()
        plan = MeetingPlan(
            title=f"Rapat contoh {self.planned.number}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            place="Ruang contoh",
            insiders=INSIDERS,
            outsiders=max(1, self._portions() - INSIDERS),
            participants_from="warga contoh",
            invitation_number=f"UND-{self.planned.number}",
        )
        self.meeting_id = record_meeting(
            package_id=self.package_id,
            plan=plan,
            invitation=self._scan("invitation"),
            **self._by("pptk", "meet"),
        )
        self._wait(minutes=10)

    def place(self) -> None:
        """The Pejabat Pengadaan places the order."""
        products = self.shop.products
        start = self._delivery_day() + timedelta(hours=2)
        wanted = Wanted(
            package_id=self.package_id,
            vendor_id=self.shop.vendor_id,
            quantities=tuple((products[place], count * THOUSAND) for place, count in self.planned.lines),
            window_start=start,
            window_end=start + timedelta(hours=1),
            meeting_id=self.meeting_id,
            reason=REASON,
        )
        self.order_id = place_order(wanted=wanted, **self._by("pejabat_pengadaan", "place"))
        self._wait(hours=2)

    def accept(self) -> None:
        """The seller accepts."""
        accept_order(order_id=self.order_id, **self._by_seller("accept"))

    def refuse(self) -> None:
        """The seller refuses."""
        refuse_order(order_id=self.order_id, reason=ENDING, **self._by_seller("refuse"))

    def lapse(self) -> None:
        """Nobody answers, and the clock lets it lapse."""
        self.at = mornings_later(self.at, LONGEST_ANSWER)
        lapse_order(order_id=self.order_id, **self._signed(CLOCK, "lapse"))

    def cancel(self) -> None:
        """The Pejabat Pengadaan cancels."""
        cancel_order(order_id=self.order_id, reason=ENDING, **self._by("pejabat_pengadaan", "cancel"))

    def ship(self) -> None:
        """The seller ships on the morning of the delivery."""
        self.at = self._delivery_day() + timedelta(hours=2)
        ship_order(order_id=self.order_id, **self._by_seller("ship"))
        self._wait(minutes=25)

    def receive(self) -> None:
        """The PPK counts: all of it, or only a part of the first line where the plan stops there."""
        counts = {place: Count(count * THOUSAND) for place, (_, count) in enumerate(self.planned.lines, 1)}
        if self.planned.end == "partly_received":
            counts = {1: Count(self.planned.lines[0][1] * THOUSAND // 2)}
        receive_order(
            order_id=self.order_id, counts=counts, photo=self._scan("photo"), **self._by("ppk", "receive")
        )

    def send_back(self) -> None:
        """The PPK counts nothing as good and sends all back."""
        self.accept()
        self.ship()
        counts = {
            place: Count(0, count * THOUSAND, "Rusak.")
            for place, (_, count) in enumerate(self.planned.lines, 1)
        }
        receive_order(
            order_id=self.order_id, counts=counts, photo=self._scan("photo"), **self._by("ppk", "receive")
        )
        reject_delivery(order_id=self.order_id, reason=ENDING, **self._by("ppk", "reject"))

    def hand_over(self) -> None:
        """The PPK makes the BAST."""
        hand_over_order(order_id=self.order_id, **self._by("ppk", "hand_over"))
        self._wait(hours=2)

    def invoice(self) -> None:
        """The PPTK hands in the attendance list of a meeting, and the seller bills."""
        if self.meeting_id is not None:
            record_attendance(
                meeting_id=self.meeting_id,
                attended=self._portions(),
                signed_list=self._scan("attendance"),
                **self._by("pptk", "attend"),
            )
        send_invoice(order_id=self.order_id, **self._by_seller("invoice"))

    def verify(self) -> None:
        """The treasurer verifies on the next working morning."""
        self.at = mornings_later(self.at, 1)
        verify_invoice(order_id=self.order_id, **self._by("bendahara", "verify"))
        self._wait(hours=1)

    def pay(self) -> None:
        """The treasurer pays."""
        record_payment(
            order_id=self.order_id,
            provider="Bank Contoh",
            reference=f"BEBAN{self.seed:02d}{self.planned.number:09d}",
            proof=self._scan("payment"),
            **self._by("bendahara", "pay"),
        )
        self._wait(minutes=30)

    def close(self) -> None:
        """The treasurer proves the tax that was kept back, and the PPK closes."""
        if withheld_of(self.order_id):
            record_tax_proof(
                order_id=self.order_id,
                receipt_number=f"NT{self.seed:02d}{self.planned.number:012d}",
                proof=self._scan("tax"),
                **self._by("bendahara", "prove_tax"),
            )
        close_order(order_id=self.order_id, **self._by("ppk", "close"))

    def _delivery_day(self) -> datetime:
        return mornings_later(self.planned.at, 2)

    def _portions(self) -> int:
        return max(count for _, count in self.planned.lines)

    def _wait(self, **span: int) -> None:
        self.at += timedelta(**span)

    def _scan(self, kind: str) -> Upload:
        return scan_of(f"{kind} {self.seed} {self.planned.number}")

    def _by(self, office: str, act: str) -> Signed:
        return self._signed(self.unit.officers[office], act)

    def _by_seller(self, act: str) -> Signed:
        return self._signed(self.shop.seller, act)

    def _signed(self, by: Actor, act: str) -> Signed:
        return {"by": by, "at": self.at, "command": names.command_of(self.seed, act, self.planned.number)}


_EARLY_ENDS = {
    "refused": Walk.refuse,
    "lapsed": Walk.lapse,
    "cancelled": Walk.cancel,
    "sent_back": Walk.send_back,
}
_STOPS = {"partly_received": "received"}
"""Ends that an act reaches which usually reaches more."""
_STEPS = (
    ("accepted", Walk.accept),
    ("shipped", Walk.ship),
    ("received", Walk.receive),
    ("handed_over", Walk.hand_over),
    ("invoiced", Walk.invoice),
    ("verified", Walk.verify),
    ("paid", Walk.pay),
    ("closed", Walk.close),
)
