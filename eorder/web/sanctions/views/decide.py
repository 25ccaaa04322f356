"""One sanction on the desk of those who decide: a proposal, an appeal, or what the national list has no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.ids import CommandId
from eorder.foundation.verdict import Verdict
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import DECIDER
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.answer_appeal import answer_appeal
from eorder.parties.sanctions.actions.dismiss_proposal import dismiss_proposal
from eorder.parties.sanctions.actions.impose_blacklist import impose_blacklist
from eorder.parties.sanctions.actions.strike_listed import strike_listed
from eorder.parties.sanctions.queries import sanction_of, sanction_on_desk
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.sanctions.reading import at_fields, day_of
from eorder.web.sanctions.words import course_of, facts_of, papers_of, tag_of
from eorder.web.told import told

Sanction = Any
"""The row of a sanction as its query loads it; pages read it and hand it to the rules."""
IMPOSE, DISMISS, ANSWER, STRIKE = "tetapkan", "tolak", "putus", "coret"


@page(DECIDER, "GET", "POST")
def decide_sanction(request: PageRequest, sanction_id: UUID) -> HttpResponse:
    """Show a sanction to the curators, or the PA/KPA of its unit, with what they may do about it now."""
    actor, sanction = asker(request), sanction_of(sanction_id)
    rules.may_see(actor, sanction, request.at).require()
    question, verdict = _question(actor, sanction, request.at)

    def perform(command: CommandId) -> object:
        return _perform(
            request, question, {"sanction_id": sanction_id, "by": actor, "at": request.at, "command": command}
        )

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        row = sanction_on_desk(sanction_id)
        context = {
            "row": row,
            "facts": facts_of(row),
            "course": course_of(row),
            "papers": papers_of(row),
            "tag": tag_of(row, request.at),
            "question": question if verdict else "",
            "refusal": told(verdict.refusal) if question else "",
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "fresh_command": fresh_command,
        }
        return show(request, "sanctions/decide.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    done = DISMISS if request.POST.get("putusan") == DISMISS else question
    return send_act(request, perform, then=f"{reverse('sanction_desk')}?selesai={done}", again=shown)


def _question(actor: Actor, sanction: Sanction, at: datetime) -> tuple[str, Verdict]:
    """Say what there is to decide, and whether this person may."""
    if sanction.kind == "national":
        return STRIKE, rules.may_strike(actor, sanction, at)
    if sanction.state == "appealed" or sanction.kind == "suspension":
        return ANSWER, rules.may_answer(actor, sanction, at)
    return IMPOSE, rules.may_decide(actor, sanction, at)


def _perform(request: PageRequest, question: str, act: dict[str, Any]) -> object:
    form = FormReader(request)
    if question == STRIKE:
        reasons = form.text("reasons")
        return at_fields(lambda: strike_listed(reasons=reasons, **act), "reasons")
    if question == ANSWER:
        outcome, reasons = form.text("outcome"), form.text("reasons")
        return at_fields(lambda: answer_appeal(outcome=outcome, reasons=reasons, **act), "reasons")
    if request.POST.get("putusan") == DISMISS:
        reason = form.text("reason")
        return at_fields(lambda: dismiss_proposal(reason=reason, **act), "reason")
    since, number, paper = day_of(form, "since"), form.text("decree_number"), form.file("paper")
    form.done()
    return at_fields(
        lambda: impose_blacklist(decree_number=number, paper=paper, since=since, **act), "reason"
    )
