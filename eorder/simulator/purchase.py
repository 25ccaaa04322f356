"""Walk one purchase through all its acts with the actors of its unit and vendor, on a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from eorder.buying.deliveries.actions.hand_over_order import hand_over_order
from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.actions.ship_order import ship_order
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.placement import Wanted
from eorder.buying.packages.actions.dispose_package import dispose_to_officer, dispose_to_ppk
from eorder.buying.packages.actions.prepare_package import prepare_package
from eorder.buying.packages.actions.record_meeting import MeetingPlan, record_attendance, record_meeting
from eorder.buying.packages.actions.take_up_package import take_up_package
from eorder.buying.payments.actions.close_order import close_order
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.record_tax_proof import record_tax_proof
from eorder.buying.payments.actions.send_invoice import send_invoice
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.buying.payments.queries import withheld_of
from eorder.foundation.ids import CommandId, new_command
from eorder.parties.identity.actor import Actor, Hat
from eorder.simulator.samples import sample_pdf, sample_photo

REASON = "Sesuai spesifikasi dan dapat mengantar tepat waktu."
"""Why the demo's officers choose a seller, where nothing else is said."""


def hat_of(actor: Actor, role: str) -> Hat:
    """Find the appointment of a demo official to an office."""
    return next(hat for hat in actor.hats if hat.role == role)


