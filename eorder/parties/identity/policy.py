"""Who may open each address, declared once by name; pages and API ask before anything else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from eorder.parties.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of the public table of access.

    Attributes:
        name: Code used in the table.
        words: Who may open the page, in plain Indonesian.
        admits: Decides from the actor alone; what belongs to one unit or business is decided by the rule of
            the record, which answers 404 to others.
        is_public: Needs no sign-in.
    """

    name: str
    words: str
    admits: Callable[[Actor, datetime], bool]
    is_public: bool = False


def _anyone(_actor: Actor, _at: datetime) -> bool:
    return True


def _with_role(*roles: str) -> Callable[[Actor, datetime], bool]:
    wanted = frozenset(roles)
    return lambda actor, at: bool(actor.roles(at) & wanted)


OFFICES = ("pa", "kpa", "ppk", "pejabat_pengadaan", "pptk", "bendahara", "bendahara_pembantu", "auditor")

PUBLIC = Policy("public", "Siapa saja, tanpa masuk", _anyone, is_public=True)
SIGNED_IN = Policy("signed_in", "Siapa saja yang sudah masuk", _anyone)
OFFICIAL = Policy("official", "Pejabat dengan surat tugas yang berlaku di unitnya", _with_role(*OFFICES))
PARTY = Policy("party", "Pejabat unit pembeli dan anggota usaha penjual", _with_role(*OFFICES, "vendor"))
VENDOR = Policy("vendor", "Anggota usaha penjual", _with_role("vendor"))
OFFICER = Policy("officer", "Pejabat Pengadaan", _with_role("pejabat_pengadaan"))

POLICIES = (PUBLIC, SIGNED_IN, OFFICIAL, PARTY, VENDOR, OFFICER)
