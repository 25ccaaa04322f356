"""A seller's new product: choose what it is, then answer what its category asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.ids import CommandId
from eorder.market.catalogue.actions.list_product import ProductForm
from eorder.market.catalogue.actions.list_product import list_product as put_on_sale
from eorder.market.catalogue.category_queries import category_choices, chosen_category
from eorder.market.catalogue.cooling import cooling_hours
from eorder.market.finding.understanding import plain_letters, tokens_of, understand
from eorder.market.templates.answers import FIELD, NO, YES, answer_problems
from eorder.market.templates.template import Attribute, AttributeKind, Group, Template
from eorder.parties.identity.policy import VENDOR
from eorder.parties.vendors.queries import is_admitted
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, page, show
from eorder.web.reading import FormReader, typed
from eorder.web.told import told, told_all
from eorder.web.vendor.views.products import business_of, own_product, price_of, product_form
from eorder.web.words import group_word, named

LONGEST_NAME, LONGEST_UNIT, LONGEST_LEAD = 160, 20, 365
MOST_MINIMUM = 1_000_000
SHORTEST_STEM = 4
"""Letters from which a word also means the longer ones that begin with it; `cat` is not `catering`."""
FOLDED = frozenset({"minimum", "lead_days", "description"})
"""Questions that have an answer already or need none; an optional attribute is one of them too."""


@page(VENDOR, "GET", "POST")
def list_product(request: PageRequest) -> HttpResponse:
    """List a product at its first price: first what it is, then the questions of that category.

    Address: `kategori` is the code of a category, `salin` the key of a product of one's own whose answers the form
    begins with, `cari` what the product is called where none is chosen yet.
    """
    copied = _copied(request)
    code = request.POST.get("category") or request.GET.get("kategori") or copied.get("category", "")
    category = chosen_category(code.replace("\x00", ""))
    if category is None:
        return _choose(request, is_refused=request.method == "POST")
    template, actor = category["template"], asker(request)

    def perform(command: CommandId) -> object:
        form, answers = _read(FormReader(request), category["code"], template)
        given = {"attributes": answers} if template else {}
        return put_on_sale(
            vendor_id=business_of(request), form=form, **given, by=actor, at=request.at, command=command
        )

    questions = [_question(each) for each in template.attributes] if template else []
    context = {
        "category": category,
        "name": named(category["name"], template.name_en if template else ""),
        "asked": [each for each in questions if each["is_required"]],
        "folded": [each for each in questions if not each["is_required"]],
        "folded_names": FOLDED | {each["name"] for each in questions if not each["is_required"]},
        "units": template.unit_names if template else (),
        "is_selling": is_admitted(business_of(request)),
        "hours": cooling_hours(today(request.at)),
        "given": typed(request) if request.method == "POST" else copied,
    }
    return product_form(request, "vendor/list_product.jinja", context, perform, "baru")


def _choose(request: PageRequest, *, is_refused: bool) -> HttpResponse:
    """Ask what the product is; the categories that the business sells in already stand first."""
    query = request.GET.get("cari", "").strip()
    asked = understand(query, request.at).concepts
    rows = [row for row in category_choices(business_of(request)) if _fits(row, asked)]
    mine = [_choice(row) for row in rows if row["is_used"]]
    groups = [
        {
            "title": group_word(key) if key else _("Umum, tanpa templat"),
            "choices": [_choice(row) for row in rows if row["group"] == key],
        }
        for key in (*Group, None)
    ]
    context = {
        "query": query,
        "mine": mine,
        "groups": [group for group in groups if group["choices"]],
        "is_open": bool(query),
        "problems": {"": _("Pilih kategori produk.")} if is_refused else {},
    }
    return show(request, "vendor/choose_category.jinja", context, 422 if is_refused else 200)


def _fits(row: Mapping[str, Any], concepts: Iterable[Iterable[tuple[str, ...]]]) -> bool:
    """Tell whether a category is called, or about, each thing looked for by one of its names."""
    about = set(tokens_of(plain_letters(" ".join(filter(None, (row["name"], row["name_en"], row["about"]))))))
    return all(any(_named_so(name, about) for name in names) for names in concepts)


def _named_so(name: tuple[str, ...], about: set[str]) -> bool:
    return all(word in about or (len(word) >= SHORTEST_STEM and _begins(word, about)) for word in name)


def _begins(word: str, about: set[str]) -> bool:
    return any(each.startswith(word) for each in about)


def _choice(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": named(row["name"], row["name_en"]),
        "about": told(row["about"] or ""),
        "url": f"{reverse('list_product')}?{urlencode({'kategori': row['code']})}",
    }


def _copied(request: PageRequest) -> dict[str, str]:
    """Give the answers of the product that is copied, as they would be typed; none without one."""
    try:
        product = own_product(request, UUID(request.GET.get("salin", "")))
    except ValueError:
        return {}
    fields = ("name", "unit", "price", "minimum", "lead_days", "description")
    answers = {f"{FIELD}{key}": _as_typed(value) for key, value in (product["attributes"] or {}).items()}
    return {"category": product["category_id"], **{each: str(product[each]) for each in fields}, **answers}


def _as_typed(answer: object) -> str:
    if isinstance(answer, bool):
        return YES if answer else NO
    return str(answer)


def _question(attribute: Attribute) -> dict[str, Any]:
    """Describe an attribute for the field macro."""
    options = {AttributeKind.CHOICE: attribute.choices, AttributeKind.FLAG: (YES, NO)}
    kinds = {AttributeKind.TEXT: "text", AttributeKind.NUMBER: "number"}
    return {
        "name": f"{FIELD}{attribute.key}",
        "label": named(attribute.label, attribute.label_en),
        "kind": kinds.get(attribute.kind, "select"),
        "hint": _("Dalam %(unit)s.") % {"unit": attribute.unit} if attribute.unit else "",
        "options": [("", _("Pilih")), *((each, each) for each in options.get(attribute.kind, ()))],
        "is_required": attribute.is_required,
    }


def _read(form: FormReader, category: str, template: Template | None) -> tuple[ProductForm, dict[str, str]]:
    """Read the product and what was answered of its template, and say everything that is wrong at once.

    Raises:
        TypedError: A field or an answer is wrong.
    """
    read = ProductForm(
        category_code=category,
        name=form.text("name", required=_("Tulis nama produk."), most=LONGEST_NAME),
        description=form.text("description"),
        unit=form.text("unit", required=_("Tulis satuan jual, misalnya kotak atau rim."), most=LONGEST_UNIT),
        price=price_of(form),
        minimum=form.whole(
            "minimum", _("Tulis jumlah paling sedikit, mulai dari 1."), least=1, most=MOST_MINIMUM
        ),
        lead_days=form.whole("lead_days", _("Tulis berapa hari persiapan, 0 sampai 365."), most=LONGEST_LEAD),
    )
    if template is None:
        form.done()
        return read, {}
    answers = {each.key: form.text(f"{FIELD}{each.key}") for each in template.attributes}
    answers = {key: answer for key, answer in answers.items() if answer}
    form.problems = {**told_all(answer_problems(template, answers, read.unit)), **form.problems}
    form.done()
    return read, answers
