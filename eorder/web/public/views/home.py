"""The front page: what this is, what was bought last, and how fast it is paid."""

from __future__ import annotations

from django.http import HttpResponse

from eorder.buying.orders.queries.figures import headline
from eorder.buying.orders.queries.lists import public_orders
from eorder.parties.identity.policy import PUBLIC
from eorder.web.formats import ZONE
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import purchase_rows

LATEST = 5


@page(PUBLIC)
def home(request: PageRequest) -> HttpResponse:
    """Show the front page; 3 statements."""
    return show(
        request,
        "public/home.jinja",
        {"figures": headline(ZONE.key), "purchases": purchase_rows(public_orders()[:LATEST])},
    )
