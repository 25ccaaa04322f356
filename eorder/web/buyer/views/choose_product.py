"""Choose what to order: products that may be charged to the package's budget account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.buying.packages.rules import may_act_as, may_act_for, may_order_from
from eorder.foundation.verdict import first_refusal
from eorder.market.catalogue.category_queries import codes_for
from eorder.market.finding.asking import Sort
from eorder.market.finding.queries import Found, search
from eorder.market.photos.queries import first_photos
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import visible_package
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import key_of_row, product_cards
from eorder.web.public.looking import count_words, groups, notes, read_search, shown_query, sorts, written
from eorder.web.told import told
from eorder.web.words import package_tag

OFFICER = frozenset({"pejabat_pengadaan"})


@page(OFFICIAL)
def choose_product(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Show product cards, 24 a page, in the order of the catalogue; 2 statements besides session and search."""
    package = visible_package(request, package_id)
    verdict = first_refusal(
        may_act_as(asker(request), OFFICER, package.unit_id, request.at),
        may_act_for(asker(request), package, OFFICER),
        may_order_from(package.state),
    )
    account = package.budget_line.account_id if package.budget_line else ""
    context = {
        "package": package,
        "tag": package_tag(package.state),
        "left": package.ceiling - package.ordered,
        "refusal": told(verdict.refusal),
        "query": shown_query(request.GET),
        **(_found(request, package_id, account, package.government_id) if verdict else {}),
    }
    return show(request, "buyer/choose_product.jinja", context)


def _found(request: PageRequest, package_id: UUID, account: str, government_id: UUID) -> dict[str, Any]:
    """Search among what may be charged to the account and is sold by sellers of the government."""
    given, here = request.GET, reverse("choose_product", args=[package_id])
    asked, allowed = read_search(given, request.at), codes_for(account)
    chosen = tuple(code for code in asked.filters.categories if code in allowed)
    asked = replace(asked, filters=replace(asked.filters, categories=chosen))
    limits = replace(asked.filters, categories=chosen or allowed, government=government_id)
    found = search(replace(asked, filters=limits)) if allowed else None
    if found is None:
        return {"products": []}
    query = shown_query(given)
    return {
        "products": _cards(found, package_id),
        "count": count_words(found),
        "notes": notes(query, asked, found),
        "groups": groups(asked, found),
        "hidden": {"urut": given.get("urut", "")} if asked.sort is not Sort.FAIR else {},
        "sorts": sorts(given, asked, here),
        "next_url": here + written(given, setelah=found.next_place.text()) if found.next_place else "",
        "first_url": here + written(given) if given.get("setelah") else "",
    }


def _cards(found: Found, package_id: UUID) -> list[dict[str, Any]]:
    """Describe products as the catalogue does, each leading to an order from its seller; 1 statement."""
    cards = product_cards(found.products, first_photos(key_of_row(each) for each in found.products))
    for card, product in zip(cards, found.products, strict=True):
        order = reverse("place_order", args=[package_id, product["vendor_id"]])
        card["url"] = f"{order}?{urlencode({'produk': product['id']})}"
    return cards
