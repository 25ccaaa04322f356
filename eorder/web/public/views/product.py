"""One product: its price and every price before, its seller; readable also after it was taken off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.orders.queries.capacity import left_of, taken_by_day
from eorder.buying.orders.queries.corridor import corridors
from eorder.market.catalogue.cooling import cooling_hours, orderable_at
from eorder.market.catalogue.queries import prices_of, product_page
from eorder.market.curation.queries import grades_of
from eorder.market.photos.queries import photos_of
from eorder.market.templates.template import of_body
from eorder.parties.identity.policy import PUBLIC
from eorder.records.journal.queries import events_of, last_change
from eorder.web.formats import today
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.corridor_words import corridor_rows, too_few_words
from eorder.web.public.freshness import when_changed
from eorder.web.public.lists import lead_words, minimum_words
from eorder.web.words import answer_word, named, scale_word, tax_nature_word

DAYS_SHOWN = 7
"""Days of which a product's page shows what is left of their capacity."""


@page(PUBLIC)
def product(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Show the product; 7 statements, of which 3 decide whether the reader has it; 1 more with a capacity."""
    found = product_page(product_id, request.at)
    count, changed_at = last_change([product_id, found["vendor_id"]])
    room = room_ahead(found, today(request.at)) if found["per_day"] else []
    grade = grade_of(product_id, today(request.at))
    latest = max(filter(None, (changed_at, grade and grade["graded_at"])), default=None)
    # Orders change what is left, and sanctions begin and end by the day: neither is an event of the product.
    moment = request.at if room or found["had_sanction"] else latest
    told = (count, latest, room, grade, found["sanction_id"])
    return when_changed(request, told, moment, lambda: _show(request, found, room, grade))


def room_ahead(product: dict[str, Any], day: date) -> list[list[Any]]:
    """List what is left of the capacity of the first days that can be ordered for; 1 statement."""
    days = [day + timedelta(days=product["lead_days"] + ahead) for ahead in range(DAYS_SHOWN)]
    taken = taken_by_day([product["id"]], days[0], DAYS_SHOWN).get(product["id"], {})
    return [[each, left_of(product["per_day"], taken.get(each, 0))] for each in days]


def _show(
    request: PageRequest, found: dict[str, Any], room: list[list[Any]], grade: dict[str, Any] | None
) -> HttpResponse:
    prices, day = prices_of(found["id"]), today(request.at)
    corridor = corridors([found["id"]], day)[found["id"]]
    context = {
        "orderable_at": orderable_at(prices, day),
        "corridor": corridor_rows(corridor, found),
        "too_few": too_few_words(corridor),
        "is_cooling": orderable_at(prices, day) > request.at,
        "hours": cooling_hours(day),
        "room": room,
        "product": found,
        "scale": scale_word(found["vendor__scale"]),
        "nature": tax_nature_word(found["category__tax_nature"]),
        "lead_time": lead_words(found["lead_days"]),
        "minimum": minimum_words(found),
        "is_sold": found["state"] == "listed",
        "is_active": found["vendor__state"] == "active" and not found["sanction_id"],
        "answers": answers_of(found),
        "grade": grade,
        "photo_history": photo_history(found["id"]),
        "photos": photos_of(found["id"]),
        "prices": [[price["published_at"], price["amount"]] for price in prices],
    }
    return show(request, "public/product.jinja", context)


def grade_of(product_id: UUID, day: date) -> dict[str, Any] | None:
    """Give the latest grade of a product and whether it is over; none where it never passed; 1 statement."""
    found = grades_of([product_id]).get(product_id)
    return found and {**found, "is_over": found["valid_until"] < day}


def photo_history(product_id: UUID) -> list[dict[str, Any]]:
    """Say what happened to a product's photos, latest first; 1 statement."""
    words = {
        "product.photo_added": _("ditambahkan"),
        "product.photo_removed": _("dikeluarkan"),
        "product.photo_put_first": _("dijadikan foto utama"),
    }
    return [
        {"at": each["at"], "what": words[each["name"]], **each["public"]}
        for each in reversed(events_of([product_id]))
        if each["name"] in words
    ]


def answers_of(product: dict[str, Any]) -> list[tuple[str, str]]:
    """List what a product answers to the version of the template it was listed under, in the template's order."""
    if product["template__body"] is None:
        return []
    given = product["attributes"]
    return [
        (named(each.label, each.label_en), answer_word(each, given[each.key]))
        for each in of_body(product["template__body"]).attributes
        if each.key in given
    ]
