"""Another curator decides an appeal: the judgement stands, or the product is judged anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from eorder.market.curation import rules
from eorder.market.curation.appeal_queries import locked_appeal, turn_of_appeal
from eorder.market.curation.models import Appeal, AppealAnswer, CurationCase
from eorder.market.curation.states import APPEAL_STEPS, STEPS, AppealState
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.actions.note_decision import note_decision
from eorder.parties.joining.queue import may_go_before_others
from eorder.parties.joining.states import Outcome
from eorder.parties.vendors.queries import is_tied
from eorder.parties.vendors.rules import curator_hat
from eorder.parties.workunits.models import Government
from eorder.parties.workunits.terms import end_of_term
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

OUTCOMES = ("uphold", "dismiss")
APART = NotAllowedError("Keberatan diputuskan kurator lain daripada yang menilai.", code="duty_kept_apart")


@act("curation.answer", subject="appeal_id")
def answer_appeal(
    *,
    appeal_id: UUID,
    outcome: str,
    reasons: str,
    reason: str = "",
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Uphold an appeal, and the product waits to be judged by another curator; or dismiss it, and all stands.

    Args:
        appeal_id: One that waits.
        outcome: One of `OUTCOMES`.
        reasons: Of the decision: open where the judgement is a grade, told to the seller alone where it is a refusal.
        reason: Why it is taken before others, open to everybody; needed unless it is the first of the queue.
        by: A curator of the government who neither judged the product nor is tied to its business.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such appeal.
        NotAllowedError: The actor may not decide it, it does not wait, or others wait longer and there is no reason.
        InvalidFormError: The outcome is none, or the reasons are missing or too long.
    """
    appeal = locked_appeal(appeal_id)
    grading, vendor = appeal.case.grading, appeal.vendor_id
    rules.may_answer(by, appeal, grading.curator_id, at, is_tied=is_tied(vendor, by.person_id)).require()
    _read(outcome, reasons)
    turn = turn_of_appeal(appeal, by.person_id, reason)
    may_go_before_others(turn.place, reason).require()
    hat = curator_hat(by, appeal.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    step = APPEAL_STEPS[outcome]
    appeal.decide(AppealState(step.target), at)
    words = {"reasons" if grading.grade else "told": reasons.strip()}
    with refusing(appeal_answer_by_another=APART):
        AppealAnswer.objects.create(
            id=key_of(command), appeal=appeal, outcome=step.target, decided_by_id=by.person_id, decided_at=at,
            **words,
        )  # fmt: skip
    note_decision(turn, Outcome(appeal.state), at, command)
    public: dict[str, Any] = {"state": appeal.state, **turn.facts()}
    private: dict[str, Any] = {"case": appeal.case_id, **words}
    if grading.grade:
        public |= {"number": grading.number, "reasons": reasons.strip()}
    if appeal.state == AppealState.UPHELD:
        again = _send_back(appeal, at, command)
        public["due_at"], private["again"] = again.due_at, again.id
    record(
        step.event,
        Subject(appeal.government_id, "curation_appeal", appeal.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public=public,
        private=private,
    )
    return appeal.id


def _read(outcome: str, reasons: str) -> None:
    problems = {}
    if outcome not in OUTCOMES:
        problems["outcome"] = "Pilih: keberatan dikabulkan, atau ditolak."
    if not SHORTEST_REASON <= len(reasons.strip()) <= LONGEST_REASON:
        problems["reasons"] = "Tulis alasan putusan Anda, 5 sampai 500 huruf."
    if problems:
        raise InvalidFormError(problems)


def _send_back(appeal: Appeal, at: datetime, command: CommandId) -> CurationCase:
    """Let the product wait again, last in the queue, for another curator than the one who judged it."""
    judged = appeal.case
    zone = Government.objects.values_list("time_zone", flat=True).get(id=judged.government_id)
    return CurationCase.objects.create(
        id=derive_id(command, "review"), government_id=judged.government_id, vendor_id=judged.vendor_id,
        product_id=judged.product_id, reviews=judged, state=STEPS["review"].target, handed_in_at=at,
        due_at=end_of_term(at, zone, "curation_term"),
    )  # fmt: skip
