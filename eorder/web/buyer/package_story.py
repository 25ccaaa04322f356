"""The chain of one package as a timeline: what the journal says happened, where it stands, what comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.packages.states import PackageState
from eorder.foundation.verdict import Verdict
from eorder.law.meeting_rule import may_serve_consumption
from eorder.web.formats import ZONE
from eorder.web.pages import role_word
from eorder.web.told import told

S = PackageState
ENDED = frozenset({S.FINISHED, S.WITHDRAWN})


def timeline_of(events: Sequence[Mapping[str, Any]], state: str, holder: str) -> list[dict[str, Any]]:
    """List what happened, then the present step, then those that follow."""
    told = [_done(event) for event in events]
    if state in ENDED:
        return told
    road = _road()
    here = list(road).index(S(state))
    title, text = road[S(state)]
    now = {"title": title, "state": "now", "who": holder, "text": text}
    later = [
        {"title": title, "state": "later", "text": text} for title, text in list(road.values())[here + 1 :]
    ]
    return [*told, now, *later, {"title": _("Paket selesai"), "state": "later"}]


def _road() -> dict[PackageState, tuple[str, str]]:
    return {
        S.IMPORTED: (_("Disposisi ke PPK"), _("PA atau KPA memilih PPK.")),
        S.WITH_PPK: (_("Persiapan"), _("PPK mengikat anggaran dan mengunggah KAK.")),
        S.PREPARED: (_("Disposisi ke Pejabat Pengadaan"), _("PPK memilih Pejabat Pengadaan.")),
        S.WITH_OFFICER: (_("Penerimaan paket"), _("Pejabat Pengadaan menerima atau mengembalikan paket.")),
        S.ACTIVE: (_("Pemesanan"), _("Pejabat Pengadaan memesan sampai sisa pagu habis.")),
    }


def _done(event: Mapping[str, Any]) -> dict[str, Any]:
    name = str(event["name"])
    is_back = name in {
        "package.returned_to_pa",
        "package.returned_to_ppk",
        "package.recalled",
        "package.withdrawn",
    }
    return {
        "title": _titles().get(name, name),
        "state": "refused" if is_back else "done",
        "when": event["at"],
        "who": role_word(str(event["role"])),
        "text": _text(event["public"]),
    }


def _titles() -> dict[str, str]:
    return {
        "package.imported": _("Diumumkan dalam RUP"),
        "package.announced_anew": _("RUP diumumkan ulang"),
        "package.disposed_to_ppk": _("Didisposisi ke PPK"),
        "package.prepared": _("Disiapkan"),
        "package.disposed_to_officer": _("Didisposisi ke Pejabat Pengadaan"),
        "package.taken_up": _("Diterima Pejabat Pengadaan"),
        "package.returned_to_pa": _("Dikembalikan ke PA/KPA"),
        "package.returned_to_ppk": _("Dikembalikan ke PPK"),
        "package.recalled": _("Disposisi ditarik kembali"),
        "package.withdrawn": _("Ditarik"),
        "package.finished": _("Selesai"),
    }


def _text(public: Mapping[str, Any]) -> str:
    if "reason" in public:
        return told(str(public["reason"]))
    if "decree" in public:
        return _("Surat tugas %(decree)s") % {"decree": public["decree"]}
    if "account" in public:
        return _("Dibebankan pada %(account)s") % {"account": public["account"]}
    return ""


def consumption_verdict(starts_at: datetime, ends_at: datetime, outsiders: int, at: datetime) -> Verdict:
    """Tell whether food and drink may be ordered for a meeting, by today's rule."""
    return may_serve_consumption(
        starts_at=starts_at,
        ends_at=ends_at,
        participants_from_outside=outsiders,
        day=at.astimezone(ZONE).date(),
    )
