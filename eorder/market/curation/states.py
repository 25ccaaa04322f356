"""States of a product's case before the curators, and the steps between them, with the role that takes each."""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class CaseState(StrEnum):
    """Where a case stands; a product that is handed in again has a case of its own."""

    WAITING = "waiting"
    PASSED = "passed"
    REFUSED = "refused"


S = CaseState
SELLER, CURATOR = taker("vendor", "clock"), taker("curator")

STEPS = {
    "hand_in": step(frozenset(), S.WAITING, SELLER, "curation.handed_in"),
    "pass": step({S.WAITING}, S.PASSED, CURATOR, "curation.passed"),
    "refuse": step({S.WAITING}, S.REFUSED, CURATOR, "curation.refused"),
}

LABELS = {
    S.WAITING: "Menunggu dinilai",
    S.PASSED: "Lulus kurasi",
    S.REFUSED: "Belum lulus",
}
