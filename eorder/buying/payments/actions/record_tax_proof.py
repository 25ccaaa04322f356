"""The treasurer uploads the proof that the withheld tax was deposited, with its NTPN."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.stepping import ORDER, add_duty, author_of, outline, subject_of
from eorder.buying.orders.rules import may_know
from eorder.buying.orders.states import STEPS
from eorder.buying.payments import rules
from eorder.buying.payments.models import Payment, TaxProof
from eorder.foundation.errors import ConflictError, NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.constraints import refusing
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act
from eorder.records.journal.recording import record
from eorder.records.rows import insert_row


@act("order.record_tax_proof", subject="order_id")
def record_tax_proof(
    *, order_id: UUID, receipt_number: str, proof: Upload, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Record the deposit of the tax kept back from an order's payment.

    Raises:
        NotFoundError: There is no such order that the actor may see.
        NotAllowedError: The actor is not the unit's treasurer, nothing was paid, or no tax was kept back.
        ConflictError: The receipt number was used before, or this payment has its proof already.
    """
    order = ORDER.first(order_id)
    if order is None or not may_know(by, order, at):
        raise NotFoundError("Pesanan ini tidak ada.")
    payment = Payment.objects.select_related("tax_proof").filter(order=order).first()
    rules.may_record_tax_proof(
        by, order.unit_id, payment.withheld if payment else 0, at, has_proof=hasattr(payment, "tax_proof")
    ).require()
    if payment is None:
        raise AssertionError("the rule lets nothing through that was not paid")
    rules.may_use_receipt(receipt_number).require()
    add_duty(order, STEPS["pay"].duty, by.person_id, at)
    number = rules.clean_reference(receipt_number)
    used = ConflictError(
        f"NTPN {number} sudah dipakai untuk setoran lain. Periksa kembali buktinya.", code="tax_proof_used"
    )
    with refusing(tax_receipt_once=used):
        insert_row(
            TaxProof(
                payment=payment, government_id=order.government_id, receipt_number=number, deposited_at=at
            )
        )
    document = keep_document(
        proof,
        "tax_proof",
        government_id=order.government_id,
        subject_id=order.id,
        title="Bukti potong dan setor pajak",
        by=by.person_id,
    )
    record(
        "order.tax_deposited",
        subject_of(order),
        by=author_of(by, order, "pay", at),
        at=at,
        command=command,
        public=outline(order, withheld=payment.withheld, proof=document.sha256),
        private={"receipt_number": number},
    )
    return order.id
