"""Words for sanctions: kinds, grounds, where one stands, and its facts as every page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.law.sanction_grounds import Ground, words_of
from eorder.parties.sanctions.actions.recording import DECREE
from eorder.records.documents.queries import documents_of
from eorder.web.formats import tanggal
from eorder.web.pages import role_word
from eorder.web.told import told
from eorder.web.words import named

Row = Mapping[str, Any]
Tag = tuple[str, str]


def kind_word(kind: str) -> str:
    """Name a kind of sanction."""
    words = {
        "suspension": _("Penangguhan"),
        "blacklist": _("Daftar hitam"),
        "national": _("Daftar hitam nasional"),
    }
    return words[kind]


def ground_word(row: Row) -> str:
    """Say for what a sanction was imposed; the national list does not say."""
    if row["kind"] == "national":
        return _("Tercatat di %(source)s") % {"source": row["source"]}
    label, english = words_of(row["ground"])
    return named(label, english) if label else told(row["article"])


def ground_choices(grounds: Mapping[str, Ground]) -> list[tuple[str, str, str]]:
    """Give the grounds for a form, each with its article and term."""
    return [
        (
            each.code,
            named(each.label, each.english),
            _("%(article)s, %(months)s bulan") % {"article": each.article, "months": each.months},
        )
        for each in grounds.values()
    ]


def tag_of(row: Row, at: datetime) -> Tag:
    """Say where a sanction stands on a day."""
    if row["starts_at"] is None:
        return (_("Diusulkan"), "waits") if row["state"] == "proposed" else (_("Ditolak"), "plain")
    if row["state"] == "lifted":
        return _("Dicabut"), "plain"
    if row["ends_at"] <= at:
        return _("Berakhir"), "plain"
    if row["starts_at"] > at:
        return _("Mulai %(day)s") % {"day": tanggal(row["since"])}, "waits"
    if row["state"] == "appealed":
        return _("Berlaku, keberatan diperiksa"), "refused"
    return _("Berlaku"), "refused"


def span_word(row: Row) -> str:
    """Write the days of a sanction."""
    if row["since"] is None:
        return _("belum diputuskan")
    return _("%(since)s sampai %(until)s") % {"since": tanggal(row["since"]), "until": tanggal(row["until"])}


def list_rows(rows: list[dict[str, Any]], at: datetime, page: str) -> list[dict[str, Any]]:
    """Describe sanctions for the list macro, each leading to a page of that name."""
    return [
        {
            "title": f"{row['vendor__name']}, {row['vendor__region__name']}",
            "url": reverse(page, kwargs={"sanction_id": row["id"]}),
            "source": f"{kind_word(row['kind'])} · {ground_word(row)} · {span_word(row)}",
            "tag": tag_of(row, at),
        }
        for row in rows
    ]


def facts_of(row: Row) -> list[tuple[str, str]]:
    """Give the facts of a sanction as terms and values."""
    decider = role_word(row["decided_role"]) if row["decided_at"] else ""
    found = [
        (_("Penjual"), f"{row['vendor__name']}, {row['vendor__region__name']}"),
        (_("Jenis"), kind_word(row["kind"])),
        (_("Masa"), span_word(row)),
        (_("Berakhir lebih awal"), tanggal(row["ends_at"]) if row["state"] == "lifted" else ""),
        (_("Alasan menurut peraturan"), ground_word(row)),
        (_("Pasal"), row["article"]),
        (_("Yang terjadi"), told(row["reason"])),
        (_("Nomor keputusan"), row["decree_number"]),
        (_("Provinsi"), row["province"]),
        (_("Unit"), row["unit__name"] or ""),
        (_("Ditetapkan oleh"), f"{decider}, {tanggal(row['decided_at'])}" if decider else ""),
    ]
    return [(term, value) for term, value in found if value]


def course_of(row: Row) -> list[tuple[str, str, str]]:
    """Tell the appeal and the answer, each as heading, when and by whom, and text."""
    told_so = []
    if row["appeal__text"]:
        told_so.append((_("Keberatan penjual"), tanggal(row["appeal__made_at"]), told(row["appeal__text"])))
    if row["answer__reasons"]:
        words = {"upheld": _("Putusan: sanksi tetap berlaku"), "lifted": _("Putusan: sanksi dicabut")}
        by = f"{role_word(row['answer__decided_role'])}, {tanggal(row['answer__decided_at'])}"
        told_so.append((words[row["answer__outcome"]], by, told(row["answer__reasons"])))
    return told_so


def papers_of(row: Row) -> list[dict[str, str]]:
    """List the decrees of a sanction with their digests; 1 statement."""
    return [
        {
            "title": told(each["title"]),
            "url": reverse("document", kwargs={"document_id": each["id"]}),
            "digest": each["sha256"],
        }
        for each in documents_of([row["id"]], only_public=True)
        if each["kind"] == DECREE
    ]
