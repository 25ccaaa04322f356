"""What the seller does with an order: accept or refuse it, ship it, bill it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.deliveries.actions.ship_order import ship_order
from eorder.buying.orders import rules
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.under_sanction import under_sanction
from eorder.buying.payments.actions.send_invoice import send_invoice
from eorder.foundation.verdict import Verdict, first_refusal, refused
from eorder.parties.identity.policy import VENDOR
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.web.desk.acting import (
    REASON_BLAMES,
    OrderAct,
    Question,
    Sheet,
    reason_question,
    with_reason,
    without_questions,
)
from eorder.web.desk.seeing import Ground, goods
from eorder.web.formats import rupiah, waktu
from eorder.web.reading import FormReader

LONGEST_NOTE = 300


def _accept(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    return Sheet(
        title=_("Terima pesanan %(goods)s dari %(unit)s")
        % {"goods": goods(facts.lines), "unit": facts.buyer.unit_name},
        amount=facts.total,
        button=_("Terima pesanan"),
        consequence=_(
            "Bila Anda terima, Anda mengantar ke %(place)s mulai %(start)s, paling lambat %(end)s. "
            "%(total)s dibayar setelah barang diterima dan Anda menagih."
        )
        % {
            "place": facts.delivery_label,
            "start": waktu(facts.window_start),
            "end": waktu(facts.window_end),
            "total": rupiah(facts.total),
        },
        beside=((_("Tolak pesanan"), reverse("refuse_order", kwargs={"order_id": facts.order_id})),),
    )


def _refuse(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    return Sheet(
        title=_("Tolak pesanan %(goods)s") % {"goods": goods(facts.lines)},
        amount=facts.total,
        button=_("Tolak pesanan"),
        consequence=_(
            "Pesanan berakhir dan tidak dapat dibuka lagi. %(total)s kembali ke anggaran %(unit)s, "
            "yang dapat memesan kepada penjual lain."
        )
        % {"total": rupiah(facts.total), "unit": facts.buyer.unit_name},
        questions=(
            reason_question(_("Misalnya: dapur penuh pada hari itu. Alasan ini terbuka untuk umum.")),
        ),
        is_ending=True,
    )


def _ship(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    number = f"SJ/{facts.number}/{len(facts.shipments) + 1}"
    return Sheet(
        title=_("Kirim %(goods)s ke %(place)s")
        % {"goods": goods(facts.lines), "place": facts.delivery_label},
        amount=facts.total,
        button=_("Barang sudah berangkat"),
        consequence=_(
            "Surat jalan %(number)s dibuat dan PPK %(unit)s dikabari untuk menghitung barang saat tiba, "
            "paling lambat %(end)s."
        )
        % {"number": number, "unit": facts.buyer.unit_name, "end": waktu(facts.window_end)},
        questions=(
            Question(
                "note",
                _("Catatan pengantaran"),
                "textarea",
                hint=_("Misalnya nama pengantar atau jumlah dus."),
                attrs={"required": False, "maxlength": LONGEST_NOTE},
            ),
        ),
    )


def _send_shipment(form: FormReader, _ground: Ground, **sent: Any) -> object:
    note = form.text("note", most=LONGEST_NOTE)
    form.done()
    return ship_order(note=note, **sent)


def _invoice(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    due = facts.hand_over and facts.hand_over.payment_due_at
    return Sheet(
        title=_("Kirim tagihan kepada %(unit)s") % {"unit": facts.buyer.unit_name},
        amount=facts.value,
        button=_("Kirim tagihan"),
        consequence=_(
            "Tagihan bernomor dibuat sebesar nilai yang diterima pada BAST %(bast)s. Bendahara memeriksanya, "
            "menghitung pajak, lalu membayar paling lambat %(due)s."
        )
        % {"bast": facts.hand_over.number if facts.hand_over else "", "due": waktu(due) if due else ""},
    )


def _may_accept(ground: Ground) -> Verdict:
    """Ask what the act will ask, so that the sentence is read before the click."""
    order, at = ground.order, ground.at
    verdict = first_refusal(
        rules.may_take_step(ground.actor, order, "accept", at),
        rules.may_accept(order, at),
    )
    if verdict and sanctioned_until(order.vendor_id, at):
        return refused(under_sanction().sentence, "vendor_sanctioned", 409)
    return verdict


ACCEPT = OrderAct("accept_order", "accept", VENDOR, _accept, without_questions(accept_order), may=_may_accept)
REFUSE = OrderAct("refuse_order", "refuse", VENDOR, _refuse, with_reason(refuse_order), blames=REASON_BLAMES)
SHIP = OrderAct("ship_order", "ship", VENDOR, _ship, _send_shipment)
INVOICE = OrderAct("invoice_order", "invoice", VENDOR, _invoice, without_questions(send_invoice))
