"""Every purchase, latest first, with a search."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from eorder.buying.orders.queries.lists import PAGE, public_orders
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import purchase_rows, read_key


@page(PUBLIC)
def purchases(request: PageRequest) -> HttpResponse:
    """Show one page of purchases; 1 statement."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    before = read_key(request.GET.get("sebelum", ""))
    found = public_orders(text, before=before)
    shown, more = found[:PAGE], found[PAGE:]
    here = reverse("purchases")
    return show(
        request,
        "public/purchases.jinja",
        {
            "text": text,
            "is_first": before is None,
            "purchases": purchase_rows(shown),
            "next_url": f"{here}?{urlencode({'q': text, 'sebelum': shown[-1]['id']})}" if more else "",
        },
    )
