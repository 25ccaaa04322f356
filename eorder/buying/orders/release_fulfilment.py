"""Releases from dispatch to closing: milestones, counts and payments of the one contract."""

from __future__ import annotations

from eorder.buying.orders.facts import LineFacts, PaymentFacts, PurchaseFacts
from eorder.buying.orders.release_agreement import delivery_milestone
from eorder.buying.orders.release_parties import TREASURY, Occasion, parties_of
from eorder.buying.orders.states import OrderState
from eorder.foundation.canonical import utc_text
from eorder.foundation.money import Rupiah
from eorder.records.journal.ocds import Body, milestone, money, present, quantity, reference

PAYMENT_TITLE = "Pembayaran"


def shipped(occasion: Occasion) -> Body:
    """Tell of the last dispatch with its delivery note."""
    last = occasion.facts.shipments[-1]
    sent = milestone(last.number, "delivery", f"Dikirim, surat jalan {last.number}", met=last.shipped_at)
    return _implementation(occasion, {"milestones": [sent]})


def received(occasion: Occasion) -> Body:
    """Tell what was counted so far, line by line, as metrics of the delivery."""
    facts = occasion.facts
    return _implementation(
        occasion,
        {
            "milestones": [delivery_milestone(facts, _delivery_status(facts))],
            "metrics": [_count(line) for line in facts.lines],
        },
    )


def handed_over(occasion: Occasion) -> Body:
    """Tell of the BAST, which starts the payment term."""
    facts = occasion.facts
    bast = facts.hand_over
    if bast is None:
        raise AssertionError("a hand-over has its BAST")
    return _implementation(
        occasion,
        {
            "milestones": [
                milestone(
                    "bast",
                    "approval",
                    f"BAST {bast.number}",
                    met=bast.handed_over_at,
                    description=f"Nilai yang diterima {Rupiah(bast.accepted_value)}",
                ),
                milestone("payment", "payment", PAYMENT_TITLE, due=bast.payment_due_at),
            ],
            "documents": [
                {
                    "id": "bast",
                    "documentType": "completionCertificate",
                    "title": f"BAST {bast.number}",
                    "url": occasion.page,
                    "datePublished": utc_text(bast.handed_over_at),
                    "format": "text/html",
                    "language": "id",
                }
            ],
        },
    )


def invoiced(occasion: Occasion) -> Body:
    """Tell of the bill: OCDS has no invoice, so it is a reporting milestone coded `invoiceReceived`."""
    bill = occasion.facts.invoice
    if bill is None:
        raise AssertionError("an invoice has its facts")
    told = milestone(
        "invoice",
        "reporting",
        f"Tagihan {bill.number}",
        code="invoiceReceived",
        met=bill.issued_at,
        description=f"Nilai tagihan {Rupiah(bill.amount)}",
    )
    return _implementation(occasion, {"milestones": [told]})


def verified(occasion: Occasion) -> Body:
    """Tell that the treasurer checked the bill and computed the taxes."""
    told = milestone(
        "verification",
        "approval",
        "Tagihan diperiksa bendahara",
        code="invoiceVerified",
        met=occasion.facts.verified_at or occasion.at,
    )
    return _implementation(occasion, {"milestones": [told]})


def paid(occasion: Occasion) -> Body:
    """Tell of the payments: one transaction for what the seller got, one for each tax kept back.

    The gross is split by who received the money, because that is what left the treasury and what a reader can
    check: the net goes to the seller, each tax to the state. Together the transactions are the gross, which
    `finalValue` repeats, so neither reading needs the other's arithmetic.
    """
    facts = occasion.facts
    last = facts.payments[-1]
    met = milestone(
        "payment",
        "payment",
        PAYMENT_TITLE,
        due=facts.hand_over.payment_due_at if facts.hand_over else None,
        met=last.paid_at,
    )
    transactions = [each for payment in facts.payments for each in _transactions(payment, facts)]
    return _implementation(
        occasion, {"milestones": [met], "transactions": transactions, "finalValue": money(_gross(facts))}
    )


def closed(occasion: Occasion) -> Body:
    """Tell of the closing; `terminated` is the OCDS word for a contract that has come to its end."""
    facts = occasion.facts
    implementation = {"endDate": utc_text(facts.closed_at or occasion.at), "finalValue": money(_gross(facts))}
    contract = _implementation(occasion, implementation)["contracts"][0]
    return {"contracts": [{**contract, "status": "terminated"}]}


def _implementation(occasion: Occasion, implementation: Body) -> Body:
    contract = {"id": occasion.contract_id, "awardID": occasion.award_id, "implementation": implementation}
    return {"contracts": [contract]}


def _delivery_status(facts: PurchaseFacts) -> str:
    if all(line.accepted == line.quantity for line in facts.lines):
        return "met"
    if any(line.accepted for line in facts.lines):
        return "partiallyMet"
    return "notMet" if facts.state == OrderState.RECEIVED else "scheduled"


def _count(line: LineFacts) -> Body:
    unit = {"name": line.unit}
    rejected = {"id": "rejected", "measure": quantity(line.rejected), "unit": unit, "notes": line.rejection}
    return {
        "id": f"line-{line.position}",
        "title": line.name,
        "observations": [
            {"id": "accepted", "measure": quantity(line.accepted), "unit": unit, "notes": "diterima"},
            present({**rejected, "notes": line.rejection or "ditolak"}),
        ],
    }


def _transactions(payment: PaymentFacts, facts: PurchaseFacts) -> list[Body]:
    buyer, seller, *_ = parties_of(facts)
    shared = {
        "date": utc_text(payment.paid_at),
        "payer": reference(buyer),
        "relatedImplementationMilestone": {"id": "payment", "title": PAYMENT_TITLE},
    }
    net = {**shared, "id": f"{payment.id}-net", "value": money(payment.net), "payee": reference(seller)}
    taxes = [
        {
            **shared,
            "id": f"{payment.id}-{position}-{each.tax}",
            "value": money(each.amount),
            "payee": reference(TREASURY),
        }
        for position, each in enumerate(payment.withholdings, 1)
    ]
    return [net, *taxes]


def _gross(facts: PurchaseFacts) -> int:
    return sum(payment.gross for payment in facts.payments)
