"""One application: everything that was stated, and the two answers to it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.foundation.money import Rupiah
from eorder.parties.identity.policy import CURATOR
from eorder.parties.joining import rules
from eorder.parties.joining.actions.accept_application import accept_application
from eorder.parties.joining.actions.return_application import return_application
from eorder.parties.joining.queries import application_of, districts_of, remarks_on
from eorder.parties.joining.queue_queries import turn_of
from eorder.web.desk.seeing import asker
from eorder.web.formats import tanggal
from eorder.web.joining.sending import sellings
from eorder.web.joining.words import choices, step_names
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import typed
from eorder.web.told import told
from eorder.web.words import named, scale_word

RETURN = "kembalikan"
Fact = tuple[str, str]
Application = Any
"""The row of an application as its query loads it; pages read it and hand it to the rules."""


@page(CURATOR, "GET", "POST")
def check_application(request: PageRequest, application_id: UUID) -> HttpResponse:
    """Show an application to a curator of its government; accept it, or send it back with what mends it."""
    actor, application = asker(request), application_of(application_id)
    rules.may_see(actor, application, request.at).require()
    verdict = rules.may_check(actor, application, request.at)

    def perform(command: CommandId) -> object:
        given = typed(request)
        why_first = given.get("reason", "") or given.get("reason_back", "")
        act: dict[str, Any] = {
            "application_id": application_id, "reason": why_first, "by": actor, "at": request.at, "command": command,
        }  # fmt: skip
        if given.get("putusan") != RETURN:
            return accept_application(**act)
        told_why = {name: given.get(name, "") for name in ("criterion", "evidence", "remedy")}
        return return_application(**told_why, **act)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "application": application,
            "parts": _parts(application),
            "name": application.answers.get("usaha", {}).get("name", ""),
            "verdict": told(verdict.refusal),
            "place": turn_of(application, actor.person_id, "").place if verdict else 1,
            "criteria": [("", _("Pilih")), *((key, told(rules.LABELS[key])) for key in rules.CRITERIA)],
            "remarks": remarks_on(application_id),
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "fresh_command": fresh_command,
        }
        return show(request, "curator/check_application.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    done = "kembali" if request.POST.get("putusan", "") == RETURN else "terima"
    return send_act(request, perform, then=f"{reverse('applications')}?selesai={done}", again=shown)


def _parts(application: Application) -> list[tuple[str, list[Fact]]]:
    """Give what was stated, by step, as terms and values; what was left empty is left out."""
    writers = {
        "usaha": _business, "pajak": _taxes, "rekening": _bank, "kapasitas": _work, "pernyataan": _promises,
    }  # fmt: skip
    names, found = step_names(), []
    for step, write in writers.items():
        facts = write(application, application.answers.get(step, {}))
        found.append((names[step], [(term, value) for term, value in facts if value]))
    return found


def _chosen(field: str, value: str) -> str:
    return dict(choices()[field]).get(value, "")


def _several(field: str, values: list[str], between: str = ", ") -> str:
    known = dict(choices()[field])
    return between.join(known[each] for each in values if each in known)


def _business(application: Application, said: dict[str, Any]) -> list[Fact]:
    sold = sellings().get(said.get("selling", ""))
    return [
        (_("Pemilik"), application.account.person.name),
        (_("Bentuk usaha"), _chosen("legal_form", said.get("legal_form", ""))),
        (_("Nama usaha"), said.get("name", "")),
        (_("Yang dijual"), named(sold.name, sold.name_en) if sold else ""),
        ("NIB", application.nib),
        ("NPWP", application.npwp or _("tidak ada")),
        ("KBLI", f"{said.get('kbli', '')} ({', '.join(said.get('kbli_editions', ()))})"),
        (_("Kecamatan"), _districts(application, [said.get("region", "")])),
        (_("Jalan dan nomor"), said.get("street", "")),
        (_("Telepon"), said.get("phone", "")),
    ]


def _districts(application: Application, codes: list[str]) -> str:
    names = {row["code"]: row["name"] for row in districts_of(application.government_id)}
    return ", ".join(names.get(code, code) for code in codes if code)


def _taxes(_application: Application, said: dict[str, Any]) -> list[Fact]:
    basis = _("penjualan setahun") if said.get("basis") == "sales" else _("modal usaha")
    suket = (said.get(f"suket_{name}", "") for name in ("number", "since", "until"))
    return [
        (_("Skala"), scale_word(said.get("scale", ""))),
        (_("Dasar"), f"{Rupiah(said['amount'])}, {basis}" if "amount" in said else ""),
        (_("Dinyatakan pada"), _day(said.get("scale_date", ""))),
        (_("Hasil KSWP"), _chosen("kswp", said.get("kswp", ""))),
        (_("Surat pajak"), _chosen("tax_paper", said.get("tax_paper", ""))),
        (_("Suket PP 55"), " · ".join(each for each in suket if each)),
        (_("PBJT"), _chosen("pbjt", said.get("pbjt", ""))),
    ]


def _day(text: str) -> str:
    return tanggal(date.fromisoformat(text)) if text else ""


def _bank(_application: Application, said: dict[str, Any]) -> list[Fact]:
    return [
        (_("Bank"), said.get("bank_name", "")),
        (_("Nomor rekening"), said.get("bank_account", "")),
        (_("Nama pemilik rekening"), said.get("bank_holder", "")),
    ]


def _work(application: Application, said: dict[str, Any]) -> list[Fact]:
    return [
        (_("Sanggup dibuat sehari"), str(said.get("capacity", ""))),
        (_("Hari libur tiap minggu"), _several("weekdays", said.get("weekdays", []))),
        (_("Tanggal libur lain"), ", ".join(_day(each) for each in said.get("days_off", []))),
        (_("Antar ke kecamatan"), _districts(application, said.get("area", []))),
    ]


def _promises(_application: Application, said: dict[str, Any]) -> list[Fact]:
    return [
        (_("Ciri usaha"), _several("traits", said.get("traits", []))),
        (_("Nomor sertifikat halal"), said.get("halal", "")),
        (_("Nomor PIRT atau BPOM"), said.get("permit", "")),
        (_("Menyatakan"), _several("promises", said.get("promises", []), " ")),
    ]
