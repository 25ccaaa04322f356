"""One proposed account of a business: what it is now, what it would be, its paper, and the answers to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.refuse_account import refuse_account
from eorder.parties.banking.actions.stop_account import stop_account
from eorder.parties.banking.actions.verify_account import verify_account
from eorder.parties.banking.queries import (
    accounts_at,
    change_of,
    holder_names,
    others_paid_to,
    payable_from,
)
from eorder.parties.banking.states import LABELS, ChangeState
from eorder.parties.banking.terms import waiting_time
from eorder.parties.identity.policy import CURATOR
from eorder.parties.vendors.queries import is_tied
from eorder.records.documents.queries import documents_of
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import typed
from eorder.web.told import told

REFUSE, STOP = "tolak", "hentikan"


@page(CURATOR, "GET", "POST")
def check_account(request: PageRequest, change_id: UUID) -> HttpResponse:
    """Show a proposed account to a curator; verify it, refuse it, or stop it within its waiting time."""
    actor, change = asker(request), change_of(change_id)
    rules.may_see(actor, change, request.at).require()
    tied = is_tied(change.vendor_id, actor.person_id)
    day = today(request.at)
    verdict = rules.may_check(actor, change, is_tied=tied, at=request.at, day=day)
    since = payable_from(change_id)

    def perform(command: CommandId) -> object:
        given = typed(request)
        act: dict[str, Any] = {"change_id": change_id, "by": actor, "at": request.at, "command": command}
        if given.get("putusan") == REFUSE:
            return refuse_account(finding=given.get("finding", ""), remedy=given.get("remedy", ""), **act)
        return stop_account(**act) if given.get("putusan") == STOP else verify_account(**act)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        present = accounts_at(change.vendor_id, request.at)
        context = {
            "change": change,
            "state": told(LABELS[ChangeState(change.state)]),
            "present": present[0] if present else None,
            "names": holder_names(change.vendor_id),
            "others": others_paid_to(change.number, change.vendor_id),
            "papers": _papers(change_id),
            "hours": round(waiting_time(day).total_seconds() / 3600),
            "payable_from": since,
            "verdict": told(verdict.refusal),
            "may_stop": bool(rules.may_stop(actor, change, since, request.at)),
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "fresh_command": fresh_command,
        }
        return show(request, "curator/check_account.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    done = {REFUSE: "rekening-ditolak", STOP: "rekening-dihentikan"}.get(
        request.POST.get("putusan", ""), "rekening"
    )
    return send_act(request, perform, then=f"{reverse('applications')}?selesai={done}", again=shown)


def _papers(change_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "title": told(row["title"]),
            "url": reverse("document", kwargs={"document_id": row["id"]}),
            "note": "",
        }
        for row in documents_of([change_id], only_public=False)
    ]
