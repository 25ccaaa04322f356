"""Choose what to order: products that may be charged to the package's budget account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.packages.rules import may_act_as, may_act_for, may_order_from
from eorder.foundation.verdict import first_refusal
from eorder.market.catalogue.category_queries import codes_for
from eorder.market.finding.asking import Sort
from eorder.market.finding.queries import search
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import visible_package
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import lead_words
from eorder.web.public.looking import count_words, groups, notes, read_search, shown_query, sorts, written
from eorder.web.told import told
from eorder.web.words import package_tag, scale_word

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
        "products": [_card(product, package_id) for product in found.products],
        "count": count_words(found),
        "notes": notes(query, asked, found),
        "groups": groups(asked, found),
        "hidden": {"urut": given.get("urut", "")} if asked.sort is not Sort.FAIR else {},
        "sorts": sorts(given, asked, here),
        "next_url": here + written(given, setelah=found.next_place.text()) if found.next_place else "",
        "first_url": here + written(given) if given.get("setelah") else "",
    }


def _card(product: dict[str, Any], package_id: UUID) -> dict[str, Any]:
    order = reverse("place_order", args=[package_id, product["vendor_id"]])
    lead, least = product["lead_days"], product["minimum"]
    return {
        "name": product["name"],
        "url": f"{order}?{urlencode({'produk': product['id']})}",
        "price": product["price"],
        "unit": product["unit"],
        "seller": product["vendor__name"],
        "scale": scale_word(product["vendor__scale"]),
        "district": product["vendor__region__name"],
        "lead_time": lead_words(lead),
        "minimum": _("Paling sedikit %(least)s %(unit)s") % {"least": least, "unit": product["unit"]}
        if least > 1
        else "",
    }
