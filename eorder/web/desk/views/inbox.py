"""The inbox: what waits for me, first due first."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import PARTY, SIGNED_IN
from eorder.web.desk.seeing import asker
from eorder.web.desk.tasks import tasks_of
from eorder.web.pages import PageRequest, page, show


@page(SIGNED_IN)
def inbox(request: PageRequest) -> HttpResponse:
    """Show the tasks of the person signed in."""
    actor = asker(request)
    tasks = tasks_of(actor, request.at)
    is_joining = actor.kind in SELLING and not actor.roles(request.at)
    context = {"tasks": tasks, "is_joining": is_joining}
    return show(
        request,
        "desk/inbox.jinja",
        {**context, "coming": _joining() if is_joining else coming(actor, request.at)},
    )


SELLING = frozenset({"umkm", "jakpreneur"})
"""Kinds of accounts that were opened to sell."""


def _joining() -> str:
    return _(
        "Usaha Anda belum terdaftar. Teruskan pendaftarannya; setiap langkah yang sudah diisi tersimpan."
    )


def coming(actor: Actor, at: datetime) -> str:
    """Say what will come to an empty inbox."""
    roles = actor.roles(at)
    words = {
        "vendor": _("pesanan baru, barang yang harus dikirim, dan tagihan yang dapat dibuat"),
        "ppk": _("paket untuk disiapkan, barang untuk dihitung, dan pesanan untuk ditutup"),
        "pa": _("paket RUP yang menunggu disposisi"),
        "kpa": _("paket RUP yang menunggu disposisi"),
        "pejabat_pengadaan": _("paket yang diteruskan PPK kepada Anda"),
        "bendahara": _("tagihan untuk diperiksa dan dibayar"),
        "bendahara_pembantu": _("tagihan untuk diperiksa dan dibayar"),
        "curator": _("usaha yang mendaftar dan produk yang menunggu dinilai"),
        "pptk": _("rapat yang daftar hadirnya belum diunggah"),
    }
    told = list(dict.fromkeys(words[role] for role in sorted(roles) if role in words))
    if not told and not PARTY.admits(actor, at):
        return _("Peran Anda belum punya tugas di sini. Pembelian dan katalog dapat Anda baca.")
    if not told:
        return _("Peran Anda tidak menerima tugas dari pesanan; Anda dapat membaca semuanya lewat Pesanan.")
    return _("Yang akan muncul di sini: %(what)s. Anda juga dikabari lewat surel.") % {
        "what": "; ".join(told)
    }
