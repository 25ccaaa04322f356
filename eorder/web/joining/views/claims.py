"""Claims of somebody whose number another business uses: making one, taking it back, and what became of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import LONGEST_REASON
from eorder.parties.claims.actions.make_claim import make_claim
from eorder.parties.claims.actions.withdraw_claim import withdraw_claim
from eorder.parties.claims.queries import claims_of
from eorder.parties.claims.states import LABELS, TITLES, ClaimKind, ClaimState, Which
from eorder.parties.identity.policy import SIGNED_IN
from eorder.parties.joining.queries import open_application
from eorder.records.documents.intake import InvalidFileError
from eorder.web.desk.seeing import asker
from eorder.web.joining.place import place_joined
from eorder.web.joining.sending import shown_form
from eorder.web.pages import PageRequest, fresh_command, page
from eorder.web.reading import LONGEST_TEXT, FormReader, TypedError, typed
from eorder.web.told import told

PAPER = "application/pdf,image/jpeg,image/png"
TAGS = {
    ClaimState.OPEN: "waits",
    ClaimState.UPHELD: "ok",
    ClaimState.DISMISSED: "refused",
    ClaimState.WITHDRAWN: "plain",
}
LONGEST_KEY = 36


@page(SIGNED_IN, "GET", "POST")
def claims(request: PageRequest) -> HttpResponse:
    """Show one's claims and a form for another; a step of joining that was refused sends its number along."""
    actor, given = asker(request), typed(request)
    government, places = place_joined(request, open_application(actor.account_id))
    refused = request.POST.get("klaim", "")
    key = request.POST.get("tarik", "")[:LONGEST_KEY]

    def perform(command: CommandId) -> object:
        act: dict[str, Any] = {"by": actor, "at": request.at, "command": command}
        if key:
            return withdraw_claim(claim_id=_key(key), **act)
        form = FormReader(request)
        proof = form.needed_file("proof", _("Unggah bukti bahwa nomor ini milik Anda."))
        act |= {name: form.text(name, most=LONGEST_TEXT) for name in ("which", "number", "kind", "reason")}
        form.done()
        try:
            return make_claim(government_id=government, proof=proof, **act)
        except InvalidFileError as error:
            raise TypedError({"proof": told(error.sentence)}) from error

    if refused in set(Which):
        given = {"which": refused, "number": given.get(refused, "")}
    context = {
        "places": places,
        "given": given,
        "mine": [_row(each) for each in claims_of(actor.person_id)],
        "kinds": [
            (ClaimKind.OWN, told(TITLES[ClaimKind.OWN]), _("Misalnya didaftarkan lewat akun lain yang tidak dapat Anda "
             "masuki, atau oleh rekan usaha. Bila dibenarkan, Anda menjadi anggota usaha itu.")),
            (ClaimKind.MISUSED, told(TITLES[ClaimKind.MISUSED]), _("Orang lain memakai nomor Anda tanpa izin. Bila "
             "dibenarkan, nomor itu kembali kepada Anda dan pendaftaran Anda dapat diteruskan.")),
        ],
        "numbers": [(each.value, each.value.upper()) for each in Which],
        "paper": PAPER,
        "longest": LONGEST_REASON,
        "fresh_command": fresh_command,
        "done": _done(request.GET.get("selesai", "")),
    }  # fmt: skip
    if request.method != "POST" or refused in set(Which):
        return shown_form(request, "joining/claims.jinja", context, None)
    then = f"{reverse('claims')}?selesai={'tarik' if key else 'ajukan'}"
    return shown_form(request, "joining/claims.jinja", context, perform, then)


def _done(what: str) -> str:
    return {
        "ajukan": _(
            "Klaim terkirim. Kurator memutuskannya; hasilnya dikirim ke surel Anda dan tampil di sini."
        ),
        "tarik": _("Klaim ditarik."),
    }.get(what, "")


def _key(text: str) -> UUID:
    """Read the key of a claim; one that is none is like one that nobody made."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    state = ClaimState(row["state"])
    return {
        **row,
        "title": f"{row['which'].upper()}: {told(TITLES[ClaimKind(row['kind'])])}",
        "tag": (told(LABELS[state]), TAGS[state]),
        "is_open": state is ClaimState.OPEN,
        "may_go_on": state is ClaimState.UPHELD,
    }
