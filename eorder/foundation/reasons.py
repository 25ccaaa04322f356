"""Reasons that people give for what they do, open to everybody."""

from __future__ import annotations

from eorder.foundation.verdict import ALLOWED, Verdict, refused

SHORTEST_REASON = 5
LONGEST_REASON = 500


def may_give_reason(reason: str) -> Verdict:
    """Ask for a reason of 5 to 500 characters, both inclusive, without the blanks around it.

    Returns:
        Refusals carry the codes `reason_missing` and `reason_too_long`.
    """
    length = len(reason.strip())
    if length < SHORTEST_REASON:
        return refused(
            "Tulis alasannya, paling sedikit 5 huruf; alasan ini terbuka untuk umum.", "reason_missing", 422
        )
    if length > LONGEST_REASON:
        return refused("Alasan paling panjang 500 huruf. Ringkas alasannya.", "reason_too_long", 422)
    return ALLOWED
