"""The delivery addresses of the asker's units: add one, make one the active one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import OFFICIAL
from eorder.parties.workunits.actions.activate_address import activate_address
from eorder.parties.workunits.actions.add_address import LONGEST_LABEL, LONGEST_STREET, add_address
from eorder.parties.workunits.queries import addresses_of, units_named
from eorder.parties.workunits.rules import ADDRESS_KEEPERS
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader


@page(OFFICIAL, "GET", "POST")
def addresses(request: PageRequest) -> HttpResponse:
    """List the addresses and ask for a new one; 2 statements besides those of the session."""
    by = asker(request)

    def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        return _show(request, by, problems, command, status)

    if request.method != "POST":
        return again({}, fresh_command(), 200)
    return send_act(
        request, lambda command: _perform(request, by, command), then=reverse("addresses"), again=again
    )


def _perform(request: PageRequest, by: Actor, command: CommandId) -> None:
    form = FormReader(request)
    if "address" in request.POST:
        chosen = form.key("address", _("Pilih alamat."))
        form.done()
        activate_address(address_id=chosen, by=by, at=request.at, command=command)
        return
    unit = form.key("unit", _("Pilih unit."))
    label = form.text("label", required=_("Tulis nama tempat, misalnya Ruang Pola."), most=LONGEST_LABEL)
    street = form.text("street", required=_("Tulis jalan dan nomornya."), most=LONGEST_STREET)
    form.done()
    if unit not in by.units(ADDRESS_KEEPERS, request.at):
        raise NotFoundError(_("Unit ini tidak ada."))
    add_address(unit_id=unit, label=label, street=street, by=by, at=request.at, command=command)


def _show(
    request: PageRequest, by: Actor, problems: dict[str, str], command: CommandId, status: int
) -> HttpResponse:
    units = units_named(by.units(ADDRESS_KEEPERS, request.at))
    context = {
        "units": [(str(unit["id"]), unit["name"]) for unit in units],
        "groups": _by_unit([unit["id"] for unit in units]),
        "problems": problems,
        "command": command,
        "typed": request.POST,
        "fresh_command": fresh_command,
    }
    return show(request, "buyer/addresses.jinja", context, status)


def _by_unit(unit_ids: list[UUID]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for address in addresses_of(unit_ids):
        groups.setdefault(address["unit__name"], []).append(address)
    return groups
