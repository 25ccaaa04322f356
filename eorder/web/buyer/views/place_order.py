"""Order from one seller: fill in the form, look at the checks and the consequence, send.

The unsent form is the draft (ADR 0007): nothing is stored before it is sent.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.actions import place_order as placing
from eorder.buying.orders.cooling import PRICE_COOLING
from eorder.buying.orders.deadlines import answer_due
from eorder.buying.orders.placement import Placement, Wanted
from eorder.buying.orders.placement_rules import placement_checks
from eorder.buying.orders.queries.placement import load_placement
from eorder.buying.packages.queries import meetings_of
from eorder.buying.packages.rules import may_see
from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, key_of, read_command
from eorder.law import book
from eorder.market.catalogue.queries import products_of_vendor
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.order_form import (
    asks_meeting,
    blocked_by,
    first_values,
    meeting_options,
    product_rows,
    read_wanted,
    require_reason,
)
from eorder.web.desk.seeing import asker
from eorder.web.formats import rupiah, tanggal
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import typed
from eorder.web.told import told, told_all

SEND, CHANGE = "kirim", "ubah"


@page(OFFICIAL, "GET", "POST")
def place_order(request: PageRequest, package_id: UUID, vendor_id: UUID) -> HttpResponse:
    """Show the form (3 statements besides those of the session), the review (2), or send the order."""
    if request.method != "POST":
        return _form(request, package_id, vendor_id, {}, fresh_command(), 200)
    command = read_command(request.POST.get("command", ""))
    step = request.POST.get("putusan", "")
    if step == SEND:
        return _send(request, package_id, vendor_id, command)
    if step == CHANGE:
        return _form(request, package_id, vendor_id, {}, command, 200)
    return _check(request, package_id, vendor_id, {}, command, 200)


def _send(request: PageRequest, package_id: UUID, vendor_id: UUID, command: CommandId) -> HttpResponse:
    by = asker(request)

    def perform(command: CommandId) -> None:
        wanted = read_wanted(request, package_id, vendor_id)
        require_reason(wanted)
        _visible(request, wanted)
        placing.place_order(wanted=wanted, by=by, at=request.at, command=command)

    def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        return _check(request, package_id, vendor_id, problems, command, status)

    then = reverse("order", args=[key_of(command)])
    return send_act(request, perform, then=then, again=again)


def _check(
    request: PageRequest,
    package_id: UUID,
    vendor_id: UUID,
    problems: dict[str, str],
    command: CommandId,
    status: int,
) -> HttpResponse:
    """Show the review of what was typed; the form again when that cannot be read."""
    try:
        wanted = read_wanted(request, package_id, vendor_id)
    except InvalidFormError as error:
        return _form(request, package_id, vendor_id, told_all(error.problems), command, error.status)
    placement = _visible(request, _without_expectation(wanted))
    checks = placement_checks(placement, asker(request), request.at)
    refusals = [told(check.text) for check in checks if check.mark == "refused"]
    context = {
        **_context(placement, command, problems),
        "checks": [(check.mark, told(check.title), told(check.text)) for check in checks],
        "refusals": refusals,
        "consequence_text": _consequence(placement, request),
        "names": _names(placement),
        "rows": [[line.name, line.quantity, line.unit_price, line.line_total] for line in placement.lines],
        "asks_emergency": any(check.code == PRICE_COOLING for check in checks),
        "emergency": wanted.emergency,
        "hidden": {name: value for name, value in typed(request).items() if name not in _NOT_CARRIED},
        "reason": wanted.reason,
    }
    return show(request, "buyer/place_order_review.jinja", context, status)


_NOT_CARRIED = frozenset({"putusan", "alasan", "expected_total", "darurat"})


def _form(
    request: PageRequest,
    package_id: UUID,
    vendor_id: UUID,
    problems: dict[str, str],
    command: CommandId,
    status: int,
) -> HttpResponse:
    placement = _visible(request, Wanted(package_id, vendor_id, (), request.at, request.at))
    account = placement.account
    products = products_of_vendor(vendor_id, accounts=account)
    meetings = meetings_of(package_id) if asks_meeting(products) else []
    values = typed(request) if request.method == "POST" else first_values(request, products, meetings)
    chosen = request.GET.get("produk", "")
    checks = placement_checks(placement, asker(request), request.at)
    context = {
        **_context(placement, command, problems),
        "blocked": blocked_by(placement, checks),
        "values": values,
        "products": product_rows(products, values, chosen),
        "is_missing": bool(chosen) and chosen not in {str(product["id"]) for product in products},
        "meetings": meeting_options(meetings),
        "asks_meeting": asks_meeting(products),
        "ceiling": book.parameter("order_ceiling").on(placement.day(request.at)).rupiah,
    }
    return show(request, "buyer/place_order.jinja", context, status)


def _visible(request: PageRequest, wanted: Wanted) -> Placement:
    """Load what the form is about.

    Raises:
        NotFoundError: Package or seller do not exist for the asker.
    """
    placement = load_placement(wanted, request.at)
    if placement.vendor is None or not may_see(asker(request), placement, request.at):
        raise NotFoundError(_("Paket atau penjual ini tidak ada."))
    return placement


def _without_expectation(wanted: Wanted) -> Wanted:
    return Wanted(
        wanted.package_id, wanted.vendor_id, wanted.quantities, wanted.window_start, wanted.window_end,
        wanted.meeting_id, wanted.reason, emergency=wanted.emergency,
    )  # fmt: skip


def _context(placement: Placement, command: CommandId, problems: dict[str, str]) -> dict[str, Any]:
    return {"placement": placement, "command": command, "problems": problems}


def _consequence(placement: Placement, request: PageRequest) -> str:
    if placement.package.budget is None:
        return ""
    due = answer_due(request.at, placement.time_zone)
    facts = {
        "total": rupiah(placement.total),
        "account": placement.account,
        "left": rupiah(placement.budget_left - placement.total),
        "due": tanggal(due),
    }
    words = _(
        "Bila dikirim, %(total)s dipesan dari pagu %(account)s; sisa %(left)s. "
        "Penjual menjawab paling lambat %(due)s."
    )
    return words % facts


MOST_NAMES = 2


def _names(placement: Placement) -> str:
    names = [line.name for line in placement.lines]
    if len(names) <= MOST_NAMES:
        return _(" dan ").join(names)
    return _("%(first)s dan %(more)s barang lain") % {"first": names[0], "more": len(names) - 1}
