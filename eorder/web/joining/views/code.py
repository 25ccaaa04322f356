"""The code of the letter: it opens the account and signs its owner in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from eorder.foundation.browsers import KEPT_BY_NOBODY
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.policy import PUBLIC
from eorder.parties.joining.actions.prove_contact import account_opened_by, prove_contact
from eorder.parties.joining.entering import enter
from eorder.web.joining.sending import shown_form
from eorder.web.joining.words import all_labels
from eorder.web.pages import SEE_OTHER, PageRequest, page

LONGEST_CODE = 40


@page(PUBLIC, "GET", "POST")
def prove(request: PageRequest) -> HttpResponse:
    """Ask for the code, or check it, open the account and go on with the business.

    The link of the letter fills the code in; nothing happens before the button, because some mail programs open links.
    """
    asked = request.POST if request.method == "POST" else request.GET
    letter, code = (
        asked.get("surat", "")[:LONGEST_CODE],
        asked.get("kode", asked.get("code", ""))[:LONGEST_CODE],
    )

    def perform(command: CommandId) -> object:
        return prove_contact(proof_id=_key(letter), code=code, by=CLOCK, at=request.at, command=command)

    context = {"letter": letter, "code": code, "labels": all_labels()}
    if request.method != "POST":
        response = shown_form(request, "joining/code.jinja", context, None)
    else:
        response = shown_form(request, "joining/code.jinja", context, perform, _next())
        if response.status_code == SEE_OTHER:
            enter(request, account_opened_by(_key(letter)))
    response["Cache-Control"] = KEPT_BY_NOBODY
    return response


def _next() -> str:
    return reverse("join_step", kwargs={"step": "usaha"})


def _key(text: str) -> UUID:
    """Read the id of a letter; one that is none is like one that nobody was sent."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
