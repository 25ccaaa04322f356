"""Many products at once: a workbook to fill in, its check before anything changes, and taking it in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.tables.writing import Row, workbook_of
from eorder.market.catalogue.actions.check_sheet import check_sheet
from eorder.market.catalogue.actions.take_sheet import take_sheet
from eorder.market.catalogue.category_queries import category_choices, chosen_category
from eorder.market.catalogue.cooling import cooling_hours
from eorder.market.catalogue.import_rows import OWN_COLUMNS
from eorder.market.catalogue.own_queries import listed_products, sheet_of
from eorder.market.templates.answers import NO, YES
from eorder.market.templates.template import Template
from eorder.parties.identity.policy import VENDOR
from eorder.web.desk.seeing import asker
from eorder.web.formats import ribuan, today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.public.downloads import download
from eorder.web.public.views.categories import attribute_row
from eorder.web.reading import FormReader, typed
from eorder.web.told import told
from eorder.web.vendor.views.products import business_of
from eorder.web.words import named

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (18, 40, 10, 12, 10, 8, 40)
"""Of the columns that every product has, in characters."""


@page(VENDOR, "GET", "POST")
def import_products(request: PageRequest) -> HttpResponse:
    """Send a sheet, see what it would do, and take it in; 3 statements to look."""
    actor, vendor_id = asker(request), business_of(request)
    is_taking = "simpan" in request.POST

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        if is_taking:
            seen = form.text("simpan")
            form.done()
            return take_sheet(vendor_id=vendor_id, sha256=seen, by=actor, at=request.at, command=command)
        upload = form.needed_file("sheet", _("Pilih lembar produk: berkas XLSX atau CSV."))
        form.done()
        return check_sheet(vendor_id=vendor_id, upload=upload, by=actor, at=request.at, command=command)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        choices = category_choices(vendor_id)
        mine = [row for row in choices if row["is_used"]]
        context = {
            "sheet": _sheet(sheet_of(vendor_id)),
            "choices": [
                (row["code"], named(row["name"], row["name_en"]))
                for row in (*mine, *(row for row in choices if not row["is_used"]))
            ],
            "sells": bool(mine),
            "hours": cooling_hours(today(request.at)),
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "take_command": fresh_command(),
        }
        return show(request, "vendor/import_products.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=reverse("import_products"), again=shown)


def _sheet(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give the sheet with what happened to its rows, in the language of the page."""
    if kept is None:
        return None
    report = kept["report"]
    words = {
        "read": _("Dibaca"),
        "new": _("Produk baru"),
        "changed": _("Harga berubah"),
        "unchanged": _("Tidak berubah"),
        "repeated": _("Berulang, dilewati"),
        "refused": _("Ditolak"),
    }
    brings = report["new"] + report["changed"]
    return {
        **kept,
        **report,
        "counts": [(word, ribuan(report[name])) for name, word in words.items() if report[name]],
        "refusals": [
            [_("Baris %(number)s") % {"number": row}, column, value, told(sentence)]
            for row, column, value, sentence in sorted(report["refusals"])
        ],
        "brings": brings,
        "untold": brings - len(report["shown"]),
    }


@page(VENDOR)
def product_sheet(request: PageRequest) -> HttpResponse:
    """Give a workbook with what the business sells, ready for more rows and other prices; 2 statements.

    Address: `kategori` is the code of a category whose questions are columns; without it all that is sold is there.
    """
    code = request.GET.get("kategori", "").replace("\x00", "")
    category = chosen_category(code)
    if code and category is None:
        raise NotFoundError(_("Kategori ini tidak ada."))
    products = listed_products(business_of(request), code)
    template = category["template"] if category else None
    asked = [each.key for each in template.attributes] if template else []
    answered = {key for product in products for key in product["attributes"]}
    columns = [*OWN_COLUMNS, *asked, *sorted(answered - set(asked))]
    sheets = {
        _("Produk"): _rows(columns, products),
        _("Petunjuk"): _guide(code, template),
    }
    name = f"produk-{category['code']}.xlsx" if category else "produk.xlsx"
    return download(workbook_of(sheets, WIDTHS), XLSX, name)


def _rows(columns: list[str], products: list[dict[str, Any]]) -> Iterator[Row]:
    yield columns
    for product in products:
        own: list[str | int] = [
            product["category_id"],
            product["name"],
            product["unit"],
            product["price"],
            product["minimum"],
            product["lead_days"],
            product["description"],
        ]
        answers = product["attributes"]
        yield [*own, *(_cell(answers.get(key, "")) for key in columns[len(own) :])]


def _cell(answer: object) -> str | int:
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer if isinstance(answer, int) else str(answer)


def _guide(code: str, template: Template | None) -> Iterator[Row]:
    """Say what is typed in each column."""
    yield (_("Kolom"), _("Isi"))
    yield ("kategori", _("Kode kategori, misalnya %(code)s.") % {"code": code or "nasi-kotak"})
    yield (
        "nama",
        _("Nama produk. Nama yang sudah Anda jual berarti produk itu: hanya harganya dapat berubah."),
    )
    units = ", ".join(template.unit_names) if template else ""
    yield ("satuan", _("Satuan jual: %(units)s.") % {"units": units or "kotak, rim, buah"})
    yield ("harga", _("Rupiah bulat per satuan, sebelum PPN."))
    yield ("minimum", _("Jumlah pesanan paling sedikit; kosong berarti 1."))
    yield ("hari", _("Hari persiapan; kosong berarti 1."))
    yield ("keterangan", _("Boleh kosong."))
    for each in template.attributes if template else ():
        label, needed, form = attribute_row(each)
        yield (each.key, f"{label}: {form} ({needed})")
