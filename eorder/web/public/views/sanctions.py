"""Sanctions for everybody: those in force, those that ended, and each with its reasons, papers and appeal."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.parties.identity.policy import PUBLIC
from eorder.parties.sanctions.queries import PAGE, public_sanction, public_sanctions
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import read_key
from eorder.web.sanctions.words import course_of, facts_of, list_rows, papers_of, tag_of

PAST = "lalu"


@page(PUBLIC)
def sanctions(request: PageRequest) -> HttpResponse:
    """Show one page of the list; 1 statement."""
    is_past = request.GET.get("masa") == PAST
    before = read_key(request.GET.get("sebelum", ""))
    found = public_sanctions(request.at, is_past=is_past, before=before)
    shown, more = found[:PAGE], found[PAGE:]
    where = {"masa": PAST} if is_past else {}
    here = reverse("sanctions")
    context = {
        "is_past": is_past,
        "is_first": before is None,
        "other_url": here if is_past else f"{here}?{urlencode({'masa': PAST})}",
        "sanctions": list_rows(shown, request.at, "sanction"),
        "next_url": f"{here}?{urlencode({**where, 'sebelum': shown[-1]['id']})}" if more else "",
    }
    return show(request, "public/sanctions.jinja", context)


@page(PUBLIC)
def sanction(request: PageRequest, sanction_id: UUID) -> HttpResponse:
    """Show one sanction; 2 statements."""
    row = public_sanction(sanction_id)
    context = {
        "row": row,
        "facts": facts_of(row),
        "course": course_of(row),
        "papers": papers_of(row),
        "tag": tag_of(row, request.at),
    }
    return show(request, "public/sanction.jinja", context)
