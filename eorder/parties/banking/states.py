"""States of a change of bank account and the steps between them, with the role that takes each."""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class ChangeState(StrEnum):
    """Where a change stands; a verified one may be paid to once its waiting time is over."""

    PROPOSED = "proposed"
    VERIFIED = "verified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


S = ChangeState
VENDOR, CURATOR, EITHER = taker("vendor"), taker("curator"), taker("vendor", "curator")

STEPS = {
    "propose": step(set(), S.PROPOSED, VENDOR, "account_change.proposed"),
    "withdraw": step({S.PROPOSED}, S.WITHDRAWN, VENDOR, "account_change.withdrawn"),
    "verify": step({S.PROPOSED}, S.VERIFIED, CURATOR, "account_change.verified"),
    "refuse": step({S.PROPOSED}, S.REFUSED, CURATOR, "account_change.refused"),
    "stop": step({S.VERIFIED}, S.STOPPED, EITHER, "account_change.stopped"),
}

LABELS = {
    S.PROPOSED: "Menunggu diperiksa",
    S.VERIFIED: "Dipastikan",
    S.REFUSED: "Ditolak",
    S.WITHDRAWN: "Ditarik",
    S.STOPPED: "Dihentikan",
}
