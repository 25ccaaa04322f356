"""The queue before the curators: what waits, at which place and how long, and how long it took of late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.law.book import parameter
from eorder.market.curation.appeal_queries import appeals_in_queue
from eorder.market.curation.queue_queries import cases_in_queue
from eorder.parties.identity.policy import PUBLIC
from eorder.parties.joining.queries import governments
from eorder.parties.joining.queue_queries import (
    DAYS_BACK,
    MOST_SHOWN,
    applications_in_queue,
    decided_of_late,
    taken_before_others,
)
from eorder.parties.joining.terms import waited_days
from eorder.web.formats import angka, ribuan, tanggal, today
from eorder.web.pages import PageRequest, page, show
from eorder.web.told import told

RUNGS = (
    ("check", "application_check_term"),
    ("curation", "curation_term"),
    ("appeal", "curation_appeal_answer_term"),
)


@page(PUBLIC)
def curation_queue(request: PageRequest) -> HttpResponse:
    """Show what waits without names, rung by rung, and the decisions of the last 90 days; 6 statements."""
    places, at = governments(), request.at
    waiting = {
        "check": applications_in_queue(),
        "curation": cases_in_queue(),
        "appeal": appeals_in_queue(),
    }
    counted = {(row["government_id"], row["rung"]): row for row in decided_of_late(at)}
    jumped = taken_before_others(at)
    context = {
        "places": [
            {
                "name": each["name"],
                "rungs": [_rung(each, key, term, waiting[key], counted, at) for key, term in RUNGS],
                "jumped": [_jump(row) for row in jumped if row["government_id"] == each["id"]],
            }
            for each in places
        ],
        "days_back": DAYS_BACK,
    }
    return show(request, "public/curation_queue.jinja", context)


def rung_word(key: str) -> str:
    """Name a rung of the ladder for people."""
    words = {"check": _("Pemeriksaan pendaftaran"), "curation": _("Kurasi produk")}
    return words.get(key) or _("Keberatan atas hasil kurasi")


def _rung(
    place: dict[str, Any],
    key: str,
    term: str,
    waiting: Iterable[dict[str, Any]],
    counted: dict[Any, dict[str, Any]],
    at: datetime,
) -> dict[str, Any]:
    mine = [row for row in waiting if row["government_id"] == place["id"]]
    late = counted.get((place["id"], key), {})
    days = parameter(term).on(today(at)).amount
    return {
        "key": key,
        "name": rung_word(key),
        "days": days,
        "count": _count(len(mine)),
        "late": sum(row["due_at"] < at for row in mine),
        "decided": late.get("decided", 0),
        "outcome": _outcome_words(key, late.get("good", 0), late.get("jumped", 0)),
        "median": days_word(late["median"]) if late else "",
        "rows": [_row(number, row, days, place["time_zone"], at) for number, row in enumerate(mine, 1)],
    }


def _outcome_words(key: str, good: int, jumped: int) -> str:
    words = (
        _("%(good)s dikabulkan; %(jumped)s didahulukan")
        if key == "appeal"
        else _("%(good)s diterima atau lulus; %(jumped)s didahulukan")
    )
    return words % {"good": ribuan(good), "jumped": ribuan(jumped)}


def _count(length: int) -> str:
    return ribuan(length) if length < MOST_SHOWN else _("%(count)s atau lebih") % {"count": ribuan(length)}


def _row(number: int, row: dict[str, Any], days: int, zone: str, at: datetime) -> list[Any]:
    waited = waited_days(row["since"], at, zone)
    said = _("%(waited)s dari %(days)s hari kerja") % {"waited": waited, "days": days}
    due = tanggal(row["due_at"])
    return [row["number"], number, said, _("%(day)s, lewat") % {"day": due} if row["due_at"] < at else due]


def days_word(median: float) -> str:
    """Write a median of working days, which may end in a half, `2,5`."""
    return _("%(days)s hari kerja") % {"days": angka(round(median * 1_000))}


def _jump(row: dict[str, Any]) -> list[Any]:
    return [
        row["number"],
        rung_word(row["rung"]),
        tanggal(row["decided_at"]),
        row["place"],
        told(row["reason"]),
    ]
