"""The seller's morning page: deliveries, money on the way, room left, what sells."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.deadlines import payment_due
from eorder.buying.orders.queries.capacity import left_of, taken_by_day
from eorder.buying.orders.queries.shop import best_selling, owed, paid_lately, to_deliver
from eorder.market.catalogue.own_queries import limited_products
from eorder.parties.identity.policy import VENDOR
from eorder.web.desk.seeing import working_days_left
from eorder.web.formats import ZONE, angka, rentang, tanggal, today
from eorder.web.pages import PageRequest, page, show
from eorder.web.vendor.views.products import business_of
from eorder.web.words import order_tag

DAYS = 3
"""Days whose room is shown, from today on."""


@page(VENDOR)
def my_business(request: PageRequest) -> HttpResponse:
    """Show how the business stands today; 6 statements, 5 where no product has a capacity."""
    vendor_id, at = business_of(request), request.at
    coming, unpaid = to_deliver(vendor_id), owed(vendor_id)
    paid, received = paid_lately(vendor_id, at)
    context = {
        "deliveries": [_delivery(row) for row in coming.first],
        "deliveries_count": coming.count,
        "owed": [_owed(row, at) for row in unpaid.first],
        "owed_count": unpaid.count,
        "owed_total": unpaid.total,
        "vendor_id": vendor_id,
        "paid": paid,
        "received": received,
        "room": _room(vendor_id, today(at)),
        "selling": [
            [row["name"], row["orders"], f"{angka(row['quantity'])} {row['unit']}"]
            for row in best_selling(vendor_id, at)
        ],
    }
    return show(request, "vendor/my_business.jinja", context)


def _delivery(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{rentang(row['window_start'], row['window_end'])}: {row['package__name']}",
        "url": reverse("order", kwargs={"order_id": row["id"]}),
        "source": f"{row['unit__name']}, {row['delivery_label']}",
        "number": row["number"],
        "amount": row["value"],
        "tag": order_tag(row["state"]),
    }


def _owed(row: dict[str, Any], at: datetime) -> dict[str, Any]:
    due_at = payment_due(row["handed_over_at"], ZONE.key)
    return {
        "title": row["package__name"],
        "url": reverse("order", kwargs={"order_id": row["id"]}),
        "source": row["unit__name"],
        "number": row["number"],
        "amount": row["value"],
        "due_at": due_at,
        "working_days_left": working_days_left(due_at, at),
        "tag": order_tag(row["state"]),
    }


def _room(vendor_id: UUID, first: date) -> dict[str, list[Any]] | None:
    """Arrange what is left of each day for the table macro; None where no product has a capacity.

    2 statements, or 1.
    """
    products = limited_products(vendor_id)
    if not products:
        return None
    taken = taken_by_day([each["id"] for each in products], first, DAYS)
    days = [first + timedelta(days=number) for number in range(DAYS)]
    return {
        "columns": [(_("Produk"), "text"), *((tanggal(day), "number") for day in days)],
        "rows": [
            [
                each["name"],
                *(
                    _("%(left)s dari %(all)s %(unit)s")
                    % {
                        "left": angka(left_of(each["per_day"], taken.get(each["id"], {}).get(day, 0))),
                        "all": angka(each["per_day"] * 1000),
                        "unit": each["unit"],
                    }
                    for day in days
                ),
            ]
            for each in products
        ],
    }
