"""Reads of appeals: what they are against, the queue of those that wait, and what came of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import ProductState
from eorder.market.curation.models import Appeal, CurationCase
from eorder.market.curation.rules import Judged
from eorder.market.curation.states import AppealState
from eorder.market.curation.terms import appeal_due
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.queue import Turn, public_number
from eorder.parties.joining.queue_queries import MOST_SHOWN
from eorder.parties.joining.states import Rung
from eorder.parties.vendors.models import Member
from eorder.parties.workunits.models import Government

_NOT_THERE = "Keberatan ini tidak ada."
_WITH = ("case__product__vendor", "case__grading__curator")


def appeal_of(appeal_id: UUID) -> Appeal:
    """Load an appeal with the product and the judgement that it is against; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    return _there(Appeal.objects.select_related(*_WITH).filter(id=appeal_id).first())


def locked_appeal(appeal_id: UUID) -> Appeal:
    """Load an appeal for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = Appeal.objects.select_for_update(of=("self",)).select_related(*_WITH)
    return _there(found.filter(id=appeal_id).first())


def _there(appeal: Appeal | None) -> Appeal:
    if appeal is None:
        raise NotFoundError(_NOT_THERE)
    return appeal


def judged_of(case_id: UUID) -> Judged:
    """Say what is known of a case for an appeal against what came of it; 2 statements.

    Raises:
        NotFoundError: There is no such case.
    """
    later = CurationCase.objects.filter(
        product_id=OuterRef("product_id"), handed_in_at__gt=OuterRef("handed_in_at")
    )
    found = CurationCase.objects.select_related("product", "grading").annotate(
        has_appeal=Exists(Appeal.objects.filter(case_id=OuterRef("id"))), has_later=Exists(later)
    )
    case = found.filter(id=case_id).first()
    if case is None:
        raise NotFoundError("Halaman ini tidak ada.")
    zone = Government.objects.values_list("time_zone", flat=True).get(id=case.government_id)
    since = case.decided_at or case.handed_in_at
    return Judged(case, appeal_due(since, zone), case.has_appeal, case.has_later)


def appeal_told(appeal_id: UUID) -> dict[str, Any]:
    """Give an appeal with its answer, for its seller and the curators; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    row = (
        Appeal.objects.filter(id=appeal_id)
        .values(
            "id", "state", "text", "made_at", "due_at", "decided_at", "answer__reasons", "answer__told",
            "case__grading__grade",
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFoundError(_NOT_THERE)
    return {**row, "reasons": row["answer__reasons"] or row["answer__told"] or ""}


def _waiting() -> QuerySet[Appeal]:
    """What waits: that of a product that was taken off sale does not."""
    return Appeal.objects.filter(state=AppealState.WAITING, case__product__state=ProductState.LISTED)


def _of_others(person_id: UUID) -> QuerySet[Appeal]:
    """What somebody may decide: not of their own businesses, and not against what they judged."""
    tied = Member.objects.filter(vendor_id=OuterRef("vendor_id"), person_id=person_id)
    return _waiting().filter(~Exists(tied)).exclude(case__grading__curator_id=person_id)


def _before(waiting: QuerySet[Appeal], appeal: Appeal) -> int:
    earlier = Q(made_at__lt=appeal.made_at) | Q(made_at=appeal.made_at, id__lt=appeal.id)
    return waiting.filter(earlier, government_id=appeal.government_id).count()


def turn_of_appeal(appeal: Appeal, person_id: UUID, reason: str) -> Turn:
    """Say whose turn an appeal's is for a curator; what others must decide does not count; 1 statement."""
    place = _before(_of_others(person_id), appeal) + 1
    return Turn(appeal.government_id, Rung.APPEAL, appeal.id, appeal.made_at, place, reason)


def appeal_place(appeal_id: UUID) -> int:
    """Count the place of an appeal that waits in the public queue, from 1; 0 when it does not wait; 2 statements."""
    appeal = _waiting().filter(id=appeal_id).first()
    return _before(_waiting(), appeal) + 1 if appeal else 0


def appeals_in_queue() -> list[dict[str, Any]]:
    """List the appeals that wait in every government, longest first, without names; 1 statement.

    At most `MOST_SHOWN`.
    """
    rows = _waiting().order_by("made_at", "id").values("id", "government_id", "made_at", "due_at")
    return [
        {
            "government_id": row["government_id"],
            "number": public_number(Rung.APPEAL, row["id"]),
            "since": row["made_at"],
            "due_at": row["due_at"],
        }
        for row in rows[:MOST_SHOWN]
    ]


def waiting_appeals(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the appeals that wait for a curator, in the order of the public queue, at most `MOST_SHOWN`; 1 statement."""
    held = {hat.government_id for hat in actor.hats if hat.role == "curator" and hat.fits(at)}
    found = _of_others(actor.person_id).filter(government_id__in=held).order_by("made_at", "id")
    rows = found.values("id", "case__product__name", "case__product__vendor__name", "made_at", "due_at")
    return [dict(row) for row in rows[:MOST_SHOWN]]
