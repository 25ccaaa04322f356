"""Whether as many ate as were served: the portions taken over against the attendance list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eorder.buying.orders.models import Order
from eorder.buying.orders.placement import CONSUMPTION
from eorder.buying.orders.queries.facts import LINES
from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.law.meeting_rule import attendance_matches

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Attendance:
    """What is known of who ate.

    Attributes:
        portions: Largest accepted quantity of one kind of food or drink, in whole units.
        present: People on the attendance list; None before it was uploaded.
        note: Why fewer came than portions were served, for everybody to read.
    """

    portions: int
    present: int | None
    note: str


def attendance_of(order: Order) -> Attendance | None:
    """State who ate, for an order that was loaded with its meeting; None without a meeting; 1 statement."""
    meeting = order.meeting
    if meeting is None:
        return None
    food = [each.accepted for each in LINES.all(order.id) if each.tax_nature in CONSUMPTION]
    return Attendance(max(food, default=0) // THOUSAND, meeting.attended, meeting.attendance_note)


def may_count(attendance: Attendance | None, day: date) -> Verdict:
    """Ask for the attendance list, and for a word when fewer came than the tolerance allows.

    Returns:
        Refusals carry the codes `attendance_missing` and `portions_exceed_attendance`.
    """
    if attendance is None:
        return ALLOWED
    if attendance.present is None:
        return refused(
            "Daftar hadir rapat belum diunggah. PPTK atau PPK mengunggahnya lebih dulu di halaman paket.",
            "attendance_missing",
            409,
        )
    if attendance.note:
        return ALLOWED
    verdict = attendance_matches(portions=attendance.portions, present=attendance.present, day=day)
    return verdict or refused(verdict.refusal, verdict.code, 409)
