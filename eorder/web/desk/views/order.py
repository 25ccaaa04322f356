"""One order as its parties work with it: where it stands, what I may do now, and everything on record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.states import OrderState
from eorder.papers.queries import TITLES, papers_ready
from eorder.parties.identity.policy import PARTY
from eorder.parties.sanctions.rules import may_propose
from eorder.records.documents.queries import documents_of
from eorder.records.journal.queries import events_of
from eorder.web.chain import chain, pay_clock, viewer_of
from eorder.web.desk.next_acts import acts_now, waits_for
from eorder.web.desk.seeing import Ground, goods, order_seen, working_days_left
from eorder.web.order_steps import words_by_page
from eorder.web.pages import PageRequest, page, show
from eorder.web.told import told
from eorder.web.words import order_tag


@page(PARTY)
def order(request: PageRequest, order_id: UUID) -> HttpResponse:
    """Show one order to its unit, its seller and the auditor."""
    ground = order_seen(request, order_id)
    state = OrderState(ground.order.state)
    due_at = ground.order.due_at
    done = words_by_page().get(request.GET.get("baru", ""))
    context = {
        "facts": ground.facts,
        "order": ground.order,
        "goods": goods(ground.facts.lines),
        "tag": order_tag(state),
        "acts": acts_now(ground),
        "waits_for": waits_for(ground),
        "due_at": due_at,
        "working_days_left": working_days_left(due_at, request.at) if due_at else None,
        "chain": chain(ground.facts, _events(ground), viewer_of(ground.actor, ground.facts, ground.at)),
        "clock": pay_clock(ground.facts, ground.at),
        "documents": _documents(ground),
        "done": done.done if done else _proposed(request),
        "propose_url": _propose_url(ground),
        "public_url": reverse("purchase", kwargs={"number": ground.facts.number}),
    }
    return show(request, "desk/order.jinja", context)


def _proposed(request: PageRequest) -> str:
    return _("Usul dikirim kepada PA/KPA.") if request.GET.get("baru") == "propose_blacklist" else ""


def _propose_url(ground: Ground) -> str:
    """Lead to the proposal to blacklist the seller, once it has accepted the order; no statement."""
    order = ground.order
    if order.accepted_at is None or not may_propose(ground.actor, order.unit_id, order.vendor_id, ground.at):
        return ""
    return reverse("propose_blacklist", kwargs={"order_id": order.id})


def _events(ground: Ground) -> list[dict[str, Any]]:
    return events_of([ground.order.package_id, ground.order.id])


def _documents(ground: Ground) -> list[dict[str, Any]]:
    """List papers of the purchase, then what was uploaded; the seller sees only what belongs to the order."""
    subjects = [ground.order.id]
    if ground.order.vendor_id not in ground.actor.vendor_ids:
        subjects += [each for each in (ground.order.package_id, ground.order.meeting_id) if each]
    number = ground.facts.number
    made = [
        {
            "title": told(TITLES[kind]),
            "url": reverse("paper", kwargs={"number": number, "kind": kind}),
            "note": _("PDF bernomor"),
        }
        for kind in papers_ready(ground.facts)
    ]
    kept = [
        {
            "title": told(row["title"]),
            "url": reverse("document", kwargs={"document_id": row["id"]}),
            "note": _size(row["size"]),
        }
        for row in documents_of(subjects, only_public=False)
    ]
    return [*made, *kept]


def _size(size: int) -> str:
    return _("%(size)s kB") % {"size": max(1, round(size / 1000))}
