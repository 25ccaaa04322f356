"""Who may sell and change prices."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.records.journal.recording import Author


def may_sell(actor: Actor, vendor_id: UUID) -> Verdict:
    """Only a member of the business changes its products and prices."""
    if vendor_id in actor.vendor_ids:
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat mengubah produknya.", "wrong_role")


def seller_author(actor: Actor) -> Author:
    """Sign an event as a member of the business."""
    return actor.as_vendor()
