"""Which offices one natural person may not hold together, and who keeps a unit's addresses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install

ADDRESS_KEEPERS = frozenset({"pa", "kpa", "ppk", "pejabat_pengadaan", "pptk"})
_TREASURERS = frozenset({"bendahara", "bendahara_pembantu"})
_NEVER_WITH_TREASURER = frozenset({"pa", "kpa", "ppk", "pejabat_pengadaan"})


def may_hold(held: frozenset[str], role: str) -> Verdict:
    """Refuse an office that cannot be combined with those a person holds (Perlem LKPP 15/2018, via domain notes)."""
    if held and ("admin" in held) != (role == "admin"):
        return refused(
            "Administrator teknis tidak boleh memegang jabatan lain, dan sebaliknya.", "admin_apart"
        )
    together = held | {role}
    if together & _TREASURERS and together & _NEVER_WITH_TREASURER:
        return refused(
            "Bendahara tidak boleh merangkap PA/KPA, PPK, atau Pejabat Pengadaan (Peraturan LKPP 15/2018).",
            "treasurer_apart",
        )
    return ALLOWED


def may_keep_addresses(actor: Actor, unit_id: UUID, at: datetime) -> Verdict:
    """Officials who order or receive for the unit keep its addresses; setting up an installation may, too."""
    if may_install(actor) or actor.hat(ADDRESS_KEEPERS, unit_id, at):
        return ALLOWED
    return refused(
        "Hanya PA/KPA, PPK, PPTK, atau Pejabat Pengadaan unit ini yang mengatur alamat antar.", "wrong_role"
    )
