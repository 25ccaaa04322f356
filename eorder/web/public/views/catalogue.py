"""The catalogue: search first, then filters, then cards in fair order."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.market.finding.asking import Sort
from eorder.market.finding.queries import Found, Search, search
from eorder.market.photos.queries import Shown, first_photos
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.freshness import when_changed
from eorder.web.public.lists import key_of_row, product_cards
from eorder.web.public.looking import (
    count_note,
    count_words,
    groups,
    notes,
    read_search,
    shown_query,
    sorts,
    written,
)


@page(PUBLIC)
def catalogue(request: PageRequest) -> HttpResponse:
    """Show one page of products; 2 statements, up to 5 with words, none of them dearer on later pages."""
    asked = read_search(request.GET, request.at)
    found = search(asked)
    photos = first_photos(key_of_row(each) for each in found.products)
    return when_changed(
        request, (asked, found, photos), request.at, lambda: _show(request, asked, found, photos)
    )


def _show(request: PageRequest, asked: Search, found: Found, photos: dict[UUID, Shown]) -> HttpResponse:
    given, here = request.GET, reverse("catalogue")
    text, filters = shown_query(given), asked.filters
    following = written(given, setelah=found.next_place.text()) if found.next_place else ""
    context = {
        "text": text,
        "notes": notes(text, asked, found),
        "count": count_words(found),
        "groups": groups(asked, found),
        "count_note": count_note(found),
        "is_filtered": bool(filters.tags() or given.get("dari") or given.get("sampai") or given.get("siap")),
        "least": filters.least_price if filters.least_price is not None else "",
        "most": filters.most_price if filters.most_price is not None else "",
        "lead_days": given.get("siap", "")[:2],
        "sorts": sorts(given, asked, here),
        "sort": asked.sort.value,
        "is_fair": asked.sort is Sort.FAIR,
        "near": asked.near,
        "nearby": [(value, name) for value, name, _count in found.facets.get("kecamatan", [])],
        "products": product_cards(found.products, photos),
        "is_first": asked.after is None,
        "first_url": here + written(given),
        "next_url": here + following if following else "",
    }
    return show(request, "public/catalogue.jinja", context)
