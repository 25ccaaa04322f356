"""The catalogue: search first, then cards."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from eorder.market.catalogue.queries import PAGE, find_products
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import product_cards, read_key


@page(PUBLIC)
def catalogue(request: PageRequest) -> HttpResponse:
    """Show one page of products; 1 statement."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    after = read_key(request.GET.get("setelah", ""))
    found = find_products(text, after=after)
    shown, more = found[:PAGE], found[PAGE:]
    here = reverse("catalogue")
    return show(
        request,
        "public/catalogue.jinja",
        {
            "text": text,
            "is_first": after is None,
            "products": product_cards(shown),
            "next_url": f"{here}?{urlencode({'q': text, 'setelah': shown[-1]['id']})}" if more else "",
        },
    )
