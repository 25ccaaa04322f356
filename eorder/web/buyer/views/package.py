"""One package at work: where it stands, who holds it, its chain, documents, meetings, orders and acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.queries.lists import orders_of_package
from eorder.buying.packages import rules
from eorder.buying.packages.queries import find_package_with_people, meetings_of
from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import OFFICIAL
from eorder.records.documents.queries import documents_of
from eorder.records.journal.queries import events_of
from eorder.web.buyer.consumption import consumption_verdict
from eorder.web.desk.seeing import asker
from eorder.web.formats import tanggal
from eorder.web.package_chain import holders, package_chain
from eorder.web.pages import PageRequest, page, show
from eorder.web.told import told
from eorder.web.words import order_amounts, order_tag, package_tag

if TYPE_CHECKING:
    from eorder.buying.packages.queries import LoadedPackage

SHORT_DIGEST = 12


@page(OFFICIAL)
def package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Show the package; 5 statements besides those of the session, whatever it holds."""
    found = find_package_with_people(package_id)
    by = asker(request)
    if not rules.may_see(by, found, request.at):
        raise NotFoundError(_("Paket ini tidak ada."))
    meetings = meetings_of(found.id)
    papers = _papers([found.id, *(meeting["id"] for meeting in meetings)])
    events = events_of([found.id])
    primary, secondary = acts(by, found, request)
    context = {
        "package": found,
        "tag": package_tag(found.state),
        "left": found.ceiling - found.ordered,
        "holder": _holder(found),
        "entries": package_chain(found.state, events, _holder(found)),
        "papers": papers[found.id],
        "meetings": [_meeting(each, papers[each["id"]], request) for each in meetings],
        "may_keep_meetings": bool(rules.may_act_as(by, rules.MEETING_KEEPERS, found.unit_id, request.at)),
        "orders": [_order(each) for each in orders_of_package(found.id)],
        "primary": primary,
        "secondary": secondary,
    }
    return show(request, "buyer/package.jinja", context)


def acts(
    by: Actor, found: LoadedPackage, request: PageRequest
) -> tuple[tuple[str, str] | None, list[tuple[str, str]]]:
    """List what the asker may do now: the step that moves the package on, then the others."""
    onward = [
        ("dispose_to_ppk", "dispose_to_ppk", _("Disposisi ke PPK")),
        ("dispose_to_officer", "dispose_to_officer", _("Disposisi ke Pejabat Pengadaan")),
        ("prepare", "prepare_package", _("Siapkan ulang") if found.budget_line_id else _("Siapkan paket")),
        ("take_up", "take_up_package", _("Terima paket")),
        ("return_to_ppk", "return_package", _("Kembalikan ke PPK")),
        ("return_to_pa", "return_package", _("Kembalikan ke PA/KPA")),
        ("finish", "finish_package", _("Selesaikan paket")),
        ("recall", "recall_package", _("Tarik kembali disposisi")),
        ("withdraw", "withdraw_package", _("Tarik paket")),
    ]
    links = [
        (label, reverse(name, args=[found.id]))
        for step, name, label in onward
        if rules.may_take_step(by, found, step, request.at)
    ]
    is_officer = by.hat({"pejabat_pengadaan"}, found.unit_id, request.at)
    if found.state == PackageState.ACTIVE and is_officer:
        links.insert(0, (_("Pilih barang dan pesan"), reverse("choose_product", args=[found.id])))
    leads = bool(links) and links[0][1] != reverse("finish_package", args=[found.id])
    return (links[0], links[1:]) if leads else (None, links)


def _holder(found: LoadedPackage) -> str:
    held_by = {
        PackageState.WITH_PPK: found.ppk_appointment,
        PackageState.PREPARED: found.ppk_appointment,
        PackageState.WITH_OFFICER: found.officer_appointment,
        PackageState.ACTIVE: found.officer_appointment,
    }
    state = PackageState(found.state)
    offices, appointment = holders(state), held_by.get(state)
    return f"{offices}, {appointment.person.name}" if appointment else offices


def _papers(subject_ids: list[UUID]) -> dict[UUID, list[dict[str, str]]]:
    papers: dict[UUID, list[dict[str, str]]] = {subject_id: [] for subject_id in subject_ids}
    for document in documents_of(subject_ids, only_public=False):
        papers[document["subject_id"]].append(_paper(document))
    return papers


def _paper(document: dict[str, Any]) -> dict[str, str]:
    return {
        "title": told(document["title"]),
        "url": reverse("document", args=[document["id"]]),
        "note": _("terbuka untuk umum") if document["is_public"] else _("hanya untuk para pihak"),
        "digest": document["sha256"][:SHORT_DIGEST],
    }


def _meeting(meeting: dict[str, Any], papers: list[dict[str, str]], request: PageRequest) -> dict[str, Any]:
    verdict = consumption_verdict(meeting["starts_at"], meeting["ends_at"], meeting["outsiders"], request.at)
    return {
        **meeting,
        "papers": papers,
        "people": meeting["insiders"] + meeting["outsiders"],
        "refusal": told(verdict.refusal),
        "is_over": meeting["ends_at"] <= request.at,
    }


def _order(order: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{order['number']} · {order['vendor__name']}",
        "url": reverse("order", args=[order["id"]]),
        "source": _("Dipesan %(day)s") % {"day": tanggal(order["placed_at"])},
        **order_amounts(order),
        "tag": order_tag(order["state"]),
    }
