"""Which offices one natural person may not hold together, and who keeps a unit's addresses."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.law.separation_of_duties import AppointmentScope, forbidden_appointments
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.workunits.models import Role

ADDRESS_KEEPERS = frozenset({"pa", "kpa", "ppk", "pejabat_pengadaan", "pptk"})
SELLER = "vendor"
"""Stands among offices for whoever belongs to a selling business."""


def may_hold(held: frozenset[str], role: str, day: date) -> Verdict:
    """Refuse an office, or a place in a business, beside those a person holds, by the law of the day.

    Pairs that are forbidden within one package only are asked when the package is handed on.

    Raises:
        NoLawError: No rule is recorded for the day.
    """
    for rule in forbidden_appointments(day):
        clash = (rule.pair - {role}) & held if role in rule.pair else None
        if clash and rule.scope is AppointmentScope.ALWAYS:
            return refused(
                f"{_named(role)} tidak boleh merangkap {_named(min(clash))} ({rule.source}). "
                "Tunjuk orang lain, atau akhiri dulu yang lama.",
                "admin_apart" if Role.ADMIN in rule.pair else "offices_apart",
            )
    return ALLOWED


def _named(role: str) -> str:
    return "anggota usaha penjual" if role == SELLER else str(Role(role).label)


def may_keep_addresses(actor: Actor, unit_id: UUID, at: datetime) -> Verdict:
    """Officials who order or receive for the unit keep its addresses; setting up an installation may, too."""
    if may_install(actor) or actor.hat(ADDRESS_KEEPERS, unit_id, at):
        return ALLOWED
    return refused(
        "Hanya PA/KPA, PPK, PPTK, atau Pejabat Pengadaan unit ini yang mengatur alamat antar.", "wrong_role"
    )
