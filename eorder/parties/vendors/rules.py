"""Who hands in the papers of a business."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install


def may_state_tax(actor: Actor, vendor_id: UUID) -> Verdict:
    """A member of the business hands in its papers; setting up an installation may, too."""
    if vendor_id in actor.vendor_ids or may_install(actor):
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat menyerahkan surat pajaknya.", "wrong_role")
