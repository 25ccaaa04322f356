"""The table of access: who may open which address, read from the addresses themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.parties.identity.policy import PUBLIC
from eorder.web.access_table import ACCESS, ANYONE, FINDS, Access, Kind, Reach
from eorder.web.pages import PageRequest, page, role_word, show
from eorder.web.public.routes import routes
from eorder.web.told import told


@page(PUBLIC)
def access(request: PageRequest) -> HttpResponse:
    """Show the tables; no statement."""
    groups: dict[str, dict[str, list[str]]] = {}
    for route in routes():  # operations of one address stand in one row
        ways = "" if tuple(route.methods) == ("GET",) else ", ".join(route.methods)
        row = [route.path, ways, sender_words(ACCESS[route.name])]
        groups.setdefault(told(route.words), {})[route.path] = row
    shown = {
        who: {
            "read": [path for path, *sent in rows.values() if not any(sent)],
            "sent": [row for row in rows.values() if any(row[1:])],
        }
        for who, rows in groups.items()
    }
    records = [[record_word(kind), finder_words(finders)] for kind, finders in FINDS.items()]
    return show(request, "public/access.jinja", {"groups": shown, "records": records})


def sender_words(row: Access) -> str:
    """Name who may send the form of an address; empty where nothing is sent."""
    if ANYONE in row.sends:
        return _("siapa saja")
    named = _offices(row.sends)
    return _("%(offices)s yang menerima disposisinya") % {"offices": named} if row.to_the_named else named


def finder_words(finders: Mapping[str, Reach]) -> str:
    """Name who finds a record of a kind, by how far each reaches."""
    words = {
        Reach.UNIT: _("%(offices)s unit itu"),
        Reach.GOVERNMENT: _("%(offices)s pemerintah daerah itu"),
        Reach.BUSINESS: _("anggota usaha itu"),
    }
    found = []
    for reach, sentence in words.items():
        offices = [role for role, far in finders.items() if far is reach]
        if offices:
            found.append(sentence % {"offices": _offices(offices)})
    return "; ".join(found)


def record_word(kind: Kind) -> str:
    """Name a kind of record."""
    words = {
        Kind.PACKAGE: _("Paket dan rapatnya"),
        Kind.SELLER: _("Penjual yang hendak ditangguhkan"),
        Kind.SANCTION: _("Sanksi: daftar hitam di unit yang mengusulkan, yang lain pada kurator"),
        Kind.ORDER: _("Pesanan, dari pengiriman sampai bukti setor pajak"),
        Kind.UNIT: _("Alamat antar unit"),
        Kind.PRODUCT: _("Produk untuk diubah"),
        Kind.BUSINESS: _("Daftar produk sendiri"),
        Kind.APPLICATION: _("Pendaftaran usaha yang dikirim"),
        Kind.CURATION: _("Produk yang menunggu dinilai kurator"),
        Kind.ACCOUNT_CHANGE: _("Usulan rekening usaha"),
        Kind.CLAIM: _("Klaim atas nomor usaha yang diajukan"),
    }
    return words[kind]


def _offices(roles: Iterable[str]) -> str:
    return ", ".join(sorted(role_word(role) for role in roles))
