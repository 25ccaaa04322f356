"""What waits for the curators, in the order of the public queue, and grades that are over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.market.curation.appeal_queries import waiting_appeals
from eorder.market.curation.queries import expired_grades
from eorder.market.curation.queue_queries import waiting_cases
from eorder.parties.banking.queries import waiting_changes
from eorder.parties.claims.queries import waiting_claims
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import CURATOR
from eorder.parties.joining.queries import waiting_applications
from eorder.web.desk.seeing import asker
from eorder.web.desk.tasks import account_task, appeal_task, application_task, case_task, claim_task
from eorder.web.formats import tanggal, today
from eorder.web.pages import PageRequest, page, show

MOST = 50


@page(CURATOR)
def applications(request: PageRequest) -> HttpResponse:
    """List what waits for the curators of one's government, and whose grade is over; 5 statements."""
    actor, at = asker(request), request.at
    context = {
        "tasks": [application_task(row, actor, at) for row in waiting_applications(actor, at)],
        "products": [case_task(row, actor, at) for row in waiting_cases(actor, at)],
        "appeals": [appeal_task(row, actor, at) for row in waiting_appeals(actor, at)],
        "accounts": [account_task(row, actor, at) for row in waiting_changes(actor, at)],
        "claims": [claim_task(row, actor, at) for row in waiting_claims(actor, at)],
        "expired": _expired(actor, at),
        "done": request.GET.get("selesai", ""),
    }
    return show(request, "curator/applications.jinja", context)


def _expired(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    held = sorted({hat.government_id for hat in actor.hats if hat.role == "curator" and hat.fits(at)})
    return [
        {
            "title": row["product__name"],
            "url": reverse("certificate", kwargs={"number": row["number"]}),
            "source": _("%(seller)s, berakhir %(day)s")
            % {"seller": row["product__vendor__name"], "day": tanggal(row["valid_until"])},
            "number": row["number"],
        }
        for row in expired_grades(held, today(at), MOST)
    ]
