"""All parts of pages on one page, for those who build and check the look; not for the public."""

from __future__ import annotations

import os
from datetime import date, datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.money import Rupiah
from eorder.parties.identity.policy import PUBLIC
from eorder.web.formats import ZONE
from eorder.web.pages import PageRequest, page, show

NAV = [("Pembelian", "/pembelian", "page"), ("Penjual", "/penjual", ""), ("Angka", "/angka", "")]


@page(PUBLIC)
def components_page(request: PageRequest) -> HttpResponse:
    """Show every component with plainly made-up content, where this is switched on.

    Raises:
        NotFoundError: Neither DEBUG nor EORDER_COMPONENTS=1 is set.
    """
    if not (settings.DEBUG or os.environ.get("EORDER_COMPONENTS") == "1"):
        raise NotFoundError(_("Halaman ini tidak ada."))
    return show(request, "public/components.jinja", sample())


def sample() -> dict[str, object]:
    """Make up the content; every name says that it is an example."""
    return {
        "nav": NAV,
        "total": Rupiah(7_500_000),
        "placed_at": datetime(2026, 8, 10, 10, 5, tzinfo=ZONE),
        "shipped_at": datetime(2026, 8, 13, 10, 50, tzinfo=ZONE),
        "due_at": datetime(2026, 8, 18, 16, 0, tzinfo=ZONE),
        "late_date": date(2026, 8, 7),
    }
