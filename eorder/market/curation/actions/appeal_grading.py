"""A seller appeals against a grade or a refusal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import SHORTEST_REASON
from eorder.market.catalogue.models import Product
from eorder.market.catalogue.rules import may_sell
from eorder.market.curation import rules
from eorder.market.curation.appeal_queries import judged_of
from eorder.market.curation.models import LONGEST_APPEAL, Appeal
from eorder.market.curation.states import APPEAL_STEPS, AppealState
from eorder.parties.identity.actor import Actor
from eorder.parties.workunits.models import Government
from eorder.parties.workunits.terms import end_of_term
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

STEP = APPEAL_STEPS["appeal"]


@act("curation.appeal")
def appeal_grading(*, case_id: UUID, text: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Say what speaks against the last judgement of a product, once; it stands until another curator has decided.

    Args:
        case_id: A case that was judged.
        text: What the curators read, 5 to `LONGEST_APPEAL` characters.
        by: A member of the business.
        at: Now.
        command: Makes a repeat harmless.

    Returns:
        The appeal.

    Raises:
        NotFoundError: There is no such case of the actor.
        NotAllowedError: It was not judged, was appealed against before or is not the last, or the term is over.
        InvalidFormError: The text is missing or too long.
    """
    judged = judged_of(case_id)
    if not may_sell(by, judged.case.vendor_id):
        raise NotFoundError("Halaman ini tidak ada.")
    Product.objects.select_for_update(of=("self",)).get(id=judged.case.product_id)  # as handing it in does
    judged = judged_of(case_id)
    rules.may_appeal(by, judged, at).require()
    if not SHORTEST_REASON <= len(text.strip()) <= LONGEST_APPEAL:
        raise InvalidFormError({"text": f"Tulis keberatan Anda, 5 sampai {LONGEST_APPEAL} huruf."})
    case = judged.case
    zone = Government.objects.values_list("time_zone", flat=True).get(id=case.government_id)
    appeal = Appeal.objects.create(
        id=key_of(command), government_id=case.government_id, vendor_id=case.vendor_id, case=case,
        state=AppealState.WAITING, text=text.strip(), made_by_id=by.person_id, made_at=at,
        due_at=end_of_term(at, zone, "curation_appeal_answer_term"),
    )  # fmt: skip
    record(
        STEP.event,
        Subject(case.government_id, "curation_appeal", appeal.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        public={"state": appeal.state, "due_at": appeal.due_at},
        private={"case": case.id, "text": appeal.text},
    )
    return appeal.id
