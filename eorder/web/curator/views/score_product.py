"""One product before the curator: points and evidence by criterion, from which the grade follows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.ids import CommandId
from eorder.market.catalogue.queries import product_page
from eorder.market.curation import rules
from eorder.market.curation.actions.score_product import score_product as judge_product
from eorder.market.curation.criteria import criteria_of
from eorder.market.curation.marks import ANCHORS, thresholds_on
from eorder.market.curation.queries import (
    body_of,
    case_of,
    cases_of_product,
    findings_of,
    judged_before_by,
)
from eorder.market.curation.queue_queries import turn_of
from eorder.market.curation.rules import Mark
from eorder.market.photos.queries import photos_of
from eorder.market.templates.template import Criterion
from eorder.parties.identity.policy import CURATOR
from eorder.parties.vendors.queries import is_tied
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.public.views.product import answers_of
from eorder.web.reading import typed
from eorder.web.told import told


@page(CURATOR, "GET", "POST")
def score_product(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Show a product to a curator of its government and let them give points; a second time the case is only read."""
    actor, case = asker(request), case_of(case_id)
    rules.may_see(actor, case, request.at).require()
    verdict = rules.may_score(
        actor,
        case,
        request.at,
        is_tied=is_tied(case.vendor_id, actor.person_id),
        judged_by=judged_before_by(case),
    )
    criteria = criteria_of(body_of(case))

    def perform(command: CommandId) -> object:
        given = typed(request)
        return judge_product(
            case_id=case_id, marks=[_mark(given, each.key) for each in criteria], reason=given.get("reason", ""),
            by=actor, at=request.at, command=command,
        )  # fmt: skip

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        product = product_page(case.product_id)
        context = {
            "product": product,
            "answers": answers_of(product),
            "photos": photos_of(case.product_id),
            "verdict": told(verdict.refusal),
            "place": turn_of(case, actor.person_id, "").place if verdict else 1,
            "questions": [_question(each) for each in criteria],
            "least": thresholds_on(today(request.at)).least,
            "earlier": _earlier(case.product_id),
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "curator/score_product.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=f"{reverse('applications')}?selesai=dinilai", again=shown)


def _mark(given: dict[str, str], key: str) -> Mark:
    points = given.get(f"points-{key}", "")
    return Mark(
        key,
        int(points) if points in {str(each) for each in ANCHORS} else 0,
        given.get(f"evidence-{key}", ""),
        given.get(f"remedy-{key}", ""),
    )


def _question(criterion: Criterion) -> dict[str, Any]:
    """Give a criterion with its points in plain words; the lowest says what the seller reads."""
    lowest = min(ANCHORS)
    options = [
        (points, f"{points}: {told(words)}", *([told(criterion.refusal)] if points == lowest else []))
        for points, words in ANCHORS.items()
    ]
    return {
        "key": criterion.key,
        "name": told(criterion.name),
        "remedy": told(criterion.remedy),
        "options": options,
    }


def _earlier(product_id: UUID) -> list[dict[str, Any]]:
    """List what was lacking the last time; 1 statement, and 1 more where it did not pass."""
    latest = next((row for row in cases_of_product(product_id) if row["grading__id"]), None)
    if latest is None or latest["grading__grade"]:
        return []
    return [row for row in findings_of(latest["grading__id"]) if row["remedy"]]
