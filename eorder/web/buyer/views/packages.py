"""The packages of the asker's units: search, filter by state, and pages by RUP id."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.packages.queries import PAGE, packages_of_units
from eorder.buying.packages.states import LABELS, PackageState
from eorder.parties.identity.policy import OFFICES, OFFICIAL
from eorder.web.desk.seeing import asker
from eorder.web.formats import rupiah
from eorder.web.pages import PageRequest, page, show
from eorder.web.told import told
from eorder.web.words import package_tag

LONGEST_QUERY = 100
LARGEST_RUP = 10**18
KNOWN_STATES = frozenset(state.value for state in PackageState)


@page(OFFICIAL)
def packages(request: PageRequest) -> HttpResponse:
    """List packages, 50 a page; 1 statement besides those of the session."""
    text = request.GET.get("q", "").strip().replace("\x00", "")[:LONGEST_QUERY]
    states = [state for state in request.GET.getlist("tahap") if state in KNOWN_STATES]
    found = packages_of_units(
        asker(request).units(set(OFFICES), request.at), states, text, _after(request.GET.get("setelah", ""))
    )
    rows, has_more = found[:PAGE], len(found) > PAGE
    query = [("q", text)] if text else []
    query += [("tahap", state) for state in states]
    context = {
        "query": text,
        "is_filtered": bool(text or states),
        "tasks": [_task(row) for row in rows],
        "groups": [
            (
                _("Tahap"),
                "tahap",
                [(state.value, told(LABELS[state]), None, state in states) for state in PackageState],
            )
        ],
        "next_url": f"?{urlencode([*query, ('setelah', rows[-1]['rup_id'])])}" if has_more else "",
        "first_url": f"?{urlencode(query)}" if request.GET.get("setelah") else "",
    }
    return show(request, "buyer/packages.jinja", context)


def _after(text: str) -> int:
    is_key = text.isascii() and text.isdigit() and len(text) < 20 and int(text) < LARGEST_RUP  # noqa: PLR2004 - of 2^63
    return int(text) if is_key else 0


def _task(row: dict[str, Any]) -> dict[str, Any]:
    facts = {"rup": row["rup_id"], "unit": row["unit__name"], "ceiling": rupiah(row["ceiling"])}
    return {
        "title": row["name"],
        "url": reverse("package", args=[row["id"]]),
        "source": _("RUP %(rup)s · %(unit)s · sisa dari pagu %(ceiling)s") % facts,
        "amount": row["left"],
        "tag": package_tag(row["state"]),
    }
