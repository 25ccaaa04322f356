"""Which form of contract the value of a purchase asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eorder.foundation.money import Rupiah
from eorder.law.book import parameter
from eorder.law.value import Value


class ContractForm(StrEnum):
    """Forms of Perpres 16/2018 art. 28, from small to large."""

    PURCHASE_PROOF = "purchase_proof"
    RECEIPT = "receipt"
    WORK_ORDER = "work_order"
    CONTRACT = "contract"

    @property
    def label(self) -> str:
        """The law's own name."""
        return _LABELS[self]


_LABELS = {
    ContractForm.PURCHASE_PROOF: "bukti pembelian/pembayaran",
    ContractForm.RECEIPT: "kuitansi",
    ContractForm.WORK_ORDER: "surat perintah kerja (SPK)",
    ContractForm.CONTRACT: "surat perjanjian",
}

_LIMITS = (
    (ContractForm.PURCHASE_PROOF, "contract_form_purchase_proof_limit"),
    (ContractForm.RECEIPT, "contract_form_receipt_limit"),
    (ContractForm.WORK_ORDER, "contract_form_work_order_limit"),
)


@dataclass(frozen=True, slots=True)
class RequiredForm:
    """The form asked for and the value of law that says so."""

    form: ContractForm
    rule: Value


def contract_form(value: Rupiah, day: date) -> RequiredForm:
    """Give the smallest form that suffices for goods or other services of this value.

    Each limit is inclusive: Rp 50,000,000 still needs a kuitansi only. On the platform the surat pesanan is
    the contract; this form is the receipt's class.

    Raises:
        NoLawError: No limit is recorded for the day.

    Legal source: Perpres 16/2018 art. 28, in the parameters `contract_form_*`.
    """
    rule = parameter(_LIMITS[0][1]).on(day)
    for form, name in _LIMITS:
        rule = parameter(name).on(day)
        if value <= rule.rupiah:
            return RequiredForm(form, rule)
    return RequiredForm(ContractForm.CONTRACT, rule)
