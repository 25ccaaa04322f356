"""Register a business with its owner, scale, bank account and tax papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.identifiers import read_kbli, read_nib, read_npwp
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Person
from eorder.parties.identity.rules import admin_apart
from eorder.parties.vendors import rules
from eorder.parties.vendors.accounts import HOLDER_RULE, is_held_by
from eorder.parties.vendors.models import BankAccount, LegalForm, Member, Scale, Tie, Vendor, VendorState
from eorder.parties.workunits.queries import local_day
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@dataclass(frozen=True, slots=True)
class VendorProfile:
    """A business as its owner states it.

    Attributes:
        npwp: May be empty; in the old 15 or the present 16 digits.
        scale: One of `Scale`.
        scale_evidence: What proves the scale, such as a statement of sales; `scale_date` is its date, and the
            law of that day counts.
        yearly_sales: Whole rupiah, of a running business.
        capital: Whole rupiah without land and building, of a new business instead.
    """

    name: str
    legal_form: str
    nib: str
    npwp: str
    kbli: str
    scale: str
    scale_evidence: str
    scale_date: date
    region_code: str
    street: str
    phone: str
    bank_name: str
    bank_account: str
    bank_holder: str
    is_pkp: bool = False
    yearly_sales: int | None = None
    capital: int | None = None

    def problems(self, owner: str, today: date) -> dict[str, str]:
        """Say what is wrong, by field."""
        found = {}
        if self.legal_form not in LegalForm.values:
            found["legal_form"] = "Pilih bentuk usaha: perorangan, CV, PT, atau koperasi."
        if not self.scale_evidence.strip():
            found["scale_evidence"] = "Sebutkan surat yang membuktikan skala usaha."
        if self.scale_date > today:
            found["scale_date"] = "Tanggal bukti skala usaha belum tiba."
        if not is_held_by(self.bank_holder, (owner, self.name)):
            found["bank_holder"] = HOLDER_RULE
        return found


@act("vendor.register")
def register_vendor(
    *,
    government_id: UUID,
    owner_id: UUID,
    profile: VendorProfile,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Register a business: `active` where an installation is set up, else `checked`, so that curation comes next.

    Raises:
        NotAllowedError: The actor neither sets up the installation nor is a curator, the owner administers the
            system, or the business is neither micro nor small, or of another scale than it states.
        InvalidValueError: An identifier is not one.
        InvalidFormError: The scale lacks evidence or an amount, or the bank account's holder is neither the
            owner nor the business.
        ConflictError: The NIB or NPWP is registered already.
    """
    rules.may_enter(by, government_id, at).require()
    hat = rules.curator_hat(by, government_id, at)
    nib, kbli = read_nib(profile.nib), read_kbli(profile.kbli)
    npwp = read_npwp(profile.npwp) if profile.npwp else ""
    owner = Person.objects.get(id=owner_id)
    today = local_day(government_id, at)
    _require(profile.problems(owner.name, today))
    found = rules.scale_of(profile.yearly_sales, profile.capital, profile.scale_date)
    rules.may_register(profile.scale, found).require()
    vendor = Vendor(
        id=key_of(command),
        government_id=government_id,
        name=profile.name.strip(),
        legal_form=LegalForm(profile.legal_form),
        nib=nib,
        npwp=npwp,
        kbli=kbli,
        scale=Scale(profile.scale),
        scale_evidence=profile.scale_evidence.strip(),
        scale_date=profile.scale_date,
        yearly_sales=profile.yearly_sales,
        capital=profile.capital,
        is_pkp=profile.is_pkp,
        region_id=profile.region_code,
        street=profile.street,
        phone=profile.phone,
        state=VendorState.CHECKED if hat else VendorState.ACTIVE,
    )
    rules.may_join(owner.id, at, today).require()
    with refusing(vendor_nib_once=_known("NIB"), vendor_npwp_once=_known("NPWP"), admin_apart=admin_apart()):
        vendor.save(force_insert=True)
        Member.objects.create(vendor=vendor, person=owner, tie=Tie.OWNER, since=at)
    BankAccount.objects.create(
        id=derive_id(command, "bank_account"), government_id=government_id, vendor=vendor,
        bank_name=profile.bank_name, number=profile.bank_account, holder=profile.bank_holder, since=at,
        payable_from=at,
    )  # fmt: skip
    record(
        "vendor.registered",
        Subject(government_id, "vendor", vendor.id),
        by=by.wearing(hat) if hat else by.as_installer(),
        at=at,
        command=command,
        public={
            "name": vendor.name,
            "scale": vendor.scale,
            "scale_rule": found.rule.version,
            "region": vendor.region_id,
        },
        private={"nib": nib, "npwp": npwp, "yearly_sales": vendor.yearly_sales, "capital": vendor.capital},
    )
    return vendor.id


def _require(problems: dict[str, str]) -> None:
    if problems:
        raise InvalidFormError(problems)


def _known(number: str) -> ConflictError:
    return ConflictError(f"{number} ini sudah terdaftar untuk usaha lain.", code="vendor_known")
