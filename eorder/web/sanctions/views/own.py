"""The sanctions of a seller's own business, and the appeal against one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.policy import VENDOR
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.appeal_sanction import appeal_sanction as send_appeal
from eorder.parties.sanctions.queries import public_sanction, sanction_of, sanctions_of
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.sanctions.words import course_of, facts_of, list_rows, papers_of, tag_of
from eorder.web.told import told


@page(VENDOR)
def own_sanctions(request: PageRequest) -> HttpResponse:
    """List what one's business is and was under; 1 statement."""
    rows = sanctions_of(asker(request).vendor_ids)
    return show(request, "sanctions/own.jinja", {"sanctions": list_rows(rows, request.at, "appeal_sanction")})


@page(VENDOR, "GET", "POST")
def appeal_sanction(request: PageRequest, sanction_id: UUID) -> HttpResponse:
    """Show a sanction of one's business, with the appeal while there may be one."""
    actor, row, sanction = asker(request), public_sanction(sanction_id), sanction_of(sanction_id)
    if row["vendor_id"] not in actor.vendor_ids:
        raise NotFoundError(_("Sanksi ini tidak ada."))
    verdict = rules.may_appeal(actor, sanction, request.at)

    def perform(command: CommandId) -> object:
        text = FormReader(request).text("text")
        return send_appeal(sanction_id=sanction_id, text=text, by=actor, at=request.at, command=command)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "row": row,
            "facts": facts_of(row),
            "course": course_of(row),
            "papers": papers_of(row),
            "tag": tag_of(row, request.at),
            "refusal": told(verdict.refusal),
            "done": request.GET.get("selesai", ""),
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "sanctions/appeal.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    here = reverse("appeal_sanction", kwargs={"sanction_id": sanction_id})
    return send_act(request, perform, then=f"{here}?selesai=keberatan", again=shown)
