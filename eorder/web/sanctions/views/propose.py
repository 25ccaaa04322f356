"""The PPK or Pejabat Pengadaan proposes to blacklist the seller of an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.ids import CommandId
from eorder.law.sanction_grounds import blacklist_grounds
from eorder.parties.identity.policy import OFFICIAL
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.propose_blacklist import propose_blacklist as send_proposal
from eorder.web.desk.seeing import order_seen
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.sanctions.reading import at_fields
from eorder.web.sanctions.words import ground_choices
from eorder.web.told import told


@page(OFFICIAL, "GET", "POST")
def propose_blacklist(request: PageRequest, order_id: UUID) -> HttpResponse:
    """Ask for ground and reason; the PA/KPA of the unit decide."""
    ground = order_seen(request, order_id)
    order, actor = ground.order, ground.actor
    verdict = rules.may_propose(actor, order.unit_id, order.vendor_id, request.at)
    then = reverse("order", kwargs={"order_id": order_id})

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        facts: dict[str, Any] = {
            "vendor_id": order.vendor_id, "unit_id": order.unit_id, "order_id": order_id,
            "ground": form.text("ground"), "reason": form.text("reason"),
        }  # fmt: skip
        return at_fields(lambda: send_proposal(**facts, by=actor, at=request.at, command=command), "reason")

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "facts": ground.facts,
            "order_url": then,
            "refusal": told(verdict.refusal),
            "grounds": ground_choices(blacklist_grounds(today(request.at))),
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "sanctions/propose.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200 if verdict else verdict.status)
    return send_act(request, perform, then=f"{then}?baru=propose_blacklist", again=shown)
