"""A seller hands a product in to the curators."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, NotFoundError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.moments import day_in
from eorder.market.catalogue.models import Product
from eorder.market.catalogue.rules import may_sell
from eorder.market.curation import rules
from eorder.market.curation.models import CurationCase
from eorder.market.curation.queries import standing_of
from eorder.market.curation.states import STEPS, CaseState
from eorder.parties.identity.actor import SYSTEM_ID, Actor, clock_author
from eorder.parties.workunits.models import Government
from eorder.parties.workunits.terms import end_of_term
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record

STEP = STEPS["hand_in"]
WAITING = ConflictError(
    "Sudah ada produk yang menunggu dinilai. Tunggu hasilnya; Anda dikabari lewat surel.",
    code="already_waiting",
)


@act("curation.hand_in")
def hand_in_product(*, product_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Let a product wait for a curator, last in the queue; its term begins now.

    Args:
        product_id: A product that is sold.
        by: A member of the business; the clock, when a checked business lists its first product.
        at: When the wait begins.
        command: Makes a repeat harmless.

    Returns:
        The case.

    Raises:
        NotFoundError: There is no such product of the actor.
        NotAllowedError: It is not sold, its business is suspended, it waits already, or its grade is valid for long.
        ConflictError: It was handed in at the same moment.
    """
    product = (
        Product.objects.select_for_update(of=("self",)).select_related("vendor").filter(id=product_id).first()
    )
    if product is None or not (by.account_id == SYSTEM_ID or may_sell(by, product.vendor_id)):
        raise NotFoundError("Produk ini tidak ada.")
    zone = Government.objects.values_list("time_zone", flat=True).get(id=product.government_id)
    rules.may_hand_in(by, product, standing_of(product, at), day_in(zone, at)).require()
    with refusing(curation_case_one_waiting=WAITING):
        case = CurationCase.objects.create(
            id=key_of(command), government_id=product.government_id, vendor=product.vendor, product=product,
            state=CaseState.WAITING, handed_in_at=at, due_at=end_of_term(at, zone, "curation_term"),
        )  # fmt: skip
    record(
        STEP.event,
        Subject(case.government_id, "curation", case.id),
        by=_author(by),
        at=at,
        command=command,
        public={"state": case.state, "due_at": case.due_at},
        private={"product": product.id},
    )
    return case.id


def _author(by: Actor) -> Author:
    return clock_author() if by.account_id == SYSTEM_ID else by.as_vendor()
