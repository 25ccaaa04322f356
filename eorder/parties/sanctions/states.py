"""States of a sanction and the steps between them, with the role that takes each.

Whether it is in force on a day is no state: its dates say so, and it ends by itself on its last day.
"""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker


class SanctionKind(StrEnum):
    """Who may impose it, and for what."""

    SUSPENSION = "suspension"
    BLACKLIST = "blacklist"
    NATIONAL = "national"


class SanctionState(StrEnum):
    """Where a sanction stands; it has dates from `imposed` on."""

    PROPOSED = "proposed"
    DISMISSED = "dismissed"
    IMPOSED = "imposed"
    APPEALED = "appealed"
    UPHELD = "upheld"
    LIFTED = "lifted"


S = SanctionState
UNDECIDED = frozenset({S.PROPOSED, S.DISMISSED})
"""States without dates, which nobody but the unit's officials sees."""
PROPOSER, DECIDER = taker("ppk", "pejabat_pengadaan"), taker("pa", "kpa")
KEEPER, SELLER, CLOCK = taker("curator"), taker("vendor"), taker("clock")
JUDGE = taker("curator", "pa", "kpa")

STEPS = {
    "suspend": step(set(), S.IMPOSED, KEEPER, "sanction.suspended"),
    "propose": step(set(), S.PROPOSED, PROPOSER, "sanction.proposed"),
    "impose": step({S.PROPOSED}, S.IMPOSED, DECIDER, "sanction.imposed"),
    "dismiss": step({S.PROPOSED}, S.DISMISSED, DECIDER, "sanction.dismissed"),
    "list": step(set(), S.IMPOSED, CLOCK, "sanction.listed"),
    "appeal": step({S.IMPOSED}, S.APPEALED, SELLER, "sanction.appealed"),
    "uphold": step({S.APPEALED}, S.UPHELD, JUDGE, "sanction.upheld"),
    "lift": step({S.APPEALED}, S.LIFTED, JUDGE, "sanction.lifted"),
    "strike": step({S.IMPOSED}, S.LIFTED, KEEPER, "sanction.struck"),
}
