"""Contract forms of Perpres 16/2018 art. 28."""

from datetime import date

import pytest

from eorder.foundation.money import Rupiah
from eorder.law.book import NoLawError
from eorder.law.contract_forms import ContractForm, contract_form

DAY = date(2026, 8, 10)


@pytest.mark.parametrize(
    ("value", "form", "rule"),
    [
        (0, ContractForm.PURCHASE_PROOF, "contract_form_purchase_proof_limit@2018-07-01"),
        (7_500_000, ContractForm.PURCHASE_PROOF, "contract_form_purchase_proof_limit@2018-07-01"),
        (10_000_000, ContractForm.PURCHASE_PROOF, "contract_form_purchase_proof_limit@2018-07-01"),
        (10_000_001, ContractForm.RECEIPT, "contract_form_receipt_limit@2018-07-01"),
        (15_540_000, ContractForm.RECEIPT, "contract_form_receipt_limit@2018-07-01"),
        (50_000_000, ContractForm.RECEIPT, "contract_form_receipt_limit@2018-07-01"),
        (50_000_001, ContractForm.WORK_ORDER, "contract_form_work_order_limit@2018-07-01"),
        (200_000_000, ContractForm.WORK_ORDER, "contract_form_work_order_limit@2018-07-01"),
        (200_000_001, ContractForm.CONTRACT, "contract_form_work_order_limit@2018-07-01"),
    ],
)
def test_contract_form_when_around_a_limit_then_the_limit_is_inclusive(value, form, rule):
    required = contract_form(Rupiah(value), DAY)
    assert required.form is form
    assert required.rule.version == rule
    assert required.form.label


def test_contract_form_when_before_the_perpres_then_no_law():
    with pytest.raises(NoLawError):
        contract_form(Rupiah(1), date(2018, 6, 30))
