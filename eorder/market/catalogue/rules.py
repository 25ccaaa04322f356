"""Who may sell and change prices."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.records.journal.recording import Author


def may_sell(actor: Actor, vendor_id: UUID) -> Verdict:
    """Only a member of the business changes its products and prices."""
    if vendor_id in actor.vendor_ids:
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat mengubah produknya.", "wrong_role")


def may_list(actor: Actor, vendor_id: UUID) -> Verdict:
    """A member of the business lists its products; who sets up the installation may bring in a whole catalogue."""
    return ALLOWED if may_install(actor) else may_sell(actor, vendor_id)


def lister(actor: Actor) -> Author:
    """Sign the listing of many products as a member of the business, or as who sets up the installation."""
    return actor.as_installer() if may_install(actor) else actor.as_vendor()


def seller_author(actor: Actor) -> Author:
    """Sign an event as a member of the business."""
    return actor.as_vendor()
