"""The way of a package from announcement to the officer who orders, as timeline entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.packages.facts import PackageFacts
from eorder.buying.packages.states import OWNERS, PackageState
from eorder.web.chain import Entry, Event
from eorder.web.pages import role_word
from eorder.web.told import told


def package_chain(facts: PackageFacts, events: Sequence[Event]) -> list[Entry]:
    """Tell a package's steps in the order they happened, then whose turn it is.

    Args:
        facts: Facts of the package.
        events: Its events in the order they happened.
    """
    titles = _titles()
    done = [
        Entry(
            titles[event["name"]],
            "refused" if event["name"] in _BACK else "done",
            event["at"],
            role_word(event["role"]),
            told(event["public"].get("reason", "")),
        )
        for event in events
        if event["name"] in titles
    ]
    return [*done, *_next(facts)]


_BACK = frozenset(
    {"package.returned_to_pa", "package.returned_to_ppk", "package.recalled", "package.withdrawn"}
)


def _titles() -> dict[str, str]:
    return {
        "package.imported": _("Diumumkan (RUP)"),
        "package.announced_anew": _("Pengumuman diubah"),
        "package.disposed_to_ppk": _("Disposisi PA/KPA ke PPK"),
        "package.prepared": _("Disiapkan PPK: anggaran, KAK, spesifikasi"),
        "package.disposed_to_officer": _("Disposisi PPK ke Pejabat Pengadaan"),
        "package.taken_up": _("Diterima Pejabat Pengadaan"),
        "package.returned_to_pa": _("Dikembalikan ke PA/KPA"),
        "package.returned_to_ppk": _("Dikembalikan ke PPK"),
        "package.recalled": _("Disposisi ditarik kembali"),
        "package.withdrawn": _("Ditarik"),
        "package.finished": _("Selesai"),
    }


def _next(facts: PackageFacts) -> list[Entry]:
    words: dict[Any, str] = {
        PackageState.IMPORTED: _("Disposisi ke PPK"),
        PackageState.WITH_PPK: _("Penyiapan paket"),
        PackageState.PREPARED: _("Disposisi ke Pejabat Pengadaan"),
        PackageState.WITH_OFFICER: _("Penerimaan oleh Pejabat Pengadaan"),
        PackageState.ACTIVE: _("Pemesanan"),
    }
    state = PackageState(facts.state)
    if state not in words:
        return []
    who = _(" atau ").join(sorted(role_word(role) for role in OWNERS[state]))
    return [Entry(words[state], "now", who=who)]
