"""One announced package: its money, its way to the officer who orders, its documents and purchases."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from eorder.buying.orders.queries.lists import orders_of_package
from eorder.buying.packages.facts import PackageFacts
from eorder.buying.packages.queries import find_package_by_rup, package_facts
from eorder.parties.identity.policy import PUBLIC
from eorder.records.documents.queries import documents_of
from eorder.records.journal.queries import events_of, last_change
from eorder.web.package_chain import package_chain
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.freshness import when_changed
from eorder.web.public.lists import purchase_rows
from eorder.web.words import package_tag

LARGEST_RUP = 2**63 - 1


@page(PUBLIC)
def package_public(request: PageRequest, rup_id: int) -> HttpResponse:
    """Show the package; 5 statements, of which 3 decide whether the reader has it already."""
    package = find_package_by_rup(min(rup_id, LARGEST_RUP))
    facts = package_facts(package)
    orders = orders_of_package(facts.id)
    line = [facts.budget.line_id] if facts.budget else []
    count, changed_at = last_change([facts.id, *line, *(order["id"] for order in orders)])
    return when_changed(request, (count, changed_at), changed_at, lambda: _show(request, facts, orders))


def _show(request: PageRequest, facts: PackageFacts, orders: list[dict[str, Any]]) -> HttpResponse:
    context = {
        "facts": facts,
        "tag": package_tag(facts.state),
        "entries": package_chain(facts.state, events_of([facts.id])),
        "documents": documents_of([facts.id], only_public=True),
        "purchases": purchase_rows(orders),
    }
    return show(request, "public/package.jinja", context)
