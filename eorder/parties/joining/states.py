"""States of an application and the steps between them, with the role that takes each.

Saving an answer is no step of the table: it changes no state. The first answer that is saved makes the draft.
"""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class ApplicationState(StrEnum):
    """Where an application stands; a business exists from `checked` on."""

    DRAFT = "draft"
    APPLIED = "applied"
    RETURNED = "returned"
    CHECKED = "checked"


S = ApplicationState
OPEN = frozenset({S.DRAFT, S.RETURNED})
"""States in which the applicant writes."""
APPLICANT, CURATOR = taker("applicant"), taker("curator")

STEPS = {
    "send": step({S.DRAFT, S.RETURNED}, S.APPLIED, APPLICANT, "application.sent"),
    "accept": step({S.APPLIED}, S.CHECKED, CURATOR, "application.accepted"),
    "return": step({S.APPLIED}, S.RETURNED, CURATOR, "application.returned"),
}

LABELS = {
    S.DRAFT: "Sedang diisi",
    S.APPLIED: "Menunggu diperiksa",
    S.RETURNED: "Perlu diperbaiki",
    S.CHECKED: "Diterima",
}
