"""A product before the curators, for its seller: its place in the queue, what was found, handing it in, appealing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.market.curation import rules
from eorder.market.curation.actions.appeal_grading import appeal_grading
from eorder.market.curation.actions.hand_in_product import hand_in_product
from eorder.market.curation.appeal_queries import appeal_place, appeal_told, judged_of
from eorder.market.curation.marks import HIGHEST, renewable_from
from eorder.market.curation.queries import cases_of_product, findings_of, may_hand_in_now
from eorder.market.curation.queue_queries import place_in_queue
from eorder.market.curation.states import APPEAL_LABELS, LABELS, AppealState, CaseState
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import VENDOR
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.states import Rung
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import typed
from eorder.web.told import told
from eorder.web.vendor.views.products import own_product


@page(VENDOR, "GET", "POST")
def product_curation(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Show how a product of one's own stands before the curators; hand it in, or appeal, where that may be."""
    product, actor = own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        given = typed(request)
        if given.get("putusan") != "keberatan":
            return hand_in_product(product_id=product_id, by=actor, at=request.at, command=command)
        last = next((row["id"] for row in cases_of_product(product_id) if row["grading__id"]), product_id)
        return appeal_grading(
            case_id=last, text=given.get("text", ""), by=actor, at=request.at, command=command
        )

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        cases = cases_of_product(product_id)
        context = {
            "product": product,
            "verdict": told(may_hand_in_now(actor, product_id, request.at, today(request.at)).refusal),
            "waits": next((_waiting(row) for row in cases if row["state"] == CaseState.WAITING), None),
            "latest": _latest(cases, request),
            "appeal": _appeal(cases, actor, request),
            "cases": [_line(row) for row in cases],
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "fresh_command": fresh_command,
        }
        return show(request, "vendor/product_curation.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    then = reverse("product_curation", kwargs={"product_id": product_id})
    return send_act(request, perform, then=then, again=shown)


def _appeal(cases: list[dict[str, Any]], actor: Actor, request: PageRequest) -> dict[str, Any] | None:
    """Give the appeal against the last judgement, or until when there may be one; none where there is neither."""
    row = next((row for row in cases if row["grading__id"]), None)
    if row is None:
        return None
    if row["appeal__id"] is None:
        judged = judged_of(row["id"])
        return (
            {"number": "", "until": judged.appeal_due_at}
            if rules.may_appeal(actor, judged, request.at)
            else None
        )
    found = appeal_told(row["appeal__id"])
    is_waiting = found["state"] == AppealState.WAITING
    return {
        "number": public_number(Rung.APPEAL, found["id"]),
        "state": told(APPEAL_LABELS[AppealState(found["state"])]),
        "tag": {"waiting": "waits", "upheld": "ok", "dismissed": "refused"}[found["state"]],
        "text": told(found["text"]),
        "made_at": found["made_at"],
        "due_at": found["due_at"],
        "decided_at": found["decided_at"],
        "reasons": told(found["reasons"]),
        "place": appeal_place(found["id"]) if is_waiting else 0,
        "is_waiting": is_waiting,
    }


def _waiting(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "is_review": row["reviews_id"] is not None,
        "number": public_number(Rung.CURATION, row["id"]),
        "place": place_in_queue(row["id"]),
        "due_at": row["due_at"],
    }


def _latest(cases: list[dict[str, Any]], request: PageRequest) -> dict[str, Any] | None:
    """Give what came of the last case that was judged; of a refusal every point with what mends it."""
    row = next((row for row in cases if row["grading__id"]), None)
    if row is None:
        return None
    if not row["grading__grade"]:
        return {"grade": "", "findings": [_finding(each) for each in findings_of(row["grading__id"])]}
    until, day = row["grading__valid_until"], today(request.at)
    return {
        "grade": row["grading__grade"],
        "number": row["grading__number"],
        "until": until,
        "is_over": until < day,
        "renewable_from": renewable_from(until, day),
    }


def _finding(row: dict[str, Any]) -> list[str]:
    points = _("%(points)s dari %(most)s") % {"points": row["points"], "most": HIGHEST}
    return [told(row["name"]), points, told(row["evidence"]), told(row["remedy"])]


def _line(row: dict[str, Any]) -> list[Any]:
    return [row["handed_in_at"], told(LABELS[CaseState(row["state"])]), row["decided_at"] or ""]
