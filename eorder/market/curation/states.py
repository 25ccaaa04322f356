"""States of a product's case before the curators and of an appeal, and the steps between them, with who takes each."""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class CaseState(StrEnum):
    """Where a case stands; a product that is handed in again has a case of its own."""

    WAITING = "waiting"
    PASSED = "passed"
    REFUSED = "refused"


class AppealState(StrEnum):
    """Where an appeal against a grade or a refusal stands; upheld, the product is judged anew by another curator."""

    WAITING = "waiting"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


S, A = CaseState, AppealState
SELLER, CURATOR = taker("vendor", "clock"), taker("curator")

STEPS = {
    "hand_in": step(frozenset(), S.WAITING, SELLER, "curation.handed_in"),
    "pass": step({S.WAITING}, S.PASSED, CURATOR, "curation.passed"),
    "refuse": step({S.WAITING}, S.REFUSED, CURATOR, "curation.refused"),
    "review": step(frozenset(), S.WAITING, CURATOR, "curation_appeal.upheld"),
}
APPEAL_STEPS = {
    "appeal": step(frozenset(), A.WAITING, taker("vendor"), "curation_appeal.made"),
    "uphold": step({A.WAITING}, A.UPHELD, CURATOR, "curation_appeal.upheld"),
    "dismiss": step({A.WAITING}, A.DISMISSED, CURATOR, "curation_appeal.dismissed"),
}

LABELS = {
    S.WAITING: "Menunggu dinilai",
    S.PASSED: "Lulus kurasi",
    S.REFUSED: "Belum lulus",
}
APPEAL_LABELS = {
    A.WAITING: "Menunggu diputuskan",
    A.UPHELD: "Dikabulkan",
    A.DISMISSED: "Ditolak",
}
