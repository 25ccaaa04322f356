"""Businesses that applied and wait for a check, first due first."""

from __future__ import annotations

from django.http import HttpResponse

from eorder.parties.identity.policy import CURATOR
from eorder.parties.joining.queries import waiting_applications
from eorder.web.desk.seeing import asker
from eorder.web.desk.tasks import application_task
from eorder.web.pages import PageRequest, page, show


@page(CURATOR)
def applications(request: PageRequest) -> HttpResponse:
    """List what waits for the curators of one's government; 1 statement."""
    actor = asker(request)
    rows = [application_task(row, actor, request.at) for row in waiting_applications(actor, request.at)]
    return show(
        request, "curator/applications.jinja", {"tasks": rows, "done": request.GET.get("selesai", "")}
    )
