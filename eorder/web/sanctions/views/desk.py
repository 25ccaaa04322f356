"""What curators and PA/KPA have to do with sanctions: what waits for them, what they keep, and names to look at."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.parties.claims.queries import flagged_sellers
from eorder.parties.identity.policy import DECIDER
from eorder.parties.sanctions.queries import (
    governments_kept,
    kept_by,
    likenesses,
    sellers_named,
    waiting_for,
)
from eorder.web.desk.seeing import asker
from eorder.web.formats import tanggal
from eorder.web.pages import PageRequest, page, show
from eorder.web.sanctions.words import list_rows


@page(DECIDER)
def sanction_desk(request: PageRequest) -> HttpResponse:
    """Show the desk; 3 statements, at most 3 more for a curator and 1 for their search."""
    actor, text = asker(request), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    done = {
        "tangguh": _("Penangguhan tercatat dan berlaku menurut tanggalnya."),
        "tetapkan": _("Daftar hitam ditetapkan dan berlaku menurut tanggalnya."),
        "tolak": _("Usul ditolak; penjual tidak dikenai sanksi."),
        "putus": _("Putusan tercatat; penjual dikabari."),
        "coret": _("Sanksi dicoret; penjual dapat menerima pesanan lagi."),
    }
    context = {
        "done": done.get(request.GET.get("selesai", ""), ""),
        "waiting": list_rows(waiting_for(actor, request.at), request.at, "decide_sanction"),
        "kept": list_rows(kept_by(actor, request.at), request.at, "decide_sanction"),
        "is_keeper": bool(governments_kept(actor, request.at)),
        "flagged": flagged_sellers(actor, request.at),
        "text": text,
        "sellers": sellers_named(actor, text, request.at),
        "alike": [
            [row["seller"], row["listed_name"], row["decree_number"], row["province"],
             f"{tanggal(row['since'])} – {tanggal(row['until'])}"]
            for row in likenesses(actor, request.at)
        ],
    }  # fmt: skip
    return show(request, "sanctions/desk.jinja", context)
