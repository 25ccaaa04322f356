"""What the treasurer does with a bill: verify it, pay it, prove that the tax was deposited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from eorder.buying.orders.rules import may_take_step
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.record_tax_proof import record_tax_proof
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.buying.payments.attendance import attendance_of, may_count
from eorder.buying.payments.queries import preview_decision, verification_of
from eorder.buying.payments.rules import (
    LONGEST_REFERENCE,
    may_bill,
    may_pay_as_verified,
    may_pay_to,
    may_record_tax_proof,
)
from eorder.foundation.moments import day_in
from eorder.foundation.verdict import Verdict, first_refusal
from eorder.law.taxes.decision import LineDecision, TaxDecision
from eorder.law.taxes.recomputation import decision_to_json
from eorder.parties.banking.queries import Payee, coming_account, payees
from eorder.parties.banking.terms import waiting_time
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.desk.acting import OrderAct, Question, Sheet, without_questions
from eorder.web.desk.seeing import Ground
from eorder.web.formats import rupiah, waktu
from eorder.web.reading import FormReader
from eorder.web.told import told

PAPER = "application/pdf,image/jpeg,image/png"


def tax_name(code: str) -> str:
    """Name a tax for people."""
    names = {
        "pph22": _("PPh 22"),
        "pph23": _("PPh 23"),
        "pph_final": _("PPh final UMKM"),
        "ppn": _("PPN dipungut bendahara"),
    }
    return names.get(code, code)


def _verify(ground: Ground, _typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    decision = preview_decision(facts.order_id, ground.at)
    billed = facts.invoice.amount if facts.invoice else 0
    checks = _bill_checks(ground, decision, billed)
    return Sheet(
        title=_("Periksa tagihan %(seller)s") % {"seller": facts.seller.name},
        amount=billed,
        button=""
        if any(kind == "refused" for kind, _title, _text in checks)
        else _("Tagihan benar, setujui"),
        consequence=_(
            "Perhitungan ini disimpan bersama dasarnya. Sesudah disetujui, Anda membayar %(net)s kepada "
            "%(seller)s dan menyetor pajak %(withheld)s."
        )
        % {"net": rupiah(decision.net), "seller": facts.seller.name, "withheld": rupiah(decision.withheld)},
        checks=checks,
        more={
            "decision": decision,
            "rows": [_tax_row(ground, line) for line in decision.lines],
            "foot": _tax_foot(decision),
        },
    )


def _bill_checks(ground: Ground, decision: TaxDecision, billed: int) -> tuple[tuple[str, str, str], ...]:
    facts, attendance = ground.facts, attendance_of(ground.order)
    counted = may_count(attendance, day_in(ground.zone, ground.at))
    bill = may_bill((decision.gross + decision.ppn).amount, billed)
    checks = [
        _check(
            bill,
            _("Tagihan sama dengan BAST"),
            _("%(billed)s untuk barang yang diterima.") % {"billed": rupiah(billed)},
        )
    ]
    if facts.hand_over:
        text = _("%(number)s, pembayaran jatuh tempo %(due)s.") % {
            "number": facts.hand_over.number,
            "due": waktu(facts.hand_over.payment_due_at),
        }
        checks.insert(0, ("ok", _("BAST ada"), text))
    if attendance:
        text = _("%(people)s orang hadir, %(portions)s porsi diterima.") % {
            "people": attendance.present,
            "portions": attendance.portions,
        }
        title = _("Daftar hadir sesuai porsi")
        if attendance.note and counted:
            checks.append(("waits", title, f"{text} {attendance.note}"))
        else:
            checks.append(_check(counted, title, text))
    return tuple(checks)


def _check(verdict: Verdict, title: str, text: str) -> tuple[str, str, str]:
    return ("ok", title, text) if verdict else ("refused", title, told(verdict.refusal))


def _tax_row(ground: Ground, line: LineDecision) -> list[object]:
    name = next((each.name for each in ground.facts.lines if str(each.position) == line.id), line.id)
    return [name, line.amount, line.ppn, line.income_tax, line.ppn_withheld, line.net]


def _tax_foot(decision: TaxDecision) -> list[object]:
    return [
        _("Jumlah seluruhnya"),
        decision.gross,
        decision.ppn,
        decision.income_tax,
        decision.ppn_withheld,
        decision.net,
    ]


def _pay(ground: Ground, typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    row = verification_of(facts.order_id) or {}
    accounts = _payees(ground)
    net, withheld = row["verification__net"], row["verification__withheld"]
    taxes = [(tax_name(tax["tax"]), tax["amount"]) for tax in row["verification__decision"]["withholdings"]]
    text = _("%(net)s dibayarkan kepada %(seller)s") % {"net": rupiah(net), "seller": facts.seller.name}
    if withheld:
        told = ", ".join(f"{name} {rupiah(amount)}" for name, amount in taxes)
        text += _("; %(withheld)s disimpan untuk disetor ke kas negara (%(taxes)s)") % {
            "withheld": rupiah(withheld),
            "taxes": told,
        }
    return Sheet(
        title=_("Bayar %(seller)s") % {"seller": facts.seller.name},
        amount=net,
        button=_("Catat pembayaran"),
        consequence=f"{text}. "
        + _("Anggaran tercatat terpakai %(gross)s.") % {"gross": rupiah(row["verification__gross"])},
        questions=(
            *_which_account(accounts, typed),
            Question(
                "provider", _("Bank"), value=typed.get("provider", ""), hint=_("Bank yang mengirim uangnya."),
                attrs={"required": True, "maxlength": LONGEST_REFERENCE},
            ),
            Question(
                "reference", _("Nomor referensi"), value=typed.get("reference", ""),
                hint=_("Seperti tercetak pada bukti bayar; satu nomor untuk satu pembayaran."),
                attrs={"required": True, "maxlength": LONGEST_REFERENCE, "autocomplete": "off"},
            ),
            Question(
                "proof", _("Bukti pembayaran"), "file", hint=_("PDF, JPEG, atau PNG, paling besar 5 MB."),
                attrs={"required": True, "accept": PAPER},
            ),
        ),
        more={
            "bill": _bill(row, taxes), "account": accounts[0], "former": accounts[1:],
            "coming": coming_account(ground.order.vendor_id, ground.at),
        },
    )  # fmt: skip


def _payees(ground: Ground) -> list[Payee]:
    """Give the seller's accounts that may be paid to now, the one in force first; 1 statement."""
    return payees(ground.order.vendor_id, ground.at, waiting_time(day_in(ground.zone, ground.at)))


