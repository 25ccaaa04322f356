"""States of an application and the steps between them, with the role that takes each; rungs of the ladder.

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


class Rung(StrEnum):
    """What waits for curators: the papers of a business, one of its products, an appeal against what they found."""

    CHECK = "check"
    CURATION = "curation"
    APPEAL = "appeal"


class Outcome(StrEnum):
    """What was decided on a rung."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    PASSED = "passed"
    REFUSED = "refused"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


RUNGS = {
    Rung.CHECK: "Pemeriksaan pendaftaran",
    Rung.CURATION: "Kurasi produk",
    Rung.APPEAL: "Keberatan atas hasil kurasi",
}
OUTCOMES = {
    Outcome.ACCEPTED: "Diterima",
    Outcome.RETURNED: "Dikembalikan",
    Outcome.PASSED: "Lulus",
    Outcome.REFUSED: "Belum lulus",
    Outcome.UPHELD: "Dikabulkan",
    Outcome.DISMISSED: "Ditolak",
}
GOOD = frozenset({Outcome.ACCEPTED, Outcome.PASSED, Outcome.UPHELD})
