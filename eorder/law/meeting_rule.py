"""When meeting consumption may be bought at all, and whether as many ate as were served."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.law.book import parameter


def may_serve_consumption(
    *, starts_at: datetime, ends_at: datetime, participants_from_outside: int, day: date
) -> Verdict:
    """Tell whether a meeting may be given food and drink.

    Args:
        starts_at: Planned start.
        ends_at: Planned end; a meeting of exactly the least duration is long enough.
        participants_from_outside: Participants of other units, other bodies or the public.
        day: The day whose rule applies; before Perpres 33/2020 there was none.

    Returns:
        Refusals carry the codes `meeting_ends_before_start`, `meeting_too_short`, `meeting_internal`.

    Legal source: Perpres 33/2020 annex 2 no. 3, in the parameters `meeting_*`.
    """
    duration = ends_at - starts_at
    if duration <= timedelta():
        return refused(
            "Rapat harus selesai setelah mulai. Periksa jam rapat.", "meeting_ends_before_start", 422
        )
    least = parameter("meeting_min_duration").find(day)
    if least is not None and duration < timedelta(minutes=least.amount):
        return refused(
            f"Konsumsi hanya untuk rapat paling sedikit {least.amount} menit; rapat ini "
            f"{duration // timedelta(minutes=1)} menit ({least.source}).",
            "meeting_too_short",
        )
    outsiders = parameter("meeting_outsiders_required").find(day)
    if outsiders is not None and outsiders.flag and participants_from_outside < 1:
        return refused(
            "Konsumsi hanya untuk rapat yang diikuti peserta dari satuan kerja lain, lembaga lain, atau "
            f"masyarakat; rapat ini hanya internal ({outsiders.source}).",
            "meeting_internal",
        )
    return ALLOWED


def attendance_matches(*, portions: int, present: int, day: date) -> Verdict:
    """Tell whether the portions received fit the attendance list.

    Fewer portions than people always fit; more may exceed the list by the tolerance, a share of the portions
    (both ends inclusive).

    Returns:
        The refusal carries the code `portions_exceed_attendance`.
    """
    rule = parameter("attendance_tolerance").on(day)
    if (portions - present) * 10_000 <= portions * rule.amount:
        return ALLOWED
    return refused(
        f"{portions} porsi diterima, tetapi daftar hadir hanya memuat {present} orang: selisihnya lebih dari "
        f"{rule.amount // 100} %. Lengkapi daftar hadir atau beri penjelasan.",
        "portions_exceed_attendance",
    )
