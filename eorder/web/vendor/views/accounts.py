"""The account a business is paid to: which it is and was, a proposal for another, and the end of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.parties.banking import rules
from eorder.parties.banking.actions.propose_account import ProposedAccount, propose_account
from eorder.parties.banking.actions.stop_account import stop_account
from eorder.parties.banking.actions.withdraw_account import withdraw_account
from eorder.parties.banking.queries import (
    accounts_at,
    accounts_of,
    change_of,
    changes_of,
    coming_account,
    holder_names,
    payable_from,
)
from eorder.parties.banking.states import LABELS, ChangeState
from eorder.parties.banking.terms import waiting_time
from eorder.parties.identity.policy import VENDOR
from eorder.parties.vendors.accounts import HOLDER_RULE, LONGEST_BANK, LONGEST_HOLDER
from eorder.parties.vendors.queries import vendor_name
from eorder.records.documents.intake import InvalidFileError
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import LONGEST_TEXT, FormReader, TypedError, typed
from eorder.web.told import told

PAPER = "application/pdf,image/jpeg,image/png"
TAGS = {
    ChangeState.PROPOSED: "waits",
    ChangeState.VERIFIED: "ok",
    ChangeState.REFUSED: "refused",
    ChangeState.WITHDRAWN: "plain",
    ChangeState.STOPPED: "refused",
}


@page(VENDOR, "GET", "POST")
def bank_accounts(request: PageRequest, vendor_id: UUID) -> HttpResponse:
    """Show the accounts of a business with their changes, and let a member propose another."""
    actor = asker(request)
    if not rules.may_propose(actor, vendor_id):
        raise NotFoundError(_("Usaha ini tidak ada."))

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        proof = form.needed_file(
            "proof", _("Unggah halaman buku tabungan yang memuat nama dan nomor rekening.")
        )
        account = ProposedAccount(*(form.text(name, most=LONGEST_TEXT) for name in FIELDS))
        form.done()
        try:
            return propose_account(
                vendor_id=vendor_id, account=account, proof=proof, by=actor, at=request.at, command=command
            )
        except InvalidFileError as error:
            raise TypedError({"proof": told(error.sentence)}) from error

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            **_state(vendor_id, request),
            "problems": problems,
            "typed": typed(request),
            "command": command,
        }
        return show(request, "vendor/bank_accounts.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    here = reverse("bank_accounts", kwargs={"vendor_id": vendor_id})
    return send_act(request, perform, then=f"{here}?selesai=usul", again=shown)


FIELDS = ("bank_name", "number", "holder", "reason")


def _state(vendor_id: UUID, request: PageRequest) -> dict[str, Any]:
    present, coming = accounts_at(vendor_id, request.at), coming_account(vendor_id, request.at)
    changes = changes_of(vendor_id)
    done = {
        "usul": _("Usulan terkirim. Semua anggota usaha dikabari lewat surel."),
        "tarik": _("Usulan ditarik; pembayaran tetap ke rekening lama."),
        "henti": _("Perubahan dihentikan; pembayaran tetap ke rekening lama."),
    }
    return {
        "vendor_id": vendor_id,
        "business": vendor_name(vendor_id),
        "present": present[0] if present else None,
        "coming": coming,
        "open": next((each for each in changes if each["state"] == ChangeState.PROPOSED), None),
        "accounts": accounts_of(vendor_id),
        "changes": [
            {**each, "tag": (told(LABELS[ChangeState(each["state"])]), TAGS[ChangeState(each["state"])])}
            for each in changes
        ],
        "names": holder_names(vendor_id),
        "rule": told(HOLDER_RULE),
        "hours": _hours(request),
        "paper": PAPER,
        "most": {"bank_name": LONGEST_BANK, "holder": LONGEST_HOLDER, "reason": rules.LONGEST_REASON},
        "done": done.get(request.GET.get("selesai", ""), ""),
    }


def _hours(request: PageRequest) -> int:
    return round(waiting_time(today(request.at)).total_seconds() / 3600)


@page(VENDOR, "GET", "POST")
def stop_change(request: PageRequest, change_id: UUID) -> HttpResponse:
    """Take a proposal back, or stop a verified account that still waits."""
    actor, change = asker(request), change_of(change_id)
    if not rules.may_propose(actor, change.vendor_id):
        raise NotFoundError(_("Usulan rekening ini tidak ada."))
    is_open = change.state == ChangeState.PROPOSED
    ends = withdraw_account if is_open else stop_account
    verdict = (
        rules.may_withdraw(actor, change)
        if is_open
        else rules.may_stop(actor, change, payable_from(change_id), request.at)
    )
    here = reverse("bank_accounts", kwargs={"vendor_id": change.vendor_id})

    def perform(command: CommandId) -> object:
        return ends(change_id=change_id, by=actor, at=request.at, command=command)

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "change": change, "is_open": is_open, "refusal": told(verdict.refusal), "here": here,
            "problems": problems, "command": command,
        }  # fmt: skip
        return show(request, "vendor/stop_change.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=f"{here}?selesai={'tarik' if is_open else 'henti'}", again=shown)
