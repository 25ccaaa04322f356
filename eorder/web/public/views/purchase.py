"""One purchase as a story: from budget line to payment, with its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eorder.buying.orders.facts import LineFacts, PurchaseFacts
from eorder.buying.orders.queries.story import StoryKeys, story_keys
from eorder.buying.payments.queries import complete_purchase
from eorder.papers.queries import TITLES, papers_made, papers_ready
from eorder.parties.identity.policy import PUBLIC
from eorder.records.documents.queries import documents_of
from eorder.records.journal.queries import events_of, last_change
from eorder.web.chain import PayClock, chain, pay_clock, viewer_of
from eorder.web.formats import angka
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.freshness import when_changed
from eorder.web.told import told
from eorder.web.words import order_tag, scale_word

Papers = dict[str, dict[str, Any]]
NAMED = 2
"""How many products the title names."""


@page(PUBLIC)
def purchase(request: PageRequest, number: str) -> HttpResponse:
    """Show the story; 7 statements, of which 3 decide whether the reader has it already."""
    keys = story_keys(number)
    count, changed_at = last_change(keys.touching)
    made = papers_made(keys.order_id)
    version = (count, changed_at, sorted(row["file_digest"] for row in made.values()))
    return when_changed(request, version, changed_at, lambda: _tell(request, keys, made))


def _tell(request: PageRequest, keys: StoryKeys, made: Papers) -> HttpResponse:
    facts = complete_purchase(keys.order_id)
    clock = pay_clock(facts, request.at)
    context = {
        "facts": facts,
        "title": title_of(facts),
        "tag": tag_of(facts, clock),
        "scale": scale_word(facts.seller.scale),
        "entries": chain(facts, events_of(keys.events_from), viewer_of(request.actor, facts, request.at)),
        "clock": clock,
        "lines": lines_table(facts),
        "rejections": [line for line in facts.lines if line.rejected],
        "meeting": keys.meeting,
        "papers": papers_of(facts, made),
        "documents": documents_of(keys.documents_from, only_public=True),
        "taxes": taxes_of(facts),
    }
    return show(request, "public/purchase.jinja", context)


@dataclass(frozen=True, slots=True)
class Taxes:
    """Taxes kept back: their sum in whole rupiah and the rule versions that decided them."""

    total: int
    rules: tuple[str, ...]


def title_of(facts: PurchaseFacts) -> str:
    """Name a purchase by what was bought and for what."""
    names = [line.name for line in facts.lines[:NAMED]]
    rest = len(facts.lines) - len(names)
    what = _(" dan ").join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
    if rest:
        what = _("%(names)s, dan %(rest)s lainnya") % {"names": ", ".join(names), "rest": rest}
    return _("%(what)s untuk %(cause)s") % {"what": what, "cause": facts.meeting_title or facts.package.name}


def tag_of(facts: PurchaseFacts, clock: PayClock | None) -> tuple[str, str]:
    """Say how a purchase stands; a paid one by its working days."""
    if clock is None or not clock.is_paid:
        return order_tag(facts.state)
    words = (
        ngettext("Lunas dalam %(num)s hari kerja", "Lunas dalam %(num)s hari kerja", clock.used)
        % {"num": clock.used}
        if clock.used
        else _("Lunas sebelum hari kerja berikutnya")
    )
    return (_("%(words)s, terlambat") % {"words": words}, "waits") if clock.is_late else (words, "ok")


def lines_table(facts: PurchaseFacts) -> dict[str, Any]:
    """Arrange the lines for the table macro, with what was accepted once it was counted."""
    counted = any(line.accepted or line.rejected for line in facts.lines)
    columns = [(_("Barang"), "text"), (_("Jumlah"), "number"), (_("Harga"), "money"), (_("Total"), "money")]
    if counted:
        columns[2:2] = [(_("Diterima"), "number")]
    blanks = [""] * (len(columns) - 2)
    rows = [_line_row(line, counted=counted) for line in facts.lines]
    if facts.ppn:
        rows.append([_("Sebelum PPN"), *blanks, facts.subtotal])
        rows.append(["PPN", *blanks, facts.ppn])
    return {"columns": columns, "rows": rows, "foot": [_("Jumlah seluruhnya"), *blanks, facts.total]}


def _line_row(line: LineFacts, *, counted: bool) -> list[object]:
    accepted = [angka(line.accepted)] if counted else []
    return [line.name, f"{angka(line.quantity)} {line.unit}", *accepted, line.unit_price, line.line_total]


def papers_of(facts: PurchaseFacts, made: Papers) -> list[dict[str, Any]]:
    """List the papers a purchase has come far enough for, with the digest of the file once it was made."""
    return [
        {
            "title": f"{told(TITLES[kind])} {made[kind]['number'] if kind in made else ''}".strip(),
            "url": reverse("paper", args=[facts.number, kind]),
            "digest": made[kind]["file_digest"] if kind in made else "",
            "note": "" if kind in made else _("dibuat saat pertama kali dibuka"),
        }
        for kind in papers_ready(facts)
    ]


def taxes_of(facts: PurchaseFacts) -> Taxes | None:
    """Add up what was kept back; None before the first payment."""
    if not facts.payments:
        return None
    rules = {tax.rule for payment in facts.payments for tax in payment.withholdings}
    return Taxes(sum(payment.withheld for payment in facts.payments), tuple(sorted(rules)))
