"""What the buying unit does with an order once it stands: cancel, take over, send back, close."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.deliveries.actions.hand_over_order import hand_over_order
from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.deliveries.counting import outstanding_of, value_of
from eorder.buying.deliveries.rules import may_reject_delivery
from eorder.buying.orders import rules
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.deadlines import payment_due
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.states import OrderState
from eorder.buying.payments.actions.close_order import close_order
from eorder.buying.payments.rules import may_close
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.foundation.verdict import Verdict, first_refusal
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.desk.acting import (
    REASON_BLAMES,
    OrderAct,
    Sheet,
    reason_question,
    with_reason,
    without_questions,
)
from eorder.web.desk.seeing import Ground, goods
from eorder.web.formats import angka, rupiah, waktu
from eorder.web.told import told


def _cancel(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    return Sheet(
        title=_("Batalkan pesanan %(goods)s") % {"goods": goods(facts.lines)},
        amount=facts.total,
        button=_("Batalkan pesanan"),
        consequence=_(
            "Pesanan berakhir, %(seller)s dikabari, dan %(total)s kembali ke pagu paket dan anggaran."
        )
        % {"seller": facts.seller.name, "total": rupiah(facts.total)},
        questions=(reason_question(_("Penjual dan umum membacanya.")),),
        is_ending=True,
    )


def _hand_over(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    value = accepted_value(ground)
    left = Rupiah(facts.total) - value
    text = _("BAST dibuat atas %(value)s. Pembayaran jatuh tempo %(due)s.") % {
        "value": rupiah(value),
        "due": waktu(payment_due(ground.at, ground.zone)),
    }
    if left:
        text += " " + _("%(left)s untuk barang yang ditolak atau tidak datang kembali ke anggaran.") % {
            "left": rupiah(left)
        }
    return Sheet(
        title=_("Buat serah terima (BAST) %(goods)s") % {"goods": goods(facts.lines)},
        amount=value.amount,
        button=_("Buat BAST"),
        consequence=text,
        checks=tuple(_counted(facts)),
        beside=_way_back(ground),
    )


def _way_back(ground: Ground) -> tuple[tuple[str, str], ...]:
    if any(line.accepted for line in ground.facts.lines):
        return ()
    return ((_("Kembalikan semuanya"), reverse("reject_delivery", kwargs={"order_id": ground.order.id})),)


def _counted(facts: PurchaseFacts) -> list[tuple[str, str, str]]:
    """Compare what came with what was ordered, line by line."""
    found = []
    for line in facts.lines:
        text = _("%(accepted)s dari %(quantity)s %(unit)s diterima") % {
            "accepted": angka(line.accepted),
            "quantity": angka(line.quantity),
            "unit": line.unit,
        }
        if line.rejected:
            text += _(", %(rejected)s ditolak: %(why)s") % {
                "rejected": angka(line.rejected),
                "why": line.rejection,
            }
        left = line.quantity - line.accepted - line.rejected
        if left:
            text += _(", %(left)s belum datang") % {"left": angka(left)}
        found.append(("ok" if line.accepted == line.quantity else "waits", line.name, f"{text}."))
    return found


def accepted_value(ground: Ground) -> Rupiah:
    """Value of what was accepted so far, as the BAST will state it."""
    lines = [outstanding_of(each) for each in ground.facts.lines]
    day = day_in(ground.zone, ground.facts.priced_at)
    return value_of(lines, day, has_ppn=ground.facts.ppn > 0)


def may_reject(ground: Ground) -> Verdict:
    """Allow sending back, or giving up what never came, while nothing was accepted."""
    accepted = any(line.accepted for line in ground.facts.lines)
    return first_refusal(
        rules.may_take_step(ground.actor, ground.order, "reject_delivery", ground.at),
        may_reject_delivery(
            ground.order.state, ground.order.window_end, ground.at, is_anything_accepted=accepted
        ),
    )


def _reject(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    if ground.order.state == OrderState.SHIPPED:
        title, button = _("Barang dari %(seller)s tidak datang"), _("Akhiri pesanan")
        words = _("Tidak ada yang diterima: pesanan berakhir dan %(total)s kembali ke anggaran.")
        hint = _("Apa yang terjadi. Penjual dan umum membacanya.")
    else:
        title, button = _("Kembalikan semua barang kepada %(seller)s"), _("Kembalikan semua barang")
        words = _(
            "Tidak ada yang diterima: pesanan berakhir, penjual mengambil barangnya, dan %(total)s kembali ke anggaran."
        )
        hint = _("Apa yang tidak sesuai. Penjual dan umum membacanya.")
    return Sheet(
        title=title % {"seller": facts.seller.name},
        amount=facts.total,
        button=button,
        consequence=words % {"total": rupiah(facts.total)},
        questions=(reason_question(hint),),
        checks=tuple(_counted(facts)),
        is_ending=True,
    )


def _close(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    paid = sum(each.gross for each in facts.payments)
    withheld = sum(each.withheld for each in facts.payments)
    verdict = may_close(withheld, has_tax_proof=any(each.is_deposited for each in facts.payments))
    tax_text = _("Tidak ada pajak yang dipotong.")
    if withheld:
        tax_text = _("%(withheld)s dipotong dan sudah disetor.") % {"withheld": rupiah(withheld)}
    checks = (
        ("ok", _("Dibayar penuh"), _("%(paid)s termasuk pajak.") % {"paid": rupiah(paid)}),
        ("ok" if verdict else "refused", _("Pajak disetor"), told(verdict.refusal) or tax_text),
    )
    return Sheet(
        title=_("Tutup pesanan %(goods)s") % {"goods": goods(facts.lines)},
        amount=paid,
        button=_("Tutup pesanan") if verdict else "",
        consequence=_(
            "Pesanan selesai dan tidak dapat diubah lagi. Seluruh riwayatnya tetap terbuka untuk umum."
        ),
        checks=checks,
    )


CANCEL = OrderAct(
    "cancel_order", "cancel", OFFICIAL, _cancel, with_reason(cancel_order), blames=REASON_BLAMES
)
HAND_OVER = OrderAct("hand_over_order", "hand_over", OFFICIAL, _hand_over, without_questions(hand_over_order))
REJECT = OrderAct(
    "reject_delivery",
    "reject_delivery",
    OFFICIAL,
    _reject,
    with_reason(reject_delivery),
    blames=REASON_BLAMES,
    may=may_reject,
)
CLOSE = OrderAct("close_order", "close", OFFICIAL, _close, without_questions(close_order))
