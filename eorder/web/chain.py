"""The chain of one purchase as timeline entries: what happened, what goes on, what comes next and until when.

The same function serves the public page and the work page; it names offices and businesses, never persons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.states import OWNERS, STEPS, OrderState
from eorder.parties.identity.actor import Actor
from eorder.web.formats import ZONE, jam, rupiah, tanggal, waktu
from eorder.web.order_steps import step_words, steps_ahead
from eorder.web.pages import role_word
from eorder.web.told import told

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline macro; `state` is done, now, later or refused."""

    title: str
    state: str = "done"
    when: datetime | None = None
    who: str = ""
    text: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and when; `roles` are those held in the buying unit or the selling business."""

    at: datetime
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PayClock:
    """Working days used and allowed between BAST and payment."""

    used: int
    allowed: int
    is_paid: bool

    @property
    def is_late(self) -> bool:
        """Whether more days were used than allowed."""
        return self.used > self.allowed


def viewer_of(actor: Actor | None, facts: PurchaseFacts, at: datetime) -> Viewer:
    """Tell in which roles somebody looks at a purchase."""
    if actor is None:
        return Viewer(at)
    held = {hat.role for hat in actor.hats if hat.unit_id == facts.buyer.unit_id and hat.fits(at)}
    return Viewer(at, frozenset(held | ({"vendor"} if facts.seller.id in actor.vendor_ids else set())))


def chain(facts: PurchaseFacts, events: Sequence[Event], viewer: Viewer) -> list[Entry]:
    """Tell a purchase from its budget line to its closing.

    Args:
        facts: Complete facts of the purchase.
        events: Events of its package and of itself, in the order they happened.
        viewer: Whose turn is named, and from when deadlines are counted.

    Returns:
        Entries for the timeline macro: done ones, then the present one, then those to come.
    """
    return [
        _budget(facts),
        *_disposition(events),
        *_happened(facts, events),
        *_to_come(facts, viewer),
    ]


def pay_clock(facts: PurchaseFacts, at: datetime) -> PayClock | None:
    """Count the working days since the BAST, until the payment or until now; None before the BAST."""
    if facts.hand_over is None:
        return None
    since = facts.hand_over.handed_over_at
    until = facts.payments[-1].paid_at if facts.payments else at
    return PayClock(
        working_days_used(since, until, ZONE.key),
        working_days_used(since, facts.hand_over.payment_due_at, ZONE.key),
        bool(facts.payments),
    )


def due_words(due_at: datetime, at: datetime) -> str:
    """Say until when, and how many working days that leaves."""
    if due_at < at:
        days = working_days_used(due_at, at, ZONE.key)
        left = ngettext("lewat %(num)s hari kerja", "lewat %(num)s hari kerja", days) % {"num": days}
    else:
        days = working_days_used(at, due_at, ZONE.key)
        words = ngettext("%(num)s hari kerja lagi", "%(num)s hari kerja lagi", days) % {"num": days}
        left = words if days else _("hari ini")
    return _("Paling lambat %(when)s, %(left)s") % {"when": waktu(due_at), "left": left}


def _budget(facts: PurchaseFacts) -> Entry:
    budget = facts.package.budget
    if budget is None:
        return Entry(_("Anggaran"), text=_("Belum terikat pada baris anggaran."))
    text = _("%(code)s %(name)s, pagu %(ceiling)s") % {
        "code": budget.account_code,
        "name": budget.account_name,
        "ceiling": rupiah(budget.ceiling),
    }
    return Entry(_("Anggaran"), text=text)


def _disposition(events: Sequence[Event]) -> list[Entry]:
    last = {event["name"]: event["at"] for event in events}
    to_ppk, to_officer = last.get("package.disposed_to_ppk"), last.get("package.disposed_to_officer")
    if to_ppk is None or to_officer is None:
        return []
    first, second = tanggal(to_ppk), tanggal(to_officer)
    text = first
    if first != second:
        text = _("Ke PPK %(first)s, ke Pejabat Pengadaan %(second)s") % {"first": first, "second": second}
    return [Entry(_("Disposisi PA/KPA ke PPK, lalu ke Pejabat Pengadaan"), text=text)]


def _happened(facts: PurchaseFacts, events: Sequence[Event]) -> list[Entry]:
    return [
        replace(tell(facts, event["public"]), when=event["at"], who=_who(facts, event["role"]))
        for event in events
        if (tell := _TELL.get(event["name"]))
    ]


def _who(facts: PurchaseFacts, role: str) -> str:
    return facts.seller.name if role == "vendor" else role_word(role)


def _placed(facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Dipesan"), text=_("Pesanan %(number)s, %(total)s") % {
        "number": facts.number, "total": rupiah(public["total"]),
    })  # fmt: skip


def _changed(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Pesanan diubah"), text=_("Dari %(before)s menjadi %(total)s") % {
        "before": rupiah(public["before"]), "total": rupiah(public["total"]),
    })  # fmt: skip


def _accepted(facts: PurchaseFacts, _public: Mapping[str, Any]) -> Entry:
    return Entry(_("Disanggupi penjual"), text=_window(facts))


def _refused(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Ditolak penjual"), "refused", text=told(public["reason"]))


def _lapsed(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Gugur, tidak dijawab sampai tenggat"), "refused", text=told(public["reason"]))


def _cancelled(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Dibatalkan"), "refused", text=told(public["reason"]))


def _shipped(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Dikirim"), text=_("Surat jalan %(note)s") % {"note": public["note"]})


def _received(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    counted = [line for line in public["lines"] if line[1] or line[2]]
    accepted = sum(1 for line in counted if line[1])
    partly = sum(1 for line in counted if line[1] and line[2])
    rejected = sum(1 for line in counted if not line[1])
    texts = [
        ngettext("%(num)s jenis diterima", "%(num)s jenis diterima", accepted) % {"num": accepted}
        if accepted
        else _("Tidak ada yang diterima")
    ]
    if partly:
        words = ngettext("%(num)s jenis sebagian ditolak", "%(num)s jenis sebagian ditolak", partly)
        texts.append(words % {"num": partly})
    if rejected:
        words = ngettext("%(num)s jenis ditolak", "%(num)s jenis ditolak", rejected)
        texts.append(words % {"num": rejected})
    return Entry(_("Dihitung dan diterima") if accepted else _("Dihitung"), text=", ".join(texts))


def _handed_over(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Serah terima (BAST)"), text=_("%(bast)s, nilai diterima %(accepted)s") % {
        "bast": public["bast"], "accepted": rupiah(public["accepted"]),
    })  # fmt: skip


def _invoiced(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Ditagih"), text=_("Tagihan %(invoice)s, %(amount)s") % {
        "invoice": public["invoice"], "amount": rupiah(public["amount"]),
    })  # fmt: skip


def _verified(_facts: PurchaseFacts, _public: Mapping[str, Any]) -> Entry:
    return Entry(_("Tagihan dan pajak diperiksa"))


def _paid(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    if not public["withheld"]:
        return Entry(_("Dibayar"), text=_("%(net)s, tanpa potongan pajak") % {"net": rupiah(public["net"])})
    return Entry(_("Dibayar"), text=_("%(net)s ke penjual, %(withheld)s pajak dipotong") % {
        "net": rupiah(public["net"]), "withheld": rupiah(public["withheld"]),
    })  # fmt: skip


def _tax_deposited(_facts: PurchaseFacts, public: Mapping[str, Any]) -> Entry:
    return Entry(_("Pajak disetor"), text=rupiah(public["withheld"]))


def _closed(_facts: PurchaseFacts, _public: Mapping[str, Any]) -> Entry:
    return Entry(_("Selesai"))


_TELL: dict[str, Callable[[PurchaseFacts, Mapping[str, Any]], Entry]] = {
    "order.placed": _placed,
    "order.changed": _changed,
    "order.accepted": _accepted,
    "order.refused": _refused,
    "order.lapsed": _lapsed,
    "order.cancelled": _cancelled,
    "order.shipped": _shipped,
    "order.received": _received,
    "order.handed_over": _handed_over,
    "order.invoiced": _invoiced,
    "order.verified": _verified,
    "order.paid": _paid,
    "order.tax_deposited": _tax_deposited,
    "order.closed": _closed,
}


def _to_come(facts: PurchaseFacts, viewer: Viewer) -> list[Entry]:
    state = OrderState(facts.state)
    ahead = [_ahead(facts, step) for step in steps_ahead(state, is_empty=facts.is_empty)]
    if not ahead:
        return []
    now, *later = ahead
    texts = [_("Giliran Anda.")] if viewer.roles & OWNERS[state] else []
    if state is OrderState.PARTLY_RECEIVED:
        texts.append(_("Penjual mengirim sisanya, atau PPK membuat BAST atas yang sudah diterima."))
    texts += [now.text] if now.text else []
    due_at = _due_at(facts, state)
    due = due_words(due_at, viewer.at) if due_at else ""
    return [
        replace(now, state="now", text=" ".join(texts), due=due),
        *(replace(each, state="later", text="") for each in later),
    ]


def _ahead(facts: PurchaseFacts, step: str) -> Entry:
    """Tell a step that is still to be done: what it is, and who does it."""
    who = _who(facts, min(STEPS[step].by))
    text = {"ship": _window, "close": _closing}.get(step, lambda _facts: "")(facts)
    return Entry(step_words()[step].title, who=who, text=text)


def _due_at(facts: PurchaseFacts, state: OrderState) -> datetime | None:
    if state is OrderState.PLACED:
        return facts.answer_due_at
    if state in {OrderState.ACCEPTED, OrderState.SHIPPED}:
        return facts.window_end
    return facts.hand_over.payment_due_at if facts.hand_over and not facts.payments else None


def _window(facts: PurchaseFacts) -> str:
    start, end = facts.window_start.astimezone(ZONE), facts.window_end.astimezone(ZONE)
    until = jam(end) if start.date() == end.date() else waktu(end)
    return _("Jendela antar %(day)s, %(start)s–%(end)s, ke %(place)s.") % {
        "day": tanggal(start), "start": jam(start), "end": until, "place": facts.delivery_label,
    }  # fmt: skip


def _closing(facts: PurchaseFacts) -> str:
    withheld = sum(payment.withheld for payment in facts.payments)
    if not withheld:
        return ""
    return _("Setelah bukti setor pajak %(amount)s diunggah bendahara.") % {"amount": rupiah(withheld)}
