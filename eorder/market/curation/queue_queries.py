"""Reads of the queue of products: who waits, and at which place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eorder.market.catalogue.models import ProductState
from eorder.market.curation.models import CurationCase, Grading
from eorder.market.curation.states import CaseState
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.queue import Turn, public_number
from eorder.parties.joining.queue_queries import MOST_SHOWN
from eorder.parties.joining.states import Rung
from eorder.parties.vendors.models import Member


def _waiting() -> QuerySet[CurationCase]:
    """What waits: a product that was taken off sale does not."""
    return CurationCase.objects.filter(state=CaseState.WAITING, product__state=ProductState.LISTED)


def _of_others(person_id: UUID) -> QuerySet[CurationCase]:
    """What somebody may judge: not of their own businesses, and not anew what they judged."""
    tied = Member.objects.filter(vendor_id=OuterRef("vendor_id"), person_id=person_id)
    judged = Grading.objects.filter(case_id=OuterRef("reviews_id"), curator_id=person_id)
    return _waiting().filter(~Exists(tied), ~Exists(judged))


def _before(waiting: QuerySet[CurationCase], case: CurationCase) -> int:
    earlier = Q(handed_in_at__lt=case.handed_in_at) | Q(handed_in_at=case.handed_in_at, id__lt=case.id)
    return waiting.filter(earlier, government_id=case.government_id).count()


def turn_of(case: CurationCase, person_id: UUID, reason: str) -> Turn:
    """Say whose turn a case's is for a curator; what others must judge does not count; 1 statement."""
    place = _before(_of_others(person_id), case) + 1
    return Turn(case.government_id, Rung.CURATION, case.id, case.handed_in_at, place, reason)


def place_in_queue(case_id: UUID) -> int:
    """Count the place of a case that waits in the public queue, from 1; 0 when it does not wait; 2 statements."""
    case = _waiting().filter(id=case_id).first()
    return _before(_waiting(), case) + 1 if case else 0


def cases_in_queue() -> list[dict[str, Any]]:
    """List the products that wait in every government, longest first, without names; 1 statement.

    At most `MOST_SHOWN`.
    """
    rows = _waiting().order_by("handed_in_at", "id").values("id", "government_id", "handed_in_at", "due_at")
    return [
        {
            "government_id": row["government_id"],
            "number": public_number(Rung.CURATION, row["id"]),
            "since": row["handed_in_at"],
            "due_at": row["due_at"],
        }
        for row in rows[:MOST_SHOWN]
    ]


def waiting_cases(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List what waits for a curator, in the order of the public queue, at most `MOST_SHOWN`; 1 statement."""
    held = {hat.government_id for hat in actor.hats if hat.role == "curator" and hat.fits(at)}
    found = _of_others(actor.person_id).filter(government_id__in=held).order_by("handed_in_at", "id")
    return [
        dict(row)
        for row in found.values("id", "product__name", "vendor__name", "handed_in_at", "due_at")[:MOST_SHOWN]
    ]
