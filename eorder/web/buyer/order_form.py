"""The order form as people fill it: what is asked, what it starts with, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from eorder.buying.orders.placement import CONSUMPTION, Placement, Wanted
from eorder.buying.orders.queries.capacity import left_of, taken_by_day
from eorder.foundation.reasons import LONGEST_REASON, may_give_reason
from eorder.web.formats import ZONE, angka, in_zone, jam, rupiah, tanggal
from eorder.web.pages import PageRequest
from eorder.web.reading import FormReader, TypedError
from eorder.web.told import told

QUANTITY = "jumlah-"
BEFORE_MEETING = timedelta(hours=1)


def read_wanted(request: PageRequest, package_id: UUID, vendor_id: UUID) -> Wanted:
    """Read a filled form.

    Raises:
        InvalidFormError: Something cannot be read; each field has its sentence.
    """
    form = FormReader(request)
    quantities = _quantities(form)
    when = _("Pilih tanggal antar dan isi kedua jamnya.")
    start, end = form.moment("tanggal", "dari", when), form.moment("tanggal", "sampai", when)
    meeting = form.key("rapat", _("Pilih rapat dari daftar.")) if request.POST.get("rapat") else None
    reason = form.text("alasan", most=LONGEST_REASON)
    expected = None
    if "expected_total" in request.POST:
        expected = form.whole("expected_total", _("Periksa kembali pesanan ini lalu kirim."), most=10**15)
    if not quantities and not form.problems:
        form.problems[""] = _("Isi jumlah paling sedikit satu barang.")
    emergency = form.text("darurat", most=LONGEST_REASON)
    form.done()
    return Wanted(package_id, vendor_id, quantities, start, end, meeting, reason, expected, emergency)


def require_reason(wanted: Wanted) -> None:
    """Ask why this seller was chosen; anybody may read it.

    Raises:
        InvalidFormError: The reason is missing.
    """
    if not may_give_reason(wanted.reason):
        raise TypedError({"alasan": _("Tulis alasan memilih penjual ini, paling sedikit 5 huruf.")})


def _quantities(form: FormReader) -> tuple[tuple[UUID, int], ...]:
    sentence = _("Tulis jumlah dengan angka, misalnya 125 atau 2,5.")
    found = []
    for name in form.request.POST:
        if not name.startswith(QUANTITY):
            continue
        quantity = form.quantity(name, sentence)
        if quantity and (key := _key(name.removeprefix(QUANTITY))):
            found.append((key, quantity))
    return tuple(found)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def first_values(
    request: PageRequest, products: Sequence[Mapping[str, Any]], meetings: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Fill a fresh form: the product that was chosen, the next meeting, and a window just before it."""
    chosen = _key(request.GET.get("produk", ""))
    amount = request.GET.get("jumlah", "")
    lead = max((product["lead_days"] for product in products if product["id"] == chosen), default=1)
    day = in_zone(request.at + timedelta(days=lead))
    values = {"tanggal": f"{day:%Y-%m-%d}", "dari": "09:00", "sampai": "11:00"}
    coming = [meeting for meeting in meetings if meeting["starts_at"] > request.at]
    if coming:
        meeting = min(coming, key=lambda each: each["starts_at"])
        starts = meeting["starts_at"].astimezone(ZONE)
        values |= {"rapat": str(meeting["id"]), "tanggal": f"{starts:%Y-%m-%d}"}
        values |= {"dari": f"{starts - BEFORE_MEETING:%H:%M}", "sampai": f"{starts:%H:%M}"}
    return {**values, f"{QUANTITY}{chosen}": amount}


def product_rows(
    products: Sequence[Mapping[str, Any]], values: Mapping[str, Any], focus: str
) -> list[dict[str, Any]]:
    """Describe one quantity field for each product, the chosen one first; 1 statement if one has a capacity.

    What is left of a capacity is that of the day the form starts with.
    """
    left = _left(products, values)
    rows = [
        {
            "name": f"{QUANTITY}{product['id']}",
            "label": product["name"],
            "hint": _("%(price)s per %(unit)s%(least)s")
            % {"price": rupiah(product["price"]), "unit": product["unit"], "least": _least(product)}
            + left.get(product["id"], ""),
            "value": values.get(f"{QUANTITY}{product['id']}", ""),
            "attrs": {"autofocus": True} if str(product["id"]) == focus else {},
        }
        for product in products
    ]
    return sorted(rows, key=lambda row: not row["attrs"])


def _left(products: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> dict[UUID, str]:
    """Say what is left on the day of the form, of the products that have a capacity."""
    limited = [product for product in products if product["per_day"]]
    try:
        day = date.fromisoformat(str(values.get("tanggal", "")))
    except ValueError:
        return {}
    taken = taken_by_day([product["id"] for product in limited], day, 1)
    return {
        product["id"]: _("; sisa %(left)s pada %(day)s")
        % {
            "left": angka(left_of(product["per_day"], taken.get(product["id"], {}).get(day, 0))),
            "day": tanggal(day),
        }
        for product in limited
    }


def _least(product: Mapping[str, Any]) -> str:
    if product["minimum"] <= 1:
        return ""
    return _(", paling sedikit %(least)s") % {"least": product["minimum"]}


def asks_meeting(products: Sequence[Mapping[str, Any]]) -> bool:
    """Food and drink need the meeting they are for."""
    return any(product["category__tax_nature"] in CONSUMPTION for product in products)


def meeting_options(meetings: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """List meetings as choices, the first one asking to choose."""
    words = _("%(title)s, %(day)s %(from)s–%(to)s, %(people)s peserta")
    options = [
        (
            str(meeting["id"]),
            words
            % {
                "title": meeting["title"],
                "day": tanggal(meeting["starts_at"]),
                "from": jam(meeting["starts_at"]),
                "to": jam(meeting["ends_at"]),
                "people": meeting["insiders"] + meeting["outsiders"],
            },
        )
        for meeting in meetings
    ]
    return [("", _("Pilih rapat")), *options]


def blocked_by(placement: Placement, checks: Sequence[Any]) -> str:
    """Say why nothing at all can be ordered now, whatever would be typed; empty when something can."""
    if placement.address is None:
        return _("Unit ini belum punya alamat antar yang aktif. Tambahkan satu alamat lebih dulu.")
    typed_later = {"products", "delivery", "meeting"}
    sentences = (each.text for each in checks if each.mark == "refused" and each.code not in typed_later)
    return told(next(sentences, ""))
