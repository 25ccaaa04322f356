"""The PPK counts what came: accepted and rejected by line, with a photo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.facts import LineFacts, PurchaseFacts
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.desk.acting import OrderAct, Question, Sheet
from eorder.web.desk.seeing import Ground
from eorder.web.formats import angka, rupiah
from eorder.web.reading import FormReader

ACCEPTED = "accepted_"
"""Fields of accepted quantities start with this; the line's position follows."""
LONGEST_POSITION = 5


def coming(facts: PurchaseFacts) -> list[LineFacts]:
    """List the lines of which something is still to come."""
    return [line for line in facts.lines if line.quantity > line.accepted + line.rejected]


def _receive(ground: Ground, typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    return Sheet(
        title=_("Hitung dan terima barang dari %(seller)s") % {"seller": facts.seller.name},
        amount=facts.total,
        button=_("Catat penerimaan"),
        consequence=_(
            "Jumlah ini dicatat atas nama Anda. Sesudah semua barang datang, BAST dibuat dan pembayaran mulai "
            "dihitung; %(total)s bila semuanya diterima."
        )
        % {"total": rupiah(facts.total)},
        questions=(
            Question(
                "photo",
                _("Foto barang yang diterima"),
                "file",
                hint=_("JPEG atau PNG, paling besar 5 MB. Ambil foto yang belum pernah dipakai."),
                attrs={"required": True, "accept": "image/jpeg,image/png"},
            ),
        ),
        more={"lines": [_counting(line, typed) for line in coming(facts)]},
    )


def _counting(line: LineFacts, typed: Mapping[str, str]) -> dict[str, Any]:
    left = line.quantity - line.accepted - line.rejected
    position = line.position
    return {
        "position": position,
        "name": line.name,
        "unit": line.unit,
        "left": left,
        "quantity": line.quantity,
        "accepted": typed.get(f"accepted_{position}", angka(left)),
        "rejected": typed.get(f"rejected_{position}", "0"),
        "rejection": typed.get(f"rejection_{position}", ""),
    }


def _send_counts(form: FormReader, ground: Ground, **sent: Any) -> object:
    counts = {position: _count(form, position, ground) for position in _positions(form)}
    photo = form.needed_file("photo", _("Unggah foto barang yang diterima."))
    form.done()
    return receive_order(counts=counts, photo=photo, **sent)


def _positions(form: FormReader) -> list[int]:
    """Read which lines the form counted, so that a repeated form says the same whatever came since."""
    told = [name.removeprefix(ACCEPTED) for name in form.request.POST if name.startswith(ACCEPTED)]
    return [int(each) for each in told if each.isascii() and each.isdigit() and len(each) <= LONGEST_POSITION]


def _count(form: FormReader, position: int, ground: Ground) -> Count:
    name = next((line.name for line in ground.facts.lines if line.position == position), str(position))
    sentence = _("%(name)s: tulis jumlah sebagai angka, misalnya 25 atau 2,5.") % {"name": name}
    return Count(
        form.quantity(f"{ACCEPTED}{position}", sentence),
        form.quantity(f"rejected_{position}", sentence),
        form.text(f"rejection_{position}", most=200),
    )


RECEIVE = OrderAct(
    "receive_order",
    "receive_fully",
    OFFICIAL,
    _receive,
    _send_counts,
    template="buyer/receive_order.jinja",
    upload="photo",
    blames={"evidence_used": "photo"},
)
