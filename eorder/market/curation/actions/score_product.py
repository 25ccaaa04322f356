"""A curator gives points by criterion; the grade, or the refusal, follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.foundation.moments import day_in
from eorder.market.curation import rules
from eorder.market.curation.criteria import criteria_of
from eorder.market.curation.marks import Judgement, judge, thresholds_on, valid_until
from eorder.market.curation.models import CurationCase, Finding, Grading, Score
from eorder.market.curation.queries import body_of, judged_before_by, locked_case
from eorder.market.curation.queue_queries import turn_of
from eorder.market.curation.rules import Mark
from eorder.market.curation.states import STEPS
from eorder.market.templates.template import Criterion
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.actions.admit_business import admit_business
from eorder.parties.joining.actions.note_decision import note_decision
from eorder.parties.joining.models import Application
from eorder.parties.joining.queue import Turn, may_go_before_others
from eorder.parties.joining.states import Outcome
from eorder.parties.vendors.models import VendorState
from eorder.parties.vendors.queries import is_tied
from eorder.parties.vendors.rules import curator_hat
from eorder.parties.workunits.models import Government
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.counters import next_number
from eorder.records.journal.recording import Subject, record

APART = NotAllowedError("Kurator lain menilai produk ini lagi.", code="duty_kept_apart")


@act("curation.score", subject="case_id")
def score_product(
    *, case_id: UUID, marks: Sequence[Mark], reason: str = "", by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Judge a product: points and evidence of every criterion, from which grade and certificate follow, or a refusal.

    A checked business whose first product passes becomes active in the same act.

    Args:
        case_id: A product that waits.
        marks: One for each criterion of its category.
        reason: Why it is taken before others, open to everybody; needed unless it is the first of the queue.
        by: A curator of the government who is not tied to the business, nor judged it before an upheld appeal.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such case.
        NotAllowedError: The actor may not judge it, it does not wait, or others wait longer and there is no reason.
        InvalidFormError: Points or evidence of a criterion are missing or wrong.
    """
    case = locked_case(case_id)
    rules.may_score(
        by, case, at, is_tied=is_tied(case.vendor_id, by.person_id), judged_by=judged_before_by(case)
    ).require()
    criteria = criteria_of(body_of(case))
    if problems := rules.wrong_marks(marks, criteria):
        raise InvalidFormError(problems)
    turn = turn_of(case, by.person_id, reason)
    may_go_before_others(turn.place, reason).require()
    government = Government.objects.get(id=case.government_id)
    day = day_in(government.time_zone, at)
    given = {mark.criterion: mark for mark in marks}
    rule = thresholds_on(day)
    found = judge({each.key: given[each.key].points for each in criteria}, rule)
    grading = Grading(
        id=key_of(command), case=case, product=case.product, curator_id=by.person_id, grade=found.grade,
        total=found.total, graded_at=at, rule=rule.version,
    )  # fmt: skip
    if found.grade:
        sequence = next_number(case.government_id, "curation", day.year)
        grading.number = f"KUR-{government.code}-{day.year}-{sequence:05d}"
        grading.valid_until = valid_until(day)
    with refusing(grading_anew_by_another=APART):
        grading.save(force_insert=True)
    _finish(case, grading, found, criteria, given, turn, by, command)
    return case.id


def _finish(
    case: CurationCase,
    grading: Grading,
    found: Judgement,
    criteria: Sequence[Criterion],
    given: dict[str, Mark],
    turn: Turn,
    by: Actor,
    command: CommandId,
) -> None:
    """Write the points where they belong, let the case and the business go on, and record it."""
    at, step = grading.graded_at, STEPS["pass" if found.grade else "refuse"]
    case.decide(step.target, at)  # type: ignore[arg-type]  # the table of this app holds its own states only
    private: dict[str, Any] = {}
    if found.grade:
        public = _pass(grading, criteria, given)
        _admit(case, grading, by, command)
    else:
        public, private = _refuse(grading, found, criteria, given)
    note_decision(turn, Outcome(case.state), at, command)
    hat = curator_hat(by, case.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    record(
        step.event,
        Subject(case.government_id, "curation", case.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"state": case.state, **public, **turn.facts()},
        private=private,
    )


def _pass(grading: Grading, criteria: Sequence[Criterion], given: dict[str, Mark]) -> dict[str, Any]:
    """Write the points for everybody; returns what the event says of them in public."""
    Score.objects.bulk_create(
        Score(
            id=derive_id(grading.id, each.key), grading=grading, position=position, criterion=each.key,
            name=each.name, points=given[each.key].points, seen=given[each.key].evidence.strip(),
        )
        for position, each in enumerate(criteria, 1)
    )  # fmt: skip
    return {
        "number": grading.number,
        "grade": grading.grade,
        "total": grading.total,
        "valid_until": grading.valid_until,
        "product": grading.product_id,
        "points": {each.key: given[each.key].points for each in criteria},
    }


def _refuse(
    grading: Grading, found: Judgement, criteria: Sequence[Criterion], given: dict[str, Mark]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the points for the seller alone; returns what the event says in public and what it keeps."""
    remedies = rules.remedies(given, criteria, found)
    findings = [
        Finding(
            id=derive_id(grading.id, each.key), grading=grading, position=position, criterion=each.key,
            name=each.name, points=given[each.key].points, evidence=given[each.key].evidence.strip(),
            remedy=remedies.get(each.key, ""),
        )
        for position, each in enumerate(criteria, 1)
    ]  # fmt: skip
    Finding.objects.bulk_create(findings)
    told = [[each.criterion, each.points, each.evidence, each.remedy] for each in findings]
    return {"criteria": list(found.lacking)}, {"findings": told}


def _admit(case: CurationCase, grading: Grading, by: Actor, command: CommandId) -> None:
    """Let a business that waited for its first product sell; one that was entered active does so already."""
    if case.vendor.state != VendorState.CHECKED:
        return
    application = Application.objects.values_list("id", flat=True).get(vendor_id=case.vendor_id)
    admit_business(
        application_id=application, product_id=case.product_id,
        evidence=f"Mutu {grading.grade}, sertifikat {grading.number}", by=by, at=grading.graded_at,
        command=CommandId(derive_id(command, "admit")),
    )  # fmt: skip
