"""The treasurer has paid and uploads the proof: the budget is spent and the payable cleared."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import spend
from eorder.buying.orders.actions.stepping import holding_of, lock_order, move_order
from eorder.buying.orders.models import Order
from eorder.buying.payments import rules
from eorder.buying.payments.models import Payment, Verification, Withholding
from eorder.buying.payments.queries import complete_facts, last_verification
from eorder.buying.payments.rules import clean_reference
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.law.taxes.recomputation import decision_to_json
from eorder.law.taxes.withholding import withhold
from eorder.parties.banking.queries import payees
from eorder.parties.banking.terms import waiting_time
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.constraints import refusing
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act
from eorder.records.rows import insert_row, insert_rows


@act("order.pay", subject="order_id")
def record_payment(
    *,
    order_id: UUID,
    provider: str,
    reference: str,
    proof: Upload,
    account_id: UUID | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Record a manual payment with its proof (bukti pembayaran).

    Args:
        order_id: The order whose invoice was verified.
        provider: The bank.
        reference: The bank's reference number; one payment only.
        proof: The transfer slip.
        account_id: The seller's account that the money went to; None for the one in force.
        by: The unit's treasurer.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor is not the unit's treasurer or verified the account, the invoice was not verified,
            the taxes of today are others than verified, or the account may not be paid to.
        ConflictError: The reference or the proof was used for another payment.
    """
    order = lock_order(order_id, "pay", by, at)
    rules.may_use_reference(provider, reference).require()
    verification = last_verification(order.id)
    if verification is None:
        raise AssertionError("the table of steps lets nothing through that was not verified")
    today = withhold(tax_facts_of(order, day_in(order.unit.government.time_zone, at)))
    rules.may_pay_as_verified(verification.decision, decision_to_json(today)).require()
    account = _payee(order, account_id, by, at)
    withheld = verification.decision["withholdings"]
    transfer = spend(
        holding_of(order), order.vendor_id, order.unit_id, withheld_amounts(withheld), command=command, at=at
    )
    payment = _insert(order, verification, account, (provider, reference), at, command)
    insert_rows([Withholding(payment=payment, **each) for each in withheld])
    document = keep_document(
        proof,
        "payment_proof",
        government_id=order.government_id,
        subject_id=order.id,
        title="Bukti pembayaran",
        by=by.person_id,
    )
    move_order(
        order,
        "pay",
        by=by,
        at=at,
        command=command,
        due_at=None,
        public={
            "gross": payment.gross,
            "withheld": payment.withheld,
            "net": payment.net,
            "proof": document.sha256,
        },
        private={"provider": payment.provider, "reference": payment.external_ref, "account": account},
        tell=complete_facts,
        paid=order.accepted_value,
        paid_at=at,
        reservation_id=transfer,
    )
    return order.id


def withheld_amounts(rows: list[dict[str, Any]]) -> dict[str, Rupiah]:
    """Add up the taxes kept back by kind."""
    return {
        tax: Rupiah(sum(row["amount"] for row in rows if row["tax"] == tax))
        for tax in {r["tax"] for r in rows}
    }


def _payee(order: Order, account_id: UUID | None, by: Actor, at: datetime) -> UUID:
    """Choose the account of the seller that was paid to; no act on the seller's accounts goes on meanwhile."""
    locked_vendor(order.vendor_id)
    accounts = payees(order.vendor_id, at, waiting_time(day_in(order.unit.government.time_zone, at)))
    rules.may_pay_to(by.person_id, accounts, account_id).require()
    return account_id or accounts[0].id


def _insert(
    order: Order,
    verification: Verification,
    account: UUID,
    transfer: tuple[str, str],
    at: datetime,
    command: UUID,
) -> Payment:
    provider, reference = transfer
    payment = Payment(
        id=derive_id(command, "payment"),
        government_id=order.government_id,
        order=order,
        account_id=account,
        provider=" ".join(provider.split()),
        external_ref=clean_reference(reference),
        gross=verification.gross,
        withheld=verification.withheld,
        net=verification.net,
        paid_at=at,
        command_id=command,
    )
    used = ConflictError(
        f"Nomor referensi {payment.external_ref} sudah dipakai untuk pembayaran lain. Periksa kembali bukti bayarnya.",
        code="reference_used",
    )
    with refusing(payment_reference_once=used):
        insert_row(payment)
    return payment
