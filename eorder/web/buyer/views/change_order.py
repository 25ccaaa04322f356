"""The officer changes an order that the seller has not answered: other quantities, another time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from eorder.buying.orders import rules
from eorder.buying.orders.actions.change_order import change_order, load_changed
from eorder.buying.orders.cooling import PRICE_COOLING, has_cooling
from eorder.buying.orders.placement import Placement, Wanted
from eorder.buying.orders.placement_rules import placement_checks
from eorder.buying.orders.queries.facts import lines_of
from eorder.buying.orders.states import STEPS
from eorder.buying.packages.rules import may_act_for
from eorder.foundation.reasons import LONGEST_REASON
from eorder.foundation.verdict import Verdict, first_refusal
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.desk.acting import OrderAct, Question, Sheet
from eorder.web.desk.seeing import Ground
from eorder.web.formats import ZONE, angka, rupiah
from eorder.web.reading import FormReader, TypedError, moment_of, thousandths

QUANTITY = "quantity_"
"""Fields of quantities start with this; the product's id follows."""


def _change(ground: Ground, typed: Mapping[str, str]) -> Sheet:
    order, lines = ground.order, lines_of(ground.order.id)
    placement = load_changed(order, _as_typed(ground, lines, typed), ground.at)
    left = placement.budget_left - placement.total
    return Sheet(
        title=_("Ubah pesanan kepada %(seller)s") % {"seller": ground.facts.seller.name},
        amount=placement.total.amount,
        button=_("Simpan perubahan"),
        consequence=_(
            "Bila disimpan, pesanan bernilai %(total)s menurut harga hari ini (sebelumnya %(before)s); "
            "sisa anggaran %(left)s. Penjual mendapat tenggat jawaban baru."
        )
        % {"total": rupiah(placement.total), "before": rupiah(order.total), "left": rupiah(left)},
        questions=(*_questions(ground, typed), *_emergency(placement, ground, typed)),
        checks=tuple((each.mark, each.title, each.text) for each in _checks(placement, ground)),
        more={
            "version": typed.get("version", order.version),
            "expected": placement.total.amount,
            "lines": [_line(row, typed, placement) for row in lines],
        },
    )


def _checks(placement: Placement, ground: Ground) -> list[Any]:
    return placement_checks(placement, ground.actor, ground.at)


def _line(row: dict[str, Any], typed: Mapping[str, str], placement: Placement) -> dict[str, Any]:
    priced = next((line for line in placement.lines if line.product_id == row["product_id"]), None)
    name = _field(row["product_id"])
    return {
        "field": name,
        "name": row["name"],
        "unit": row["unit"],
        "price": priced.unit_price if priced else row["unit_price"],
        "value": typed.get(name, angka(row["quantity"])),
    }


def _questions(ground: Ground, typed: Mapping[str, str]) -> tuple[Question, ...]:
    start, end = (each.astimezone(ZONE) for each in (ground.order.window_start, ground.order.window_end))
    days = _("Antar mulai tanggal"), _("Sampai tanggal")
    hours = _("Mulai pukul"), _("Sampai pukul")
    return (
        Question("start_date", days[0], "date", f"{start:%Y-%m-%d}"),
        Question("start_time", hours[0], "time", f"{start:%H:%M}"),
        Question("end_date", days[1], "date", f"{end:%Y-%m-%d}"),
        Question("end_time", hours[1], "time", f"{end:%H:%M}"),
        Question(
            "reason",
            _("Alasan memilih"),
            "textarea",
            typed.get("reason", ground.order.reason),
            hint=_("Alasan ini terbuka untuk umum."),
            attrs={"required": True, "maxlength": LONGEST_REASON},
        ),
    )


