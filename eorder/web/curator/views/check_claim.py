"""One claim on a number: who claims it and why, who uses it, what upholding does, and the two decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import LONGEST_REASON
from eorder.parties.claims import rules
from eorder.parties.claims.actions.dismiss_claim import dismiss_claim
from eorder.parties.claims.actions.uphold_claim import uphold_claim
from eorder.parties.claims.queries import claim_of, effects_of, is_on_other_side, other_side_now
from eorder.parties.claims.states import LABELS, TITLES, ClaimKind, ClaimState, Which
from eorder.parties.identity.policy import CURATOR
from eorder.records.documents.queries import documents_of
from eorder.web.desk.seeing import asker
from eorder.web.formats import waktu
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import typed
from eorder.web.told import told

DISMISS = "tolak"
Claim = Any
"""The row of a claim as its query loads it; pages read it and hand it to the rules."""


@page(CURATOR, "GET", "POST")
def check_claim(request: PageRequest, claim_id: UUID) -> HttpResponse:
    """Show a claim to a curator of its government; uphold or dismiss it with a finding."""
    actor, claim = asker(request), claim_of(claim_id)
    rules.may_see_other_party(actor, claim, request.at).require()
    tied = is_on_other_side(claim, actor.person_id)
    verdict = rules.may_decide(actor, claim, is_tied=tied, at=request.at)

    def perform(command: CommandId) -> object:
        given = typed(request)
        decides = dismiss_claim if given.get("putusan") == DISMISS else uphold_claim
        return decides(
            claim_id=claim_id, finding=given.get("finding", ""), by=actor, at=request.at, command=command
        )

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        stands = rules.may_uphold(claim, effects_of(claim, request.at)) if verdict else verdict
        context = {
            "claim": claim,
            "number": claim.which.upper(),
            "state": told(LABELS[ClaimState(claim.state)]),
            "facts": _facts(claim),
            "side": other_side_now(claim),
            "papers": _papers(claim_id),
            "effect": _effect(claim),
            "verdict": told(verdict.refusal),
            "hindrance": told(stands.refusal),
            "problems": problems,
            "typed": typed(request),
            "longest": LONGEST_REASON,
            "command": command,
        }
        return show(request, "curator/check_claim.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    done = "klaim-tolak" if request.POST.get("putusan", "") == DISMISS else "klaim-benar"
    return send_act(request, perform, then=f"{reverse('applications')}?selesai={done}", again=shown)


def _facts(claim: Claim) -> list[tuple[str, str]]:
    number = _("tersimpan sebagai sidik saja") if claim.which == Which.NIK else claim.number
    facts = [
        (_("Diajukan oleh"), claim.claimant.name),
        (claim.which.upper(), number),
        (_("Yang diklaim"), told(TITLES[ClaimKind(claim.kind)])),
        (_("Alasan"), claim.reason),
        (_("Diajukan pada"), waktu(claim.made_at)),
    ]
    if claim.due_at:
        facts.append((_("Diputuskan paling lambat"), waktu(claim.due_at)))
    if claim.finding:
        facts.append((_("Alasan putusan"), claim.finding))
    return facts


def _effect(claim: Claim) -> str:
    """Say what upholding does, before anybody presses the button."""
    if claim.kind == ClaimKind.OWN:
        return _(
            "Bila dibenarkan: pengaju menjadi anggota usaha ini dan dapat bertindak untuknya. Pemilik dan rekening "
            "usaha tidak berubah."
        )
    if claim.which == Which.NIK:
        return _(
            "Bila dibenarkan: NIK ini dilepas dari orang yang memakainya, dan hanya pengaju yang dapat memakainya. "
            "Usaha orang itu tampil di halaman Sanksi, untuk dinilai apakah ditangguhkan."
        )
    return _(
        "Bila dibenarkan: nomor ini dilepas dari usaha yang memakainya, dan hanya pengaju yang dapat memakainya. "
        "Usaha itu tampil di halaman Sanksi, untuk dinilai apakah ditangguhkan; pesanan yang sudah diterima tetap "
        "berjalan."
    )


def _papers(claim_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "title": told(row["title"]),
            "url": reverse("document", kwargs={"document_id": row["id"]}),
            "note": "",
        }
        for row in documents_of([claim_id], only_public=False)
    ]
