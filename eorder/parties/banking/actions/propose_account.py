"""A business proposes another account that it wants to be paid to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.banking import rules
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.queries import accounts_at, coming_account, holder_names, open_change
from eorder.parties.banking.states import STEPS
from eorder.parties.banking.terms import check_due
from eorder.parties.identity.actor import Actor
from eorder.parties.readers import members_of
from eorder.parties.vendors.accounts import (
    HOLDER_RULE,
    LONGEST_BANK,
    LONGEST_HOLDER,
    clean_number,
    is_held_by,
    is_number,
)
from eorder.parties.vendors.queries import locked_vendor
from eorder.parties.workunits.queries import time_zone_of
from eorder.records.constraints import refusing
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

STEP = STEPS["propose"]


@dataclass(frozen=True, slots=True)
class ProposedAccount:
    """An account as it was typed, and why the business changes to it."""

    bank_name: str
    number: str
    holder: str
    reason: str

    def cleaned(self) -> ProposedAccount:
        """Give it as it is kept: single spaces, and digits alone in the number."""
        bank, holder, reason = (" ".join(each.split()) for each in (self.bank_name, self.holder, self.reason))
        return ProposedAccount(bank, clean_number(self.number), holder, reason)

    def problems(self, names: list[str], present: str) -> dict[str, str]:
        """Say what is wrong, by field.

        Args:
            names: Names that the account may be in.
            present: Number of the account that the business is paid to now.
        """
        found = {}
        if not 0 < len(self.bank_name) <= LONGEST_BANK:
            found["bank_name"] = "Tulis nama bank, paling panjang 60 huruf."
        if not is_number(self.number):
            found["number"] = "Nomor rekening terdiri dari 5 sampai 20 angka. Salin ulang dari buku tabungan."
        elif self.number == present:
            found["number"] = "Usaha Anda sudah dibayar ke rekening ini. Tulis nomor rekening yang baru."
        if not is_held_by(self.holder, names) or len(self.holder) > LONGEST_HOLDER:
            found["holder"] = HOLDER_RULE
        if not 0 < len(self.reason) <= rules.LONGEST_REASON:
            found["reason"] = "Tulis alasan mengganti rekening, paling panjang 500 huruf."
        return found


@act("account_change.propose")
def propose_account(
    *, vendor_id: UUID, account: ProposedAccount, proof: Upload, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Propose another account for a business; a curator checks it, and every member of the business is told.

    Args:
        vendor_id: The business.
        account: Bank, number, holder and reason as typed.
        proof: A page that shows the account, such as the first one of the passbook.
        by: A member of the business.
        at: When the term of the check begins.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor is no member of the business, or another change is open or waits.
        NotFoundError: There is no such business.
        InvalidFormError: A field is wrong, or the account is in nobody's name of this business.
        InvalidFileError: The page is not a file that can be kept.
        ConflictError: Another member proposed one at the same moment.
    """
    rules.may_propose(by, vendor_id).require()
    vendor = locked_vendor(vendor_id)
    is_waiting = coming_account(vendor_id, at) is not None
    rules.may_begin(has_open=open_change(vendor_id) is not None, is_waiting=is_waiting).require()
    given = account.cleaned()
    present = accounts_at(vendor_id, at)
    problems = given.problems(holder_names(vendor_id), present[0].number if present else "")
    if problems:
        raise InvalidFormError(problems)
    change = AccountChange(
        id=key_of(command), government_id=vendor.government_id, vendor=vendor, state=STEP.target,
        bank_name=given.bank_name, number=given.number, holder=given.holder, reason=given.reason,
        contacts=members_of(vendor_id), proposed_by_id=by.person_id, proposed_at=at,
        due_at=check_due(at, time_zone_of(vendor.government_id)),
    )  # fmt: skip
    with refusing(account_change_one_open=ConflictError(_OPEN, code="change_open")):
        change.save(force_insert=True)
    keep_document(
        proof, "account_page", government_id=vendor.government_id, subject_id=change.id, title="Halaman rekening",
        by=by.person_id,
    )  # fmt: skip
    record(
        STEP.event,
        Subject(vendor.government_id, "account_change", change.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        public={"state": change.state, "vendor": vendor.id, "due_at": change.due_at},
        private={
            "bank": change.bank_name,
            "number": change.number,
            "holder": change.holder,
            "reason": change.reason,
            "told": change.contacts,
        },
    )
    return change.id


_OPEN = "Anggota lain baru saja mengusulkan rekening. Muat ulang halaman ini untuk melihatnya."
