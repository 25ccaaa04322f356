"""Check a certificate of curation: whether it holds today, what was seen, and the paper itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.market.curation.marks import HIGHEST
from eorder.market.curation.queries import certificate_of, later_certificate, scores_of
from eorder.papers.actions.make_certificate import make_certificate
from eorder.papers.queries import certificate_made
from eorder.parties.identity.policy import PUBLIC
from eorder.web.formats import today
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.downloads import download
from eorder.web.told import told


@page(PUBLIC)
def certificate(request: PageRequest, number: str) -> HttpResponse:
    """Show whether a certificate holds, and the points behind it; 4 statements."""
    found = certificate_of(number)
    context = {
        "certificate": found,
        "is_over": found["valid_until"] < today(request.at),
        "later": later_certificate(found["product_id"], found["graded_at"]),
        "total": found["total"] // 100,
        "scores": [_score(row) for row in scores_of(found["id"])],
        "made": certificate_made(found["id"]),
        "appeal": _appeal(found),
    }
    return show(request, "public/certificate.jinja", context)


def _appeal(found: dict[str, Any]) -> dict[str, Any] | None:
    """Say what came of an appeal against this grade; none where there is none."""
    state = found["case__appeal__state"]
    if state is None:
        return None
    words = {
        "waiting": _("Penjualnya mengajukan keberatan; belum diputuskan"),
        "upheld": _("Keberatan penjual dikabulkan: produk dinilai lagi oleh kurator lain"),
        "dismissed": _("Keberatan penjual ditolak: nilai ini tetap berlaku"),
    }
    return {
        "words": words[state],
        "made_at": found["case__appeal__made_at"],
        "due_at": found["case__appeal__due_at"],
        "decided_at": found["case__appeal__decided_at"],
        "reasons": told(found["case__appeal__answer__reasons"] or ""),
    }


def _score(row: dict[str, Any]) -> list[str]:
    points = _("%(points)s dari %(most)s") % {"points": row["points"], "most": HIGHEST}
    return [told(row["name"]), points, told(row["seen"])]


@page(PUBLIC)
def certificate_paper(request: PageRequest, number: str) -> HttpResponse:  # noqa: ARG001 (every view takes one)
    """Send the certificate as PDF/A; its bytes never change once it was made.

    Raises:
        NotFoundError: No certificate has this number.
    """
    made = make_certificate(number)
    response = download(made.content, "application/pdf", f"{number}.pdf", inline=True)
    response["ETag"] = f'"{made.file_digest}"'
    return response
