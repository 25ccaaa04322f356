"""The way of a package from announcement to its last order, as timeline entries, in public and at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.packages.states import OWNERS, PackageState
from eorder.web.chain import Entry, Event
from eorder.web.pages import role_word
from eorder.web.told import told

S = PackageState
_BACK = frozenset(
    {"package.returned_to_pa", "package.returned_to_ppk", "package.recalled", "package.withdrawn"}
)


def package_chain(state: str, events: Sequence[Event], holder: str = "") -> list[Entry]:
    """Tell a package's steps in the order they happened, then whose turn it is, then what follows.

    Args:
        state: Where the package stands.
        events: Its events in the order they happened.
        holder: Who has it now, for those who may read names; else the offices are named.
    """
    titles = _titles()
    done = [_done(event, titles[event["name"]]) for event in events if event["name"] in titles]
    road = _road()
    if S(state) not in road:
        return done
    now, *later = list(road.values())[list(road).index(S(state)) :]
    present = replace(now, state="now", who=holder or holders(state))
    return [*done, present, *later, Entry(_("Paket selesai"), "later")]


def holders(state: str) -> str:
    """Name the offices that a package waits for."""
    return "/".join(sorted((role_word(role) for role in OWNERS.get(S(state), ())), reverse=True))


def _road() -> dict[PackageState, Entry]:
    return {
        S.IMPORTED: Entry(_("Disposisi ke PPK"), "later", text=_("PA atau KPA memilih PPK.")),
        S.WITH_PPK: Entry(_("Persiapan"), "later", text=_("PPK mengikat anggaran dan mengunggah KAK.")),
        S.PREPARED: Entry(
            _("Disposisi ke Pejabat Pengadaan"), "later", text=_("PPK memilih Pejabat Pengadaan.")
        ),
        S.WITH_OFFICER: Entry(
            _("Penerimaan paket"), "later", text=_("Pejabat Pengadaan menerima atau mengembalikan paket.")
        ),
        S.ACTIVE: Entry(_("Pemesanan"), "later", text=_("Pejabat Pengadaan memesan sampai sisa pagu habis.")),
    }


def _done(event: Event, title: str) -> Entry:
    state = "refused" if event["name"] in _BACK else "done"
    return Entry(title, state, event["at"], role_word(event["role"]), _text(event["public"]))


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
