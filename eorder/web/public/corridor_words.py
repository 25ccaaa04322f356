"""Say a corridor of prices in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.orders.corridor import LEAST, Corridor, Grade, TooFew
from eorder.web.formats import angka, ribuan, rupiah


def grade_word(grade: Grade) -> str:
    """Name how alike the compared orders are."""
    return {
        Grade.SAME: _("penjual dan barang yang sama"),
        Grade.SAME_SPECIFICATION: _("spesifikasi sama"),
        Grade.SIMILAR: _("sejenis"),
    }[grade]


def place_word(place: str) -> str:
    """Say where a price lies."""
    return {
        "below": _("di bawah koridor"),
        "inside": _("di dalam koridor"),
        "above": _("di atas koridor"),
    }[place]


def corridor_line(found: Corridor | TooFew, price: int) -> str:
    """Say it in one cell of a table."""
    if isinstance(found, TooFew):
        return _("belum cukup data")
    return _("%(low)s – %(high)s, %(place)s (%(grade)s)") % {
        "low": rupiah(found.low),
        "high": rupiah(found.high),
        "place": place_word(found.place_of(price)),
        "grade": grade_word(found.grade),
    }


def corridor_rows(found: Corridor | TooFew, product: dict[str, Any]) -> list[tuple[str, Any]]:
    """List what a corridor says for a summary; empty when there is not enough data."""
    if isinstance(found, TooFew):
        return []
    unit = product["unit"]
    return [
        (_("Median"), f"{rupiah(found.median)} / {unit}"),
        (_("Koridor"), f"{rupiah(found.low)} – {rupiah(found.high)}"),
        (
            _("Harga produk ini"),
            f"{rupiah(product['price'])}, {place_word(found.place_of(product['price']))}",
        ),
        (_("Kecocokan"), grade_word(found.grade)),
        (_("Dibandingkan"), _("%(count)s pesanan") % {"count": ribuan(found.count)}),
        (_("Jumlah yang lazim"), f"{angka(found.usual_quantity)} {unit}"),
    ]


def too_few_words(found: Corridor | TooFew) -> str:
    """Say that there is not enough data; empty when there is."""
    if isinstance(found, Corridor):
        return ""
    return _("Belum cukup data: baru %(count)s pesanan serupa, perlu paling sedikit %(least)s.") % {
        "count": ribuan(found.count),
        "least": LEAST,
    }
