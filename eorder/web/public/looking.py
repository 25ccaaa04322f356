"""A search as it stands in the address of the catalogue: read, told in words, and written again for the next page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from eorder.market.curation.marks import GRADES
from eorder.market.finding.asking import CHECKED, Filters, Sort, read_codes, read_place
from eorder.market.finding.queries import Found, Search
from eorder.market.finding.turns import hour_of
from eorder.market.finding.understanding import LONGEST_QUERY, Question, understand
from eorder.web.formats import ZONE, ribuan, waktu
from eorder.web.words import scale_word

LARGEST_DIGITS = 12
MOST_LEAD_DAYS = 60


def read_search(given: QueryDict, at: datetime) -> Search:
    """Read a search; what cannot be understood is left out.

    Raises:
        NotFoundError: The place of the page is none.
    """
    question = understand(given.get("q", ""), at.astimezone(ZONE))
    sort = next((each for each in Sort if each == given.get("urut")), Sort.FAIR)
    after = read_place(given.get("setelah", ""), sort)
    [near] = read_codes([given.get("dekat", "")]) or [""]
    return Search(
        question, _filters(given, question, at), after.hour if after else hour_of(at), at, sort, near, after
    )


def _filters(given: QueryDict, question: Question, at: datetime) -> Filters:
    lead_days = _whole(given.get("siap", ""))
    if question.needed_at:
        days = (question.needed_at.date() - at.astimezone(ZONE).date()).days
        lead_days = days if lead_days is None else min(days, lead_days)
    return Filters(
        read_codes(given.getlist("kategori")),
        read_codes(given.getlist("kecamatan")),
        read_codes(given.getlist("skala")),
        _whole(given.get("dari", "")),
        _whole(given.get("sampai", "")),
        None if lead_days is None else min(lead_days, MOST_LEAD_DAYS),
        question.quantity or None,
        **read_found(given),
    )


def read_found(given: QueryDict) -> dict[str, Any]:
    """Read the filters by what curators found: grades, and halal."""
    grades = tuple(each for each in GRADES if each in given.getlist("mutu"))
    return {"grades": grades, "is_halal": CHECKED in given.getlist("halal")}


def _whole(text: str) -> int | None:
    digits = text.replace(".", "").replace("Rp", "").strip()
    is_whole = digits.isascii() and digits.isdigit() and len(digits) <= LARGEST_DIGITS
    return int(digits) if is_whole else None


def shown_query(given: QueryDict) -> str:
    """Give the words as the page shows them again."""
    return given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]


def written(given: QueryDict, **more: str) -> str:
    """Write a search as a query string, with other values for some parameters; empty ones are left out."""
    names = (
        "q",
        "kategori",
        "kecamatan",
        "skala",
        "dari",
        "sampai",
        "siap",
        "urut",
        "dekat",
        "mutu",
        "halal",
    )
    pairs = [(name, value) for name in names if name not in more for value in given.getlist(name)[:20]]
    kept = [(name, value[:LONGEST_QUERY]) for name, value in [*pairs, *more.items()] if value.strip()]
    return f"?{urlencode(kept)}" if kept else ""


def notes(text: str, asked: Search, found: Found) -> list[str]:
    """Say what was understood of a search beyond its words, and what was done instead."""
    question = asked.question
    said = [
        _("Menampilkan hasil untuk “%(taken)s”, karena “%(typed)s” tidak dipakai penjual mana pun.")
        % {"taken": taken, "typed": typed}
        for typed, taken in found.instead.items()
    ]
    if question.is_cut:
        said.append(_("Hanya %(most)s huruf pertama yang dibaca.") % {"most": LONGEST_QUERY})
    if question.is_mute:
        said.append(
            _("Tidak ada kata yang dapat dicari di “%(text)s”, jadi semua ditampilkan.") % {"text": text}
        )
    if found.is_loose:
        said.append(_("Tidak ada yang memuat semua kata itu. Yang paling mirip tampil lebih dulu."))
    if question.quantity:
        said.append(
            _("Hanya yang dapat dipesan sebanyak %(quantity)s %(unit)s.")
            % {"quantity": ribuan(question.quantity), "unit": question.unit}
        )
    if question.needed_at:
        said.append(_("Hanya yang dapat siap sampai %(moment)s.") % {"moment": waktu(question.needed_at)})
    if asked.sort is Sort.NEAR and not asked.near:
        said.append(_("Pilih kecamatan di saringan supaya yang terdekat tampil lebih dulu."))
    return said


def count_words(found: Found) -> str:
    """Say how many there are, honestly: what was not counted is not guessed."""
    if found.has_more:
        return _("Lebih dari %(count)s barang atau jasa") % {"count": ribuan(found.count)}
    if 0 < found.exact < found.count:
        return _("%(exact)s barang atau jasa memuat semua kata, %(others)s lainnya mirip") % {
            "exact": ribuan(found.exact),
            "others": ribuan(found.count - found.exact),
        }
    return _("%(count)s barang atau jasa") % {"count": ribuan(found.count)}


def groups(asked: Search, found: Found) -> list[tuple[str, str, list[tuple[str, str, str, bool]]]]:
    """Give the filters by value for the filter macro, with counts under what is chosen now."""
    chosen = {
        "kategori": asked.filters.categories,
        "kecamatan": asked.filters.regions,
        "skala": asked.filters.scales,
        **chosen_found(asked.filters),
    }
    legends = {
        "kategori": _("Kategori"),
        "mutu": _("Mutu menurut kurator"),
        "halal": _("Halal"),
        "kecamatan": _("Kecamatan"),
        "skala": _("Skala usaha"),
    }
    return [
        (legends[kind], kind, _options(kind, found, chosen[kind]))
        for kind in legends
        if found.facets.get(kind) or chosen[kind]
    ]


def chosen_found(filters: Filters) -> dict[str, tuple[str, ...]]:
    """Give what is chosen of what curators found, by the name of the filter."""
    return {"mutu": filters.grades, "halal": (CHECKED,) if filters.is_halal else ()}


def option_word(kind: str, name: str) -> str:
    """Name an option of a filter."""
    if kind == "mutu":
        return _("Mutu %(grade)s") % {"grade": name}
    if kind == "halal":
        return _("Bersertifikat halal, diperiksa kurator")
    return scale_word(name) if kind == "skala" else name


def _options(kind: str, found: Found, chosen: tuple[str, ...]) -> list[tuple[str, str, str, bool]]:
    known = found.facets.get(kind, [])
    absent = [(value, value, 0) for value in chosen if value not in {each[0] for each in known}]
    return [
        (value, option_word(kind, name), count_of(count, found), value in chosen)
        for value, name, count in [*known, *absent]
    ]


def count_of(count: int, found: Found) -> str:
    """Write a count of a filter, honestly where not everything was counted."""
    return _("sedikitnya %(count)s") % {"count": ribuan(count)} if found.has_more else ribuan(count)


def count_note(found: Found) -> str:
    """Say what the counts of the filters were counted from, where that is not everything found."""
    if not found.has_more:
        return ""
    return _(
        "Yang cocok lebih dari %(count)s. Angka di saringan dihitung dari %(seen)s di antaranya, jadi sedikitnya "
        "sekian, dan pilihan lain mungkin ada."
    ) % {"count": ribuan(found.count), "seen": ribuan(found.count + 1)}


def sorts(given: QueryDict, asked: Search, here: str) -> list[dict[str, Any]]:
    """Give the ways to sort as links; the one in use has no address."""
    words = {
        Sort.FAIR: _("Giliran adil"),
        Sort.CHEAP: _("Harga terendah"),
        Sort.DEAR: _("Harga tertinggi"),
        Sort.NEAR: _("Terdekat"),
    }
    return [
        {"label": label, "url": "" if sort is asked.sort else here + written(given, urut=sort.value)}
        for sort, label in words.items()
    ]
