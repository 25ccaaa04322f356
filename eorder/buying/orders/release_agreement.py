"""Releases from placing to the seller's answer, and of orders that end without delivery."""

from __future__ import annotations

from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.release_parties import (
    Occasion,
    delivery_window,
    items_of,
    parties_of,
    price_note,
)
from eorder.buying.packages.release_parties import category_of, planned_budget
from eorder.foundation.canonical import utc_text
from eorder.records.journal.ocds import Body, milestone, money, present, reference

METHOD = "Pembelian langsung melalui katalog"
WITHHELD: Body = {
    "id": "seller-identifiers",
    "field": "parties/identifier",
    "name": "NIB, NPWP, dan rekening penjual",
    "rationale": "Data pribadi pelaku usaha perorangan; id penjual yang tetap dipakai sebagai gantinya.",
}


def placed(occasion: Occasion) -> Body:
    """Tell of a placed order: the budget set aside, the reason, and the proposed award with its goods."""
    facts = occasion.facts
    return {
        "planning": {"budget": planned_budget(facts.package, facts.total)},
        "tender": present({**_tender(occasion), "procurementMethodRationale": _rationale(facts)}),
        "awards": [_award(occasion)],
        "relatedProcesses": [
            {
                "id": "1",
                "relationship": ["planning"],
                "scheme": "ocid",
                "identifier": facts.package.ocid,
                "title": facts.package.name,
                "uri": f"{occasion.site}/ocds/records/{facts.package.ocid}",
            }
        ],
        "withheldInformation": [WITHHELD],
    }


def _rationale(facts: PurchaseFacts) -> str:
    """Say why this seller, and why it was ordered before the cooling time of a price ended, if it was."""
    emergency = (
        f"Dipesan dalam masa tunggu harga, alasan darurat: {facts.emergency}" if facts.emergency else ""
    )
    return " ".join(filter(None, (facts.reason, emergency)))


def changed(occasion: Occasion) -> Body:
    """Tell of an order changed before the seller's answer.

    A merge cannot remove an item, so a line that fell away stays with the quantity zero; a reason that was
    taken back is published as null, which removes it.
    """
    facts = occasion.facts
    gone: list[Body] = [
        {"id": str(position), "quantity": 0}
        for position in range(len(facts.lines) + 1, occasion.lines_before + 1)
    ]
    award = _award(occasion)
    return {
        "planning": {"budget": planned_budget(facts.package, facts.total)},
        "tender": {**_tender(occasion), "procurementMethodRationale": _rationale(facts) or None},
        "awards": [
            {
                **award,
                "items": [*award["items"], *gone],
                "amendments": [_amendment(occasion, "Pesanan diubah sebelum dijawab penjual.")],
            }
        ],
    }


def accepted(occasion: Occasion) -> Body:
    """Tell of the seller's acceptance: the award stands and the surat pesanan is signed."""
    facts = occasion.facts
    contract = {
        "id": occasion.contract_id,
        "awardID": occasion.award_id,
        "title": facts.package.name,
        "description": price_note(facts),
        "status": "active",
        "dateSigned": utc_text(facts.accepted_at or occasion.at),
        "period": delivery_window(facts),
        "value": money(facts.total),
        "items": items_of(facts),
        "implementation": {"milestones": [delivery_milestone(facts)]},
    }
    return {
        "tender": _answer(occasion, "met"),
        "awards": [{"id": occasion.award_id, "status": "active"}],
        "contracts": [contract],
    }


def refused(occasion: Occasion) -> Body:
    """Tell of the seller's refusal, with the reason."""
    award = _ended(occasion, "unsuccessful", "Ditolak penjual.")
    return {"tender": _answer(occasion, "met"), "awards": [award]}


def lapsed(occasion: Occasion) -> Body:
    """Tell of an order that the seller did not answer in time."""
    award = _ended(occasion, "unsuccessful", "Tidak dijawab penjual dalam tenggat.")
    return {"tender": _answer(occasion, "notMet"), "awards": [award]}


def cancelled(occasion: Occasion) -> Body:
    """Tell of a cancelled order.

    A contract that was already in force becomes `terminated`, which in OCDS also means an early end;
    `cancelled` is kept by the standard for contracts that were never signed.
    """
    facts = occasion.facts
    award = _ended(occasion, "cancelled", "Dibatalkan.")
    if facts.accepted_at is None:
        return {"tender": _answer(occasion, "notMet"), "awards": [award]}
    contract = {
        "id": occasion.contract_id,
        "awardID": occasion.award_id,
        "status": "terminated",
        "amendments": award["amendments"],
        "implementation": {"milestones": [delivery_milestone(facts, "notMet")]},
    }
    return {"awards": [award], "contracts": [contract]}


def delivery_milestone(facts: PurchaseFacts, status: str = "scheduled") -> Body:
    """State the delivery, due at the end of the agreed window; `met` takes the day of the last count."""
    return milestone(
        "delivery",
        "delivery",
        "Barang diterima dan dihitung",
        description=f"Antar ke {facts.delivery_label}",
        due=facts.window_end,
        met=facts.received_at if status == "met" else None,
        status=status,
    )


def _tender(occasion: Occasion) -> Body:
    facts = occasion.facts
    return present(
        {
            "id": f"{facts.number}-T",
            "title": facts.package.name,
            "description": facts.meeting_title,
            "status": "complete",
            "value": money(facts.total),
            "procuringEntity": reference(parties_of(facts)[0]),
            "procurementMethod": "direct",
            "procurementMethodDetails": METHOD,
            "mainProcurementCategory": category_of(facts.package),
            "milestones": [
                milestone("answer", "approval", "Jawaban penjual", due=facts.answer_due_at),
            ],
        }
    )


def _answer(occasion: Occasion, status: str) -> Body:
    met = occasion.at if status == "met" else None
    answer = milestone("answer", "approval", "Jawaban penjual", met=met, status=status)
    return {"id": f"{occasion.facts.number}-T", "milestones": [answer]}


def _award(occasion: Occasion) -> Body:
    facts = occasion.facts
    return {
        "id": occasion.award_id,
        "title": facts.package.name,
        "description": price_note(facts),
        "status": "pending",
        "date": utc_text(facts.placed_at),
        "value": money(facts.total),
        "suppliers": [reference(parties_of(facts)[1])],
        "items": items_of(facts),
        "contractPeriod": delivery_window(facts),
    }


def _ended(occasion: Occasion, status: str, what: str) -> Body:
    return {
        "id": occasion.award_id,
        "status": status,
        "amendments": [_amendment(occasion, what, occasion.facts.refusal)],
    }


def _amendment(occasion: Occasion, what: str, why: str = "") -> Body:
    return present(
        {
            "id": occasion.release_id,
            "date": utc_text(occasion.at),
            "description": what,
            "rationale": why,
            "releaseID": occasion.release_id,
        }
    )
