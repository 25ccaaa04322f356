"""States of a claim and the steps between them, with the role that takes each; what may be claimed, and how."""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class ClaimState(StrEnum):
    """Where a claim stands."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


S = ClaimState
DECIDED = frozenset({S.UPHELD, S.DISMISSED})
CLAIMANT, CURATOR = taker("applicant"), taker("curator")

STEPS = {
    "make": step(set(), S.OPEN, CLAIMANT, "claim.made"),
    "withdraw": step({S.OPEN}, S.WITHDRAWN, CLAIMANT, "claim.withdrawn"),
    "uphold": step({S.OPEN}, S.UPHELD, CURATOR, "claim.upheld"),
    "dismiss": step({S.OPEN}, S.DISMISSED, CURATOR, "claim.dismissed"),
}

LABELS = {
    S.OPEN: "Menunggu diputuskan",
    S.UPHELD: "Dibenarkan",
    S.DISMISSED: "Ditolak",
    S.WITHDRAWN: "Ditarik",
}


class Which(StrEnum):
    """Identifier that is claimed."""

    NIK = "nik"
    NIB = "nib"
    NPWP = "npwp"


class ClaimKind(StrEnum):
    """What the claimant says of the business that uses the number."""

    OWN = "own"
    """It is the claimant's business; another account of theirs, or of somebody who works with them, entered it."""
    MISUSED = "misused"
    """Somebody else entered it with the claimant's number."""


TITLES = {
    ClaimKind.OWN: "Usaha itu milik saya",
    ClaimKind.MISUSED: "Bukan saya yang mendaftarkannya",
}
