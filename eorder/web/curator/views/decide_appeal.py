"""One appeal before another curator than the one who judged: what was found, what the seller says, and the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.market.catalogue.queries import product_page
from eorder.market.curation import rules
from eorder.market.curation.actions.answer_appeal import answer_appeal
from eorder.market.curation.appeal_queries import appeal_of, appeal_told, turn_of_appeal
from eorder.market.curation.marks import HIGHEST
from eorder.market.curation.queries import findings_of, scores_of
from eorder.market.photos.queries import photos_of
from eorder.parties.identity.policy import CURATOR
from eorder.parties.vendors.queries import is_tied
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.public.views.product import answers_of
from eorder.web.reading import typed
from eorder.web.told import told


@page(CURATOR, "GET", "POST")
def decide_appeal(request: PageRequest, appeal_id: UUID) -> HttpResponse:
    """Show an appeal to a curator of its government and let another than the judge decide; later it is only read."""
    actor, appeal = asker(request), appeal_of(appeal_id)
    rules.may_see(actor, appeal, request.at).require()
    grading, product_id = appeal.case.grading, appeal.case.product_id
    verdict = rules.may_answer(
        actor, appeal, grading.curator_id, request.at, is_tied=is_tied(appeal.vendor_id, actor.person_id)
    )

    def perform(command: CommandId) -> object:
        given = typed(request)
        return answer_appeal(
            appeal_id=appeal_id, outcome=given.get("outcome", ""), reasons=given.get("reasons", ""),
            reason=given.get("reason", ""), by=actor, at=request.at, command=command,
        )  # fmt: skip

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        product = product_page(product_id)
        context = {
            "appeal": appeal_told(appeal_id),
            "product": product,
            "answers": answers_of(product),
            "photos": photos_of(product_id),
            "grading": grading,
            "points": _points(grading.id, has_passed=bool(grading.grade)),
            "verdict": told(verdict.refusal),
            "place": turn_of_appeal(appeal, actor.person_id, "").place if verdict else 1,
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "curator/decide_appeal.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=f"{reverse('applications')}?selesai=keberatan", again=shown)


def _points(grading_id: UUID, *, has_passed: bool) -> list[list[Any]]:
    """Give what was found of every criterion, in the template's order; 1 statement."""
    rows = scores_of(grading_id) if has_passed else findings_of(grading_id)
    seen = "seen" if has_passed else "evidence"
    most = _("%(points)s dari %(most)s")
    return [
        [told(row["name"]), most % {"points": row["points"], "most": HIGHEST}, told(row[seen])]
        for row in rows
    ]
