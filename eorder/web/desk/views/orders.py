"""All orders of my units and businesses, latest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.buying.orders.queries.lists import PAGE, orders_of
from eorder.parties.identity.policy import PARTY
from eorder.web.desk.seeing import asker, working_days_left
from eorder.web.pages import PageRequest, page, show
from eorder.web.words import order_amounts, order_tag


@page(PARTY)
def orders(request: PageRequest) -> HttpResponse:
    """Show one page of orders; `sebelum` is the key of the last order of the page before."""
    actor = asker(request)
    rows = orders_of(actor, request.at, before=_key(request.GET.get("sebelum", "")))
    shown = rows[:PAGE]
    following = f"{reverse('orders')}?sebelum={shown[-1]['id']}" if len(rows) > PAGE else ""
    context = {
        "orders": [_entry(row, request, is_seller=row["vendor_id"] in actor.vendor_ids) for row in shown],
        "next_url": following,
        "first_url": reverse("orders") if "sebelum" in request.GET else "",
    }
    return show(request, "desk/orders.jinja", context)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _entry(row: dict[str, Any], request: PageRequest, *, is_seller: bool) -> dict[str, Any]:
    other = row["unit__name"] if is_seller else row["vendor__name"]
    return {
        "title": row["package__name"],
        "url": reverse("order", kwargs={"order_id": row["id"]}),
        "source": other,
        "number": row["number"],
        **order_amounts(row),
        "due_at": row["due_at"],
        "working_days_left": working_days_left(row["due_at"], request.at) if row["due_at"] else None,
        "tag": order_tag(row["state"]),
    }
