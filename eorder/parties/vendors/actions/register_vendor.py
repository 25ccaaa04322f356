"""Register a business with its owner, scale, bank account and tax papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.identifiers import read_nib, read_npwp
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Person
from eorder.parties.identity.rules import admin_apart, may_install
from eorder.parties.vendors import rules
from eorder.parties.vendors.models import LegalForm, Member, Scale, Tie, Vendor, VendorState
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@dataclass(frozen=True, slots=True)
class VendorProfile:
    """A business as its owner states it; `npwp` may be empty, in the old 15 or the present 16 digits."""

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
    """Register and activate a business; curation comes before activation once it exists.

    Raises:
        NotAllowedError: The actor does not set up the installation, or the owner administers the system.
        InvalidValueError: An identifier is not one.
        InvalidFormError: The bank account's holder is not the owner or the business.
        ConflictError: The NIB or NPWP is registered already.
    """
    may_install(by).require()
    nib, npwp = read_nib(profile.nib), read_npwp(profile.npwp) if profile.npwp else ""
    owner = Person.objects.get(id=owner_id)
    if profile.bank_holder.strip().casefold() not in {owner.name.casefold(), profile.name.strip().casefold()}:
        raise InvalidFormError(
            {"bank_holder": "Nama pemilik rekening harus sama dengan nama pemilik atau nama usaha."}
        )
    vendor = Vendor(
        id=key_of(command),
        government_id=government_id,
        name=profile.name.strip(),
        legal_form=LegalForm(profile.legal_form),
        nib=nib,
        npwp=npwp,
        kbli=profile.kbli,
        scale=Scale(profile.scale),
        scale_evidence=profile.scale_evidence,
        scale_date=profile.scale_date,
        is_pkp=profile.is_pkp,
        region_id=profile.region_code,
        street=profile.street,
        phone=profile.phone,
        bank_name=profile.bank_name,
        bank_account=profile.bank_account,
        bank_holder=profile.bank_holder,
        state=VendorState.ACTIVE,
    )
    rules.may_join(owner.id, at).require()
    with refusing(vendor_nib_once=_known("NIB"), vendor_npwp_once=_known("NPWP"), admin_apart=admin_apart()):
        vendor.save(force_insert=True)
        Member.objects.create(vendor=vendor, person=owner, tie=Tie.OWNER)
    record(
        "vendor.registered",
        Subject(government_id, "vendor", vendor.id),
        by=by.as_installer(),
        at=at,
        command=command,
        public={"name": vendor.name, "scale": vendor.scale, "region": vendor.region_id},
        private={"nib": nib, "npwp": npwp},
    )
    return vendor.id


def _known(number: str) -> ConflictError:
    return ConflictError(f"{number} ini sudah terdaftar untuk usaha lain.", code="vendor_known")
