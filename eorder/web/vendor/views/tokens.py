"""Tokens for a seller's own system: what is there, a new one, the end of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.policy import VENDOR
from eorder.parties.tokens.actions.issue_token import issue_token
from eorder.parties.tokens.actions.revoke_token import revoke_token as end_token
from eorder.parties.tokens.queries import is_in_force, token_page, tokens_of
from eorder.parties.tokens.rules import may_keep_tokens
from eorder.parties.tokens.scopes import DAYS, LONGEST_NAME, Scope
from eorder.parties.tokens.secrets import secret_for
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.vendor.views.products import business_of


@page(VENDOR, "GET", "POST")
def tokens(request: PageRequest) -> HttpResponse:
    """List the business's tokens and make one, whose secret is shown this once."""
    business, actor = business_of(request), asker(request)
    made: list[CommandId] = []

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        name = form.text(
            "name", required=_("Tulis untuk apa token ini, misalnya Kasir toko."), most=LONGEST_NAME
        )
        days = form.whole("days", _("Pilih masa berlaku dari daftar."))
        form.done()
        issued = issue_token(
            vendor_id=business,
            name=name,
            scopes=sorted(request.POST.getlist("scopes")),
            days=days,
            by=actor,
            at=request.at,
            command=command,
        )
        made.append(command)
        return issued

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {"problems": problems, "command": command, "typed": typed(request)}
        return _list(request, business, context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    answer = send_act(request, perform, then=reverse("tokens"), again=shown)
    if not made:
        return answer
    return _list(
        request,
        business,
        {"problems": {}, "command": fresh_command(), "typed": {}, "secret": secret_for(made[0])},
        200,
    )


def _list(request: PageRequest, business: UUID, context: dict[str, Any], status: int) -> HttpResponse:
    words = scope_words()
    rows = [
        {
            **row,
            "rights": [words.get(each, each) for each in row["scopes"]],
            "is_in_force": is_in_force(row, request.at),
        }
        for row in tokens_of(business)
    ]
    chosen = request.POST.getlist("scopes") if context["problems"] else [Scope.READ]
    done = _("Token dicabut; sistem yang memakainya tidak dapat masuk lagi.")
    more = {
        "tokens": rows,
        "scopes": list(words.items()),
        "chosen": chosen,
        "days": [(each, _("%(days)s hari") % {"days": each}) for each in DAYS],
        "done": done if request.GET.get("selesai") == "cabut" else "",
        "secret": "",
    }
    return show(request, "vendor/tokens.jinja", {**more, **context}, status)


def scope_words() -> dict[str, str]:
    """Say what each right lets a system do."""
    return {
        Scope.READ: _("Membaca produk dan harga"),
        Scope.WRITE: _("Menjual produk baru dan menarik produk"),
        Scope.PRICES: _("Menerbitkan harga"),
        Scope.CAPACITY: _("Mengatur kapasitas sehari"),
    }


@page(VENDOR, "GET", "POST")
def revoke_token(request: PageRequest, token_id: UUID) -> HttpResponse:
    """End a token."""
    token, actor = token_page(token_id), asker(request)
    if not may_keep_tokens(actor, token["vendor_id"]):
        raise NotFoundError(_("Token ini tidak ada."))

    def perform(command: CommandId) -> object:
        return end_token(token_id=token_id, by=actor, at=request.at, command=command)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {"token": token, "problems": problems, "command": command}
        return show(request, "vendor/revoke_token.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=f"{reverse('tokens')}?selesai=cabut", again=shown)