def _which_account(accounts: list[Payee], typed: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask which account the money went to, where the seller's accounts changed a short while ago."""
    if len(accounts) == 1:
        return ()
    hints = (_("Berlaku sekarang."), _("Hanya bila uangnya sudah dikirim sebelum rekening berganti."))
    options = tuple(
        (str(each.id), f"{each.bank_name} {each.number}", hint)
        for each, hint in zip(accounts, hints, strict=True)
    )
    chosen = typed.get("account", str(accounts[0].id))
    return (Question("account", _("Ditransfer ke"), "radios", value=chosen, options=options, attrs={}),)


def _bill(row: Mapping[str, Any], taxes: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Write the sum people copy into the bank's form: bill, taxes kept back, transfer."""
    return [
        (_("Tagihan"), row["verification__gross"]),
        *((name, -amount) for name, amount in taxes),
        (_("Ditransfer ke penjual"), row["verification__net"]),
    ]


def _send_payment(form: FormReader, _ground: Ground, **sent: Any) -> object:
    provider = form.text("provider", required=_("Tulis nama bank."), most=LONGEST_REFERENCE)
    reference = form.text(
        "reference", required=_("Tulis nomor referensi seperti pada bukti bayar."), most=LONGEST_REFERENCE
    )
    proof = form.needed_file("proof", _("Unggah bukti pembayaran."))
    account = form.key("account", _("Pilih rekening penjual yang Anda kirimi uang."))
    form.done()
    return record_payment(provider=provider, reference=reference, proof=proof, account_id=account, **sent)


def may_prove_tax(ground: Ground) -> Verdict:
    """Allow the unit's treasurer to prove a deposit once tax was kept back, once."""
    withheld = sum(each.withheld for each in ground.facts.payments)
    return may_record_tax_proof(
        ground.actor,
        ground.order.unit_id,
        withheld,
        ground.at,
        has_proof=any(each.is_deposited for each in ground.facts.payments),
    )


def may_pay(ground: Ground) -> Verdict:
    """Allow a payment of what was verified, as long as today's law and papers say the same, to the seller's account."""
    step = may_take_step(ground.actor, ground.order, "pay", ground.at)
    row = verification_of(ground.order.id) if step else None
    if row is None:
        return step
    today = decision_to_json(preview_decision(ground.order.id, ground.at))
    return first_refusal(
        may_pay_as_verified(row["verification__decision"], today),
        may_pay_to(ground.actor.person_id, _payees(ground), None),
    )


def _prove(ground: Ground, typed: Mapping[str, str]) -> Sheet:
    facts = ground.facts
    withheld = sum(each.withheld for each in facts.payments)
    return Sheet(
        title=_("Unggah bukti setor pajak"),
        amount=withheld,
        button=_("Catat bukti setor"),
        consequence=_(
            "Tercatat bahwa %(withheld)s yang dipotong dari %(seller)s sudah disetor; PPK dapat menutup pesanan."
        )
        % {"withheld": rupiah(withheld), "seller": facts.seller.name},
        questions=(
            Question(
                "receipt_number", _("NTPN"), value=typed.get("receipt_number", ""),
                hint=_("Nomor Transaksi Penerimaan Negara, 16 huruf dan angka pada bukti penerimaan negara."),
                attrs={"required": True, "maxlength": LONGEST_REFERENCE, "autocomplete": "off"},
            ),
            Question(
                "proof", _("Bukti potong dan setor"), "file", hint=_("PDF, JPEG, atau PNG, paling besar 5 MB."),
                attrs={"required": True, "accept": PAPER},
            ),
        ),
        more={"bill": [(tax_name(tax.tax), tax.amount) for each in facts.payments for tax in each.withholdings]},
    )  # fmt: skip


def _send_proof(form: FormReader, _ground: Ground, **sent: Any) -> object:
    number = form.text(
        "receipt_number", required=_("Tulis NTPN seperti pada bukti setor."), most=LONGEST_REFERENCE
    )
    proof = form.needed_file("proof", _("Unggah bukti setor pajak."))
    form.done()
    return record_tax_proof(receipt_number=number, proof=proof, **sent)


VERIFY = OrderAct(
    "verify_invoice",
    "verify",
    OFFICIAL,
    _verify,
    without_questions(verify_invoice),
    template="treasury/verify_invoice.jinja",
)
PAY = OrderAct(
    "pay_order", "pay", OFFICIAL, _pay, _send_payment, template="treasury/pay_order.jinja", upload="proof",
    blames={"evidence_used": "proof", "reference_used": "reference", "reference_missing": "reference"}, may=may_pay,
)  # fmt: skip
PROVE_TAX = OrderAct(
    "prove_tax", "pay", OFFICIAL, _prove, _send_proof, upload="proof",
    blames={"evidence_used": "proof", "tax_proof_used": "receipt_number"}, may=may_prove_tax,
)  # fmt: skip
