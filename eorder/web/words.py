"""Words for codes that the records keep: scales, states, taxes, kinds of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.orders.states import LABELS as ORDER_LABELS
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.states import LABELS as PACKAGE_LABELS
from eorder.buying.packages.states import PackageState
from eorder.market.templates.template import Attribute, AttributeKind
from eorder.web.formats import locale, ribuan
from eorder.web.told import told

ENDED_EARLY = frozenset({OrderState.REFUSED, OrderState.LAPSED, OrderState.CANCELLED})


def scale_word(scale: str) -> str:
    """Name a business scale."""
    words = {
        "micro": _("usaha mikro"),
        "small": _("usaha kecil"),
        "medium": _("usaha menengah"),
        "large": _("usaha besar"),
    }
    return words.get(scale, scale)


def tax_nature_word(nature: str) -> str:
    """Name what the law taxes."""
    words = {
        "catering": _("jasa katering"),
        "shop_food": _("makanan dari toko atau warung"),
        "goods": _("barang"),
        "service": _("jasa"),
    }
    return words.get(nature, nature)


def group_word(group: str) -> str:
    """Name a group of categories."""
    words = {
        "makanan": _("Makanan dan minuman"),
        "kantor": _("Perlengkapan kantor"),
        "cetak": _("Cetak dan penggandaan"),
        "elektronik": _("Elektronik"),
        "perabot": _("Perabot"),
        "kebersihan": _("Kebersihan"),
        "pakaian": _("Pakaian dan perlengkapan"),
        "suvenir": _("Suvenir dan kerajinan"),
        "kesehatan": _("Kesehatan"),
        "jasa": _("Jasa dan perbaikan"),
        "sewa": _("Sewa"),
        "lain": _("Lain-lain"),
    }
    return words.get(group, group)


def named(indonesian: str, english: str | None) -> str:
    """Give the name of a category or an attribute in the language of the page."""
    return english if english and locale() == "en" else indonesian


def answer_word(attribute: Attribute, value: Any) -> str:
    """Write what a product answers to an attribute."""
    if attribute.kind is AttributeKind.FLAG:
        return _("ya") if value else _("tidak")
    if attribute.kind is AttributeKind.NUMBER:
        number = str(value) if attribute.unit == "tahun" else ribuan(value)
        return f"{number} {attribute.unit}"
    return told(str(value))


def order_tag(state: str) -> tuple[str, str]:
    """Name the state of an order, with the kind of its tag."""
    kind = "refused" if state in ENDED_EARLY else "ok" if state in {"paid", "closed"} else "waits"
    return told(ORDER_LABELS[OrderState(state)]), kind


def order_amounts(row: Mapping[str, Any]) -> dict[str, int | None]:
    """Give the amount of an order that counts, and what was ordered where that differs, as lists show them."""
    return {"amount": row["value"], "ordered": row["total"] if row["total"] != row["value"] else None}


def package_tag(state: str) -> tuple[str, str]:
    """Name the state of a package, with the kind of its tag."""
    kind = {"active": "ok", "finished": "ok", "withdrawn": "refused"}.get(state, "waits")
    return told(PACKAGE_LABELS[PackageState(state)]), kind
