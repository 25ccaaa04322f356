"""Choose what to order: products that may be charged to the package's budget account."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.packages.rules import may_act_as, may_act_for, may_order_from
from eorder.foundation.verdict import first_refusal
from eorder.market.catalogue.queries import PAGE, find_products
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import visible_package
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import lead_words
from eorder.web.told import told
from eorder.web.words import package_tag, scale_word

OFFICER = frozenset({"pejabat_pengadaan"})


@page(OFFICIAL)
def choose_product(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Show product cards, 24 a page; 2 statements besides those of the session."""
    package = visible_package(request, package_id)
    text = request.GET.get("q", "").strip().replace("\x00", "")
    verdict = first_refusal(
        may_act_as(asker(request), OFFICER, package.unit_id, request.at),
        may_act_for(asker(request), package, OFFICER),
        may_order_from(package.state),
    )
    account = package.budget_line.account_id if package.budget_line else ""
    after, government = _after(request.GET.get("setelah", "")), package.government_id
    found = find_products(text, after=after, accounts=account, government_id=government) if verdict else []
    query = {"q": text} if text else {}
    context = {
        "package": package,
        "tag": package_tag(package.state),
        "left": package.ceiling - package.ordered,
        "refusal": told(verdict.refusal),
        "query": text,
        "products": [_card(product, package_id) for product in found[:PAGE]],
        "next_url": f"?{urlencode({**query, 'setelah': found[PAGE - 1]['id']})}" if len(found) > PAGE else "",
        "first_url": f"?{urlencode(query)}" if request.GET.get("setelah") else "",
    }
    return show(request, "buyer/choose_product.jinja", context)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


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
