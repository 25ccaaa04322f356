"""The way in: for a stranger the first step, for somebody signed in where the application stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from eorder.foundation.browsers import KEPT_BY_NOBODY
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import CommandId, key_of, read_command
from eorder.market.catalogue.queries import products_of_vendor
from eorder.market.curation.queries import latest_case_of
from eorder.parties.claims.queries import claims_of
from eorder.parties.claims.states import ClaimState
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.policy import PUBLIC
from eorder.parties.identity.sign_in import LONGEST_PASSWORD
from eorder.parties.joining.actions.ask_code import ask_code
from eorder.parties.joining.actions.send_application import send_application
from eorder.parties.joining.queries import (
    applications_in_name_of,
    businesses_of,
    governments,
    open_application,
    remarks_on,
)
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.queue_queries import place_of
from eorder.parties.joining.states import LABELS, OPEN, ApplicationState, Rung
from eorder.parties.joining.steps import missing_steps
from eorder.web.desk.seeing import asker
from eorder.web.joining.sending import sellings, shown_form
from eorder.web.joining.words import all_labels, step_names
from eorder.web.pages import PageRequest, page
from eorder.web.told import told

LONGEST = 254


@page(PUBLIC, "GET", "POST")
def join(request: PageRequest) -> HttpResponse:
    """Ask a stranger for an address, or show somebody signed in how far they are and let them send."""
    response = _stranger(request) if request.actor is None else _applicant(request)
    response["Cache-Control"] = KEPT_BY_NOBODY
    return response


def _stranger(request: PageRequest) -> HttpResponse:
    places = governments()

    def perform(command: CommandId) -> object:
        return ask_code(
            government_id=_place(request, places), name=request.POST.get("name", "")[:LONGEST],
            email=request.POST.get("email", "")[: LONGEST + 1],
            password=request.POST.get("password", "")[:LONGEST_PASSWORD], by=CLOCK, at=request.at,
            command=command,
        )  # fmt: skip

    given = {name: request.POST.get(name, "")[:LONGEST] for name in ("name", "email", "government")}
    context = {"places": places, "given": given, "labels": all_labels()}
    if request.method != "POST":
        return shown_form(request, "joining/start.jinja", context, None)
    return shown_form(request, "joining/start.jinja", context, perform, _after_asking(request))


def _place(request: PageRequest, places: list[dict[str, Any]]) -> UUID:
    """Give the government that is joined: the one chosen, or the only one."""
    chosen: dict[str, UUID] = {str(each["id"]): each["id"] for each in places}
    only = next(iter(chosen.values())) if len(chosen) == 1 else UUID(int=0)
    return chosen.get(request.POST.get("government", ""), only)


def _after_asking(request: PageRequest) -> str:
    try:
        proof = key_of(read_command(request.POST.get("command", "")))
    except EorderError:
        return reverse("join")  # the form is refused before anybody goes there
    return f"{reverse('prove_contact')}?surat={proof}"


def _applicant(request: PageRequest) -> HttpResponse:
    actor = asker(request)
    application = open_application(actor.account_id)

    if (
        application is None and request.method == "POST"
    ):  # sent from a page of another day: nothing waits to be sent
        return HttpResponseRedirect(reverse("join"))

    def perform(command: CommandId) -> object:
        return send_application(
            application_id=application.id if application else actor.account_id,
            selling=sellings(),
            by=actor,
            at=request.at,
            command=command,
        )

    answers = application.answers if application else {}
    missing = missing_steps(answers)
    context = {
        "application": application,
        "name": answers.get("usaha", {}).get("name", ""),
        "state": told(LABELS[ApplicationState(application.state)]) if application else "",
        "is_open": application is None or application.state in OPEN,
        "steps": [(step, name, step not in missing) for step, name in step_names().items()],
        "missing": missing,
        "queue": _queue(application),
        "remarks": remarks_on(application.id) if application else [],
        "businesses": [_business(row) for row in businesses_of(actor.person_id)],
        "open_claims": sum(each["state"] == ClaimState.OPEN for each in claims_of(actor.person_id)),
        "others": [
            {**row, "name": row["answers"].get("usaha", {}).get("name", "")}
            for row in applications_in_name_of(actor.person_id)
        ],
        "just": request.GET.get("baru", ""),
    }
    if request.method != "POST":
        return shown_form(request, "joining/overview.jinja", context, None)
    return shown_form(request, "joining/overview.jinja", context, perform, f"{reverse('join')}?baru=dikirim")


def _queue(application: Any) -> dict[str, Any] | None:
    """Give number, place and wait of an application that waits for its check; 1 statement."""
    if application is None or application.state != ApplicationState.APPLIED:
        return None
    return {"number": public_number(Rung.CHECK, application.id), "place": place_of(application)}


def _business(row: dict[str, Any]) -> dict[str, Any]:
    """Add to a business that was checked its first product and how it stands; 2 statements for each such business."""
    if row["vendor__state"] != "checked":
        return row
    case = latest_case_of(row["vendor_id"])
    products = products_of_vendor(row["vendor_id"])
    first = case["product_id"] if case else products[0]["id"] if products else None
    name = next((each["name"] for each in products if each["id"] == first), "")
    return {**row, "product": first, "product_name": name, "case": case["state"] if case else ""}
