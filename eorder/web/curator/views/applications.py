"""Businesses that applied and wait for a check, first due first."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.parties.banking.queries import waiting_changes
from eorder.parties.identity.policy import CURATOR
from eorder.parties.joining.queries import waiting_applications, waiting_for_curation
from eorder.web.desk.seeing import asker
from eorder.web.desk.tasks import account_task, application_task
from eorder.web.pages import PageRequest, page, show


@page(CURATOR)
def applications(request: PageRequest) -> HttpResponse:
    """List what waits for the curators of one's government; 3 statements."""
    actor = asker(request)
    rows = [application_task(row, actor, request.at) for row in waiting_applications(actor, request.at)]
    curated = [
        {
            "title": _("Kurasi produk pertama: %(name)s") % {"name": row["vendor__name"]},
            "url": reverse("check_application", kwargs={"application_id": row["id"]}),
        }
        for row in waiting_for_curation(actor, request.at)
    ]
    accounts = [account_task(row, actor, request.at) for row in waiting_changes(actor, request.at)]
    context = {
        "tasks": rows,
        "curated": curated,
        "accounts": accounts,
        "done": request.GET.get("selesai", ""),
    }
    return show(request, "curator/applications.jinja", context)
