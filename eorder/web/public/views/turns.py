"""The fair order explained, and the order of any search at any hour as figures that anyone may recompute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.market.finding.asking import Sort
from eorder.market.finding.queries import search
from eorder.market.finding.turns import GROUPS, HOURS, STEP, group_of, hour_of, moment_of_hour, ring
from eorder.market.finding.verifying import COLUMNS, COMPARED, WALKED
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.downloads import download
from eorder.web.public.freshness import when_changed
from eorder.web.public.looking import read_search

LATEST_HOUR = 10**6


@page(PUBLIC)
def turns(request: PageRequest) -> HttpResponse:
    """Explain the order and show whose turn it is this hour; no statement."""
    hour = hour_of(request.at)
    context = {
        "hour": hour,
        "since": moment_of_hour(hour),
        "cycle": hour // HOURS,
        "first": ring(hour)[:STEP],
        "rule": {"groups": GROUPS, "hours": HOURS, "step": STEP},
    }
    return when_changed(
        request, hour, moment_of_hour(hour), lambda: show(request, "public/turns.jinja", context)
    )


@page(PUBLIC)
def turns_of(request: PageRequest) -> HttpResponse:
    """Write the first page of a search in fair order as CSV, for this hour or the one asked for."""
    asked = read_search(request.GET, request.at)
    asked = replace(asked, hour=_hour(request.GET.get("jam", ""), asked.hour), sort=Sort.FAIR, after=None)
    found = search(asked)
    way = WALKED if found.has_more else COMPARED
    rows = [COLUMNS, *(_row(asked.hour, way, number, each) for number, each in enumerate(found.products, 1))]
    text = "".join(f"{','.join(map(str, row))}\n" for row in rows)
    return download(text.encode(), "text/csv; charset=utf-8", f"urutan-{asked.hour}.csv")


def _row(hour: int, way: str, number: int, product: dict[str, Any]) -> tuple[Any, ...]:
    """Write one line; numbers and ids only, so nothing in it needs quoting."""
    seller = product["vendor_id"]
    return hour, way, number, product["tier"], product["round"], group_of(UUID(seller)), seller, product["id"]


def _hour(text: str, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and int(text[:8]) <= LATEST_HOUR):
        raise NotFoundError(_("Jam ini tidak ada. Tulis jam sebagai bilangan bulat sejak awal 1970 (UTC)."))
    return int(text[:8])
