"""Every category with what it holds, and one with its template in plain words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.market.catalogue.category_queries import MOST_COUNTED, category_page, counted_categories
from eorder.market.finding.asking import Filters, Sort, read_place
from eorder.market.finding.queries import Found, Search, search
from eorder.market.finding.turns import hour_of
from eorder.market.finding.understanding import Question
from eorder.market.photos.queries import first_photos
from eorder.market.templates.queries import versions_of
from eorder.market.templates.template import Attribute, AttributeKind, Group, ShouldCost, Template, of_body
from eorder.parties.identity.policy import PUBLIC
from eorder.web.formats import angka, ribuan
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.lists import key_of_row, product_cards
from eorder.web.public.looking import chosen_found, count_of, option_word, read_found
from eorder.web.told import told
from eorder.web.words import group_word, named, tax_nature_word


@page(PUBLIC)
def categories(request: PageRequest) -> HttpResponse:
    """List every category by group; 1 statement."""
    rows = counted_categories(request.at)
    groups = [
        {
            "key": key or "umum",
            "title": group_word(key) if key else _("Umum, tanpa templat"),
            "categories": [_listed(row) for row in rows if row["group"] == key],
        }
        for key in (*Group, None)
    ]
    context = {"groups": [group for group in groups if group["categories"]], "count": len(rows)}
    return show(request, "public/categories.jinja", context)


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": named(row["name"], row["name_en"]),
        "url": reverse("category", args=[row["code"]]),
        "about": told(row["about"] or ""),
        "count": count_words(row["products"]),
    }


def count_words(products: int) -> str:
    """Say how many products a category holds, honestly where not all were counted."""
    if products > MOST_COUNTED:
        return _("lebih dari %(count)s produk") % {"count": ribuan(MOST_COUNTED)}
    return _("%(count)s produk") % {"count": ribuan(products)} if products else _("belum ada produk")


@page(PUBLIC)
def category(request: PageRequest, code: str) -> HttpResponse:
    """Show a category, its template and its products in fair order; 4 statements, 1 more beyond 1,000 products."""
    found = category_page(code)
    after = read_place(request.GET.get("setelah", ""), Sort.FAIR)
    hour = after.hour if after else hour_of(request.at)
    filters = Filters(categories=(code,), **read_found(request.GET))
    listed = search(Search(Question(), filters, hour, request.at, after=after))
    here = reverse("category", args=[code])
    template = of_body(found["template__body"]) if found["template__body"] else None
    context = {
        "category": found,
        "name": named(found["name"], template.name_en if template else ""),
        "nature": tax_nature_word(found["tax_nature"]),
        "template": template_words(template) if template else None,
        "versions": [[row["version"], row["published_at"], row["digest"][:12]] for row in versions_of(code)],
        "products": product_cards(
            listed.products, first_photos(key_of_row(each) for each in listed.products)
        ),
        "is_first": after is None,
        "filters": filter_links(here, filters, listed),
        "is_filtered": bool(filters.grades or filters.is_halal),
        "first_url": _with(here, chosen_found(filters)),
        "next_url": _with(here, chosen_found(filters), listed.next_place.text()) if listed.next_place else "",
    }
    return show(request, "public/category.jinja", context)


def filter_links(here: str, filters: Filters, found: Found) -> list[dict[str, Any]]:
    """Give the filters by what curators found as links that choose or leave one, with what each leaves in."""
    chosen = chosen_found(filters)
    known = {(kind, value): count for kind in chosen for value, _name, count in found.facets.get(kind, [])}
    left = {(kind, value): 0 for kind, values in chosen.items() for value in values}
    return [
        {
            "label": option_word(kind, value),
            "count": count_of(count, found),
            "is_chosen": value in chosen[kind],
            "url": _with(here, chosen | {kind: tuple(sorted({*chosen[kind]} ^ {value}))}) + "#produk",
        }
        for (kind, value), count in sorted(
            {**left, **known}.items(), key=lambda each: (each[0][0] != "mutu", each[0])
        )
    ]


def _with(here: str, chosen: dict[str, tuple[str, ...]], after: str = "") -> str:
    given = [(kind, value) for kind, values in chosen.items() for value in values]
    query = urlencode([*given, *([("setelah", after)] if after else [])])
    return f"{here}?{query}" if query else here


def template_words(template: Template) -> dict[str, Any]:
    """Describe a template in plain words."""
    return {
        "about": told(template.about),
        "units": [f"{unit.name} ({unit.code})" if unit.code else unit.name for unit in template.units],
        "attributes": [attribute_row(each) for each in template.attributes],
        "kbli": template.kbli,
        "cpv": template.cpv,
        "criteria": [[told(each.name), told(each.refusal), told(each.remedy)] for each in template.criteria],
        "cost": cost_words(template.should_cost) if template.should_cost else None,
        "unsure": [told(each) for each in template.unsure],
    }


def attribute_row(attribute: Attribute) -> list[str]:
    """Describe one attribute for the table macro: name, whether it is compulsory, what is typed."""
    return [
        named(attribute.label, attribute.label_en),
        _("wajib") if attribute.is_required else _("boleh kosong"),
        _form_of(attribute),
    ]


def _form_of(attribute: Attribute) -> str:
    words = {
        AttributeKind.TEXT: _("teks, paling panjang %(most)s huruf"),
        AttributeKind.NUMBER: _("bilangan bulat dari %(least)s sampai %(most)s %(unit)s"),
        AttributeKind.CHOICE: _("salah satu: %(choices)s"),
        AttributeKind.FLAG: _("ya atau tidak"),
    }
    return words[attribute.kind] % {
        "least": ribuan(attribute.least),
        "most": ribuan(attribute.most),
        "unit": attribute.unit,
        "choices": ", ".join(attribute.choices),
    }


def cost_words(cost: ShouldCost) -> dict[str, Any]:
    """Describe what one unit should cost its maker, for the table macro."""
    work = _("Kerja %(minutes)s menit, Rp %(wage)s per jam") % {
        "minutes": ribuan(cost.minutes),
        "wage": ribuan(cost.wage),
    }
    overhead = _("Biaya tetap %(percent)s %% dari kerja dan bahan") % {"percent": angka(cost.overhead * 10)}
    return {
        "unit": cost.unit,
        "rows": [
            [work, cost.work],
            *([told(each.name), each.amount] for each in cost.materials),
            [overhead, cost.overheads],
        ],
        "total": [_("Seharusnya"), cost.total],
        "source": told(cost.source),
    }
