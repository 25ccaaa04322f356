"""Who may belong to a business, and who hands in its papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.workunits import rules as offices
from eorder.parties.workunits.queries import offices_of


def may_state_tax(actor: Actor, vendor_id: UUID) -> Verdict:
    """A member of the business hands in its papers; setting up an installation may, too."""
    if vendor_id in actor.vendor_ids or may_install(actor):
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat menyerahkan surat pajaknya.", "wrong_role")


def may_join(person_id: UUID, at: datetime) -> Verdict:
    """Refuse a business to whoever administers the system, now or later; 1 statement.

    Other officials may own a business; they then order nothing from it (S3).
    """
    return offices.may_hold(offices_of(person_id, at), offices.SELLER, at.date())
