"""A curator suspends a seller."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.ids import CommandId
from eorder.law.sanction_grounds import suspension_grounds
from eorder.parties.identity.policy import CURATOR
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.sanctions.queries import seller_kept
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.sanctions.reading import at_fields, day_of
from eorder.web.sanctions.words import ground_choices
from eorder.web.told import told


@page(CURATOR, "GET", "POST")
def suspend_seller(request: PageRequest, seller_id: UUID) -> HttpResponse:
    """Ask for ground, reason, days and decree; the rule's answer is told before the click."""
    actor, seller = asker(request), seller_kept(asker(request), seller_id, request.at)
    verdict = rules.may_suspend(actor, seller["government_id"], seller_id, request.at)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        since, until = day_of(form, "since"), day_of(form, "until")
        form.done()
        facts: dict[str, Any] = {
            "vendor_id": seller_id, "ground": form.text("ground"), "reason": form.text("reason"), "since": since,
            "until": until, "decree_number": form.text("decree_number"), "paper": form.file("paper"),
        }  # fmt: skip
        return at_fields(lambda: suspend_vendor(**facts, by=actor, at=request.at, command=command), "reason")

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "seller": seller,
            "refusal": told(verdict.refusal),
            "grounds": ground_choices(suspension_grounds(today(request.at))),
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "sanctions/suspend.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200 if verdict else verdict.status)
    return send_act(request, perform, then=f"{reverse('sanction_desk')}?selesai=tangguh", again=shown)
