"""Who may take which step of an order, when, and why not; one answer for page, API and action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from eorder.buying.orders.states import STEPS
from eorder.buying.packages.rules import DUTY_NAMES, may_act_as, sees
from eorder.foundation.reasons import may_give_reason
from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.law.separation_of_duties import ConflictKind, Duty, conflict
from eorder.parties.identity.actor import Actor

OWN_INTEREST = (
    "Pejabat pesanan ini adalah pemilik, pegawai, atau pemilik rekening penjual. "
    "Pejabat lain harus bertindak."
)


class Seen(Protocol):
    """What the rules of seeing need to know of an order, whether it is a row or a plain fact."""

    unit_id: UUID
    government_id: UUID
    vendor_id: UUID


class Standing(Seen, Protocol):
    """What the rules of its steps need to know of an order."""

    state: str


def may_see(actor: Actor | None, order: Seen, at: datetime) -> bool:
    """Officials of the unit and the vendor's members see the whole order; others see its public page."""
    if actor is None:
        return False
    if order.vendor_id in actor.vendor_ids:
        return True
    return any(hat.fits(at) and sees(hat, order) for hat in actor.hats)


def may_know(actor: Actor, order: Seen, at: datetime) -> bool:
    """Former officials of the unit are told that their appointment has ended, not that there is no such order."""
    return may_see(actor, order, at) or any(hat.unit_id == order.unit_id for hat in actor.hats)


def may_take_step(actor: Actor, order: Standing, step: str, at: datetime) -> Verdict:
    """Allow a step for the role the table names, in the order's unit or business, from its present state."""
    return first_refusal(_may_act(actor, order, step, at), may_take(STEPS, step, order.state, _STALE))


_STALE = (
    "Tahap ini sudah lewat atau belum waktunya. Muat ulang halaman untuk melihat keadaan pesanan sekarang."
)


def _may_act(actor: Actor, order: Standing, step: str, at: datetime) -> Verdict:
    by = STEPS[step].by
    if "clock" in by:
        return (
            ALLOWED
            if actor.kind == "system"
            else refused("Hanya jam sistem yang melakukan ini.", "wrong_role")
        )
    if "vendor" in by:
        if order.vendor_id in actor.vendor_ids:
            return ALLOWED
        return refused("Hanya penyedia yang dituju yang dapat melakukan ini.", "wrong_role")
    return may_act_as(actor, by, order.unit_id, at)


def may_add_duty(done: Iterable[str], duty: str, day: date) -> Verdict:
    """Refuse a duty that the same natural person may not combine with one already done on the order.

    Args:
        done: Duties the person did on the order.
        duty: What the person would do now.
        day: The unit's own day.
    """
    for other in map(Duty, done):
        pair = conflict(other, Duty(duty), day)
        if pair.kind is ConflictKind.FORBIDDEN:
            return refused(
                f"Anda sudah bertindak sebagai {DUTY_NAMES[other]} pada pesanan ini, "
                "jadi tidak boleh menjadi "
                f"{DUTY_NAMES[Duty(duty)]} ({pair.source}). Orang lain harus melakukannya.",
                "duty_kept_apart",
            )
    return ALLOWED


def may_be_official(*, is_tied_to_vendor: bool) -> Verdict:
    """Keep whoever owns, works for or is paid by the vendor away from its order (S3)."""
    return refused(OWN_INTEREST, "duty_kept_apart") if is_tied_to_vendor else ALLOWED


def may_accept(order: Answered, at: datetime) -> Verdict:
    """Let an active vendor accept (O9) until its answer term and the delivery window end, both inclusive."""
    if order.vendor.state != "active":
        return refused(
            "Usaha Anda sedang tidak aktif, jadi pesanan ini tidak dapat diterima.", "vendor_inactive", 409
        )
    if order.due_at is not None and at > order.due_at:
        return refused("Tenggat jawaban sudah lewat, jadi pesanan ini kedaluwarsa.", "too_late", 409)
    if at > order.window_end:
        return refused(
            "Waktu antarnya sudah lewat. Tolak pesanan ini agar dapat dipesan ulang.", "too_late", 409
        )
    return ALLOWED


class Active(Protocol):
    """A business that is active, or not."""

    state: str


class Answered(Protocol):
    """What the rule of answering needs to know of an order."""

    due_at: datetime | None
    window_end: datetime

    @property
    def vendor(self) -> Active:
        """The seller."""


def may_end(order: EndingFacts, step: str, reason: str, at: datetime) -> Verdict:
    """Ask for a reason; and let an order lapse only after its term."""
    if not (verdict := may_give_reason(reason)):
        return verdict
    if step == "lapse" and (order.due_at is None or at <= order.due_at):
        return refused("Tenggat jawaban belum lewat.", "too_early", 409)
    return ALLOWED


class EndingFacts(Protocol):
    """What the rule of ending needs to know of an order."""

    due_at: datetime | None
