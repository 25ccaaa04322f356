"""One step of the application: shown with what is known, kept at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.policy import SIGNED_IN
from eorder.parties.joining.actions.save_step import save_step
from eorder.parties.joining.queries import districts_of, open_application
from eorder.parties.joining.rules import may_write
from eorder.parties.joining.steps import READERS, as_typed, missing_steps
from eorder.parties.joining.typed import Selling
from eorder.web.desk.seeing import asker
from eorder.web.joining.place import place_joined
from eorder.web.joining.sending import sellings, shown_form
from eorder.web.joining.words import all_labels, choices
from eorder.web.pages import PageRequest, page
from eorder.web.words import named

Application = Any
"""The row of an application as its query loads it; pages read it and hand it to the rules."""
TEMPLATES = {
    "usaha": "joining/usaha.jinja",
    "pajak": "joining/pajak.jinja",
    "rekening": "joining/rekening.jinja",
    "kapasitas": "joining/kapasitas.jinja",
    "pernyataan": "joining/pernyataan.jinja",
}
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "command", "government"})


@page(SIGNED_IN, "GET", "POST")
def join_step(request: PageRequest, step: str) -> HttpResponse:
    """Show a step of one's own application, or keep what was typed and go on to the next that is missing."""
    if step not in READERS:
        raise NotFoundError(_("Halaman ini tidak ada."))
    actor, sold = asker(request), sellings()
    application = open_application(actor.account_id)
    if application is not None:
        may_write(actor, application).require()
    answers = application.answers if application else {}
    government, places = place_joined(request, application)
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_ANSWERS}

    def perform(command: CommandId) -> object:
        return save_step(
            government_id=government, step=step, typed=typed, selling=sold, by=actor, at=request.at,
            command=command,
        )  # fmt: skip

    given = typed if request.method == "POST" else as_typed(answers.get(step, {}))
    context = {
        "step": step,
        "labels": all_labels(),
        "place": 2 + list(READERS).index(step),
        "given": {name: values[0] if values else "" for name, values in given.items()},
        "ticked": given,
        "choices": choices(),
        "owner": actor.name,
        "places": places,
        "has_nik": bool(application and application.nik_digest),
        **_more(step, answers, sold, government),
    }
    template = TEMPLATES[step]
    if request.method != "POST":
        return shown_form(request, template, context, None)
    return shown_form(request, template, context, perform, _next(step, answers))


def _next(step: str, answers: dict[str, Any]) -> str:
    """Go to the next step that is missing; to the overview when none is."""
    missing = missing_steps({**answers, step: {}})
    return reverse("join_step", kwargs={"step": missing[0]}) if missing else reverse("join")


def _more(step: str, answers: dict[str, Any], sold: dict[str, Selling], government: UUID) -> dict[str, Any]:
    """Give what single steps need: districts by regency, categories, whether food is sold, the name of the business."""
    business = answers.get("usaha", {})
    found = sold.get(business.get("selling", ""))
    more: dict[str, Any] = {
        "sold": [(each.code, named(each.name, each.name_en)) for each in sold.values()],
        "is_food": found is not None and found.is_food,
        "business": business.get("name", ""),
    }
    if step in {"usaha", "kapasitas"}:
        more["regencies"] = _by_regency(districts_of(government))
    return more


def _by_regency(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the districts below their regencies."""
    found = {row["code"]: {**row, "districts": []} for row in rows if row["code"].count(".") == 1}
    for row in rows:
        above = found.get(row["code"].rpartition(".")[0])
        if above is not None:
            above["districts"].append(row)
    return [each for each in found.values() if each["districts"]]