@dataclass
class Purchase:
    """One purchase on its way; each method is one act, and `at` is the business time of the next one."""

    people: dict[str, Actor]
    seller: Actor
    package_id: UUID
    at: datetime
    order_id: UUID | None = None
    meeting_id: UUID | None = None
    quantities: tuple[tuple[UUID, int], ...] = ()
    commands: list[CommandId] = field(default_factory=list)

    def _command(self) -> CommandId:
        command = new_command()
        self.commands.append(command)
        return command

    def wait(self, **span: float) -> Purchase:
        """Let time pass."""
        self.at += timedelta(**span)
        return self

    def dispose_to_ppk(self) -> Purchase:
        """PA to PPK."""
        ppk = hat_of(self.people["ppk"], "ppk")
        dispose_to_ppk(
            package_id=self.package_id,
            ppk_id=ppk.appointment_id,
            by=self.people["pa"],
            at=self.at,
            command=self._command(),
        )
        return self.wait(hours=1)

    def prepare(self, budget_line_id: UUID) -> Purchase:
        """The PPK binds the package to a budget line and uploads KAK and specification."""
        prepare_package(
            package_id=self.package_id,
            budget_line_id=budget_line_id,
            kak=sample_pdf(f"KAK {self.package_id}"),
            specification=sample_pdf(f"Spesifikasi {self.package_id}"),
            by=self.people["ppk"],
            at=self.at,
            command=self._command(),
        )
        return self.wait(minutes=10)

    def dispose_to_officer(self) -> Purchase:
        """PPK to Pejabat Pengadaan."""
        officer = hat_of(self.people["pp"], "pejabat_pengadaan")
        dispose_to_officer(
            package_id=self.package_id, officer_id=officer.appointment_id, by=self.people["ppk"], at=self.at,
            command=self._command(),
        )  # fmt: skip
        return self.wait(minutes=20)

    def take_up(self) -> Purchase:
        """The Pejabat Pengadaan takes the package up."""
        take_up_package(package_id=self.package_id, by=self.people["pp"], at=self.at, command=self._command())
        return self.wait(minutes=5)

    def dispose(self, budget_line_id: UUID) -> Purchase:
        """PA to PPK, preparation, PPK to Pejabat Pengadaan, and taking up."""
        return self.dispose_to_ppk().prepare(budget_line_id).dispose_to_officer().take_up()

    def meet(
        self, title: str, starts_at: datetime, *, hours: float = 3, insiders: int = 25, outsiders: int = 100
    ) -> Purchase:
        """Record the meeting with its invitation."""
        plan = MeetingPlan(
            title=title,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            place="Ruang Pola",
            insiders=insiders,
            outsiders=outsiders,
            participants_from="enam kelurahan dan ketua RW",
            invitation_number=f"UND-{self.package_id.hex[-4:]}/{starts_at:%Y}",
        )
        self.meeting_id = record_meeting(
            package_id=self.package_id,
            plan=plan,
            invitation=sample_pdf(f"Undangan {title} {self.package_id}"),
            by=self.people["pptk"],
            at=self.at,
            command=self._command(),
        )
        return self.wait(minutes=10)

    def place(
        self,
        vendor_id: UUID,
        quantities: tuple[tuple[UUID, int], ...],
        window_start: datetime,
        *,
        reason: str = REASON,
    ) -> Purchase:
        """Place the order; quantities in thousandths of a unit."""
        self.quantities = quantities
        wanted = Wanted(
            package_id=self.package_id,
            vendor_id=vendor_id,
            quantities=quantities,
            window_start=window_start,
            window_end=window_start + timedelta(minutes=30),
            meeting_id=self.meeting_id,
            reason=reason,
        )
        self.order_id = place_order(wanted=wanted, by=self.people["pp"], at=self.at, command=self._command())
        return self.wait(hours=2)

    @property
    def order(self) -> UUID:
        """The order, once placed."""
        if self.order_id is None:
            raise LookupError("no order was placed yet")
        return self.order_id

    def accept(self) -> Purchase:
        """The vendor accepts."""
        accept_order(order_id=self.order, by=self.seller, at=self.at, command=self._command())
        return self

    def ship(self) -> Purchase:
        """The vendor ships."""
        ship_order(order_id=self.order, by=self.seller, at=self.at, command=self._command())
        return self.wait(minutes=25)

    def receive(self, counts: dict[int, Count] | None = None) -> Purchase:
        """The PPK counts; everything is accepted unless told otherwise."""
        full = {position: Count(quantity) for position, (_, quantity) in enumerate(self.quantities, 1)}
        receive_order(
            order_id=self.order,
            counts=full if counts is None else counts,
            photo=sample_photo(f"{self.order} {self.at}"),
            by=self.people["ppk"],
            at=self.at,
            command=self._command(),
        )
        return self

    def hand_over(self) -> Purchase:
        """The PPK makes the BAST."""
        hand_over_order(order_id=self.order, by=self.people["ppk"], at=self.at, command=self._command())
        return self.wait(hours=1)

    def attend(self, attended: int) -> Purchase:
        """The PPTK uploads the attendance list."""
        if self.meeting_id is not None:
            record_attendance(
                meeting_id=self.meeting_id,
                attended=attended,
                signed_list=sample_pdf(f"Daftar hadir {self.meeting_id}"),
                by=self.people["pptk"],
                at=self.at,
                command=self._command(),
            )
        return self

    def invoice(self) -> Purchase:
        """The vendor bills."""
        send_invoice(order_id=self.order, by=self.seller, at=self.at, command=self._command())
        return self

    def verify(self) -> Purchase:
        """The treasurer verifies."""
        verify_invoice(order_id=self.order, by=self.people["bendahara"], at=self.at, command=self._command())
        return self.wait(hours=1)

    def pay(self) -> Purchase:
        """The treasurer pays and uploads the proof."""
        record_payment(
            order_id=self.order,
            provider="Bank Contoh",
            reference=f"TRX{self.order.hex[-10:].upper()}",
            proof=sample_pdf(f"Bukti bayar {self.order}"),
            by=self.people["bendahara"],
            at=self.at,
            command=self._command(),
        )
        return self.wait(minutes=30)

    def prove_tax(self) -> Purchase:
        """The treasurer uploads the proof of tax."""
        record_tax_proof(
            order_id=self.order,
            receipt_number=f"NTPN{self.order.hex[-12:].upper()}",
            proof=sample_pdf(f"Bukti setor {self.order}"),
            by=self.people["bendahara"],
            at=self.at,
            command=self._command(),
        )
        return self

    def close_with_proof(self) -> Purchase:
        """Upload the proof of tax where tax was kept back, and close."""
        if withheld_of(self.order):
            self.prove_tax()
        return self.close()

    def close(self) -> Purchase:
        """The PPK closes."""
        close_order(order_id=self.order, by=self.people["ppk"], at=self.at, command=self._command())
        return self