def _emergency(placement: Placement, ground: Ground, typed: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask why it cannot be waited for, where a price of today is still cooling."""
    if not has_cooling(placement, ground.at):
        return ()
    hint = _("Mengapa harga ini tidak dapat ditunggu; terbuka untuk umum.")
    attrs = {"required": False, "maxlength": LONGEST_REASON}
    value = typed.get("emergency", ground.facts.emergency)
    return (Question("emergency", _("Alasan darurat"), "textarea", value, hint=hint, attrs=attrs),)


def _as_typed(ground: Ground, lines: list[dict[str, Any]], typed: Mapping[str, str]) -> Wanted:
    """Compute on what was typed where it can be read, else on what the order says now."""
    order = ground.order
    amounts = {row["product_id"]: _readable(row, typed) for row in lines}
    try:
        start = moment_of(typed["start_date"], typed["start_time"])
        end = moment_of(typed["end_date"], typed["end_time"])
    except (KeyError, ValueError):
        start, end = order.window_start, order.window_end
    emergency = typed.get("emergency", ground.facts.emergency)
    return _wanted(ground, amounts, start, end, typed.get("reason", order.reason), emergency=emergency)


def _readable(row: dict[str, Any], typed: Mapping[str, str]) -> int:
    try:
        return thousandths(typed[_field(row["product_id"])].strip() or "0")
    except (KeyError, ValueError):
        return int(row["quantity"])


def _field(product_id: UUID) -> str:
    return f"{QUANTITY}{product_id}"


def _wanted(
    ground: Ground,
    amounts: dict[UUID, int],
    start: datetime,
    end: datetime,
    reason: str,
    expected: int | None = None,
    emergency: str = "",
) -> Wanted:
    order = ground.order
    return Wanted(
        package_id=order.package_id,
        vendor_id=order.vendor_id,
        quantities=tuple((product, amount) for product, amount in amounts.items() if amount),
        window_start=start,
        window_end=end,
        meeting_id=order.meeting_id,
        reason=reason,
        expected_total=expected,
        emergency=emergency,
    )


def _send_change(form: FormReader, ground: Ground, **sent: Any) -> object:
    amounts = _amounts(form)
    sentence = _("Isi tanggal dan jam antar.")
    start = form.moment("start_date", "start_time", sentence)
    end = form.moment("end_date", "end_time", sentence)
    reason = form.text("reason", most=LONGEST_REASON)
    emergency = form.text("emergency", most=LONGEST_REASON)
    version = form.whole("version", _("Muat ulang halaman ini."), least=1)
    expected = form.whole("expected", _("Muat ulang halaman ini."))
    form.done()
    wanted = _wanted(ground, amounts, start, end, reason, expected, emergency)
    total = load_changed(ground.order, wanted, ground.at).total.amount
    if total != expected:
        raise TypedError(
            {"look": _("Nilai pesanan menjadi %(total)s. Periksa lalu simpan.") % {"total": rupiah(total)}}
        )
    return change_order(version=version, wanted=wanted, **sent)


def _amounts(form: FormReader) -> dict[UUID, int]:
    """Read the quantity of every product asked about, so that a repeated form says the same whatever changed since."""
    names = [name for name in form.request.POST if name.startswith(QUANTITY)]
    sentence = _("Tulis jumlah sebagai angka, misalnya 25 atau 2,5.")
    amounts = {}
    for name in names:
        try:
            product = UUID(name.removeprefix(QUANTITY))
        except ValueError:
            continue
        amounts[product] = form.quantity(name, sentence)
    return amounts


def _may_change(ground: Ground) -> Verdict:
    """Ask what the act will ask: the officer whom the package was disposed to changes its orders."""
    return first_refusal(
        rules.may_take_step(ground.actor, ground.order, "change", ground.at),
        may_act_for(ground.actor, ground.order.package, STEPS["change"].by),
    )


CHANGE = OrderAct(
    "change_order", "change", OFFICIAL, _change, _send_change, template="buyer/change_order.jinja",
    blames={"delivery": "start_date", "over_capacity": "start_date", PRICE_COOLING: "emergency",
            "reason_missing": "reason", "reason_too_long": "reason"},
    may=_may_change,
)  # fmt: skip
