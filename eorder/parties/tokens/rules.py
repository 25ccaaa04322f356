"""Who may make and end the tokens of a business."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor


def may_keep_tokens(actor: Actor, vendor_id: UUID) -> Verdict:
    """Only a member of the business."""
    if vendor_id in actor.vendor_ids:
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat mengatur token usahanya.", "wrong_role")
