"""What is published, under which licence, and the publication policy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page, show


@page(PUBLIC)
def open_data(request: PageRequest) -> HttpResponse:
    """Show the policy; no statement."""
    prefix = settings.EORDER_OCID_PREFIX
    return show(request, "public/open_data.jinja", {"prefix": prefix, "is_example": prefix == "ocds-xxxxxx"})
