"""Who may open each address, declared once by name; pages and API ask before anything else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eorder.parties.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of the public table of access.

    Attributes:
        name: Code used in the table.
        words: Who may open the page, in plain Indonesian.
        roles: Whoever holds one of them now gets in, empty for everybody; what belongs to one unit or business
            is decided by the rule of the record, which answers 404 to others.
        is_public: Needs no sign-in.
    """

    name: str
    words: str
    roles: frozenset[str] = frozenset()
    is_public: bool = False

    def admits(self, actor: Actor, at: datetime) -> bool:
        """Tell whether somebody holds one of the roles now."""
        return not self.roles or bool(actor.roles(at) & self.roles)


OFFICES = ("pa", "kpa", "ppk", "pejabat_pengadaan", "pptk", "bendahara", "bendahara_pembantu", "auditor")

PUBLIC = Policy("public", "Siapa saja, tanpa masuk", is_public=True)
SIGNED_IN = Policy("signed_in", "Siapa saja yang sudah masuk")
OFFICIAL = Policy("official", "Pejabat dengan surat tugas yang berlaku di unitnya", frozenset(OFFICES))
PARTY = Policy("party", "Pejabat unit pembeli dan anggota usaha penjual", frozenset({*OFFICES, "vendor"}))
VENDOR = Policy("vendor", "Anggota usaha penjual", frozenset({"vendor"}))
CURATOR = Policy("curator", "Kurator", frozenset({"curator"}))
DECIDER = Policy("decider", "Kurator, PA, dan KPA", frozenset({"curator", "pa", "kpa"}))
OFFICER = Policy("officer", "Pejabat Pengadaan", frozenset({"pejabat_pengadaan"}))

POLICIES = (PUBLIC, SIGNED_IN, OFFICIAL, PARTY, VENDOR, CURATOR, DECIDER, OFFICER)
