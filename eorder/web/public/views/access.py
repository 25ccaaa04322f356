"""The table of access: who may open which address, read from the addresses themselves."""

from __future__ import annotations

from django.http import HttpResponse

from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.routes import routes
from eorder.web.told import told


@page(PUBLIC)
def access(request: PageRequest) -> HttpResponse:
    """Show the table; no statement."""
    rows = [[route.path, ", ".join(route.methods), told(route.words)] for route in routes()]
    return show(request, "public/access.jinja", {"rows": rows})
