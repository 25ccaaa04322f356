"""Reads of businesses."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.parties.vendors.models import Member, Vendor, VendorState


def locked_vendor(vendor_id: UUID) -> Vendor:
    """Load a business for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is no such business.
    """
    vendor = Vendor.objects.select_for_update(no_key=True).filter(id=vendor_id).first()
    if vendor is None:
        raise NotFoundError("Usaha ini tidak ada.")
    return vendor


def is_tied(vendor_id: UUID, person_id: UUID) -> bool:
    """Tell whether a person belongs to a business in any way; 1 statement."""
    return Member.objects.filter(vendor_id=vendor_id, person_id=person_id).exists()


def vendor_of_nib(government_id: UUID, nib: str) -> UUID:
    """Find a business by its NIB; 1 statement.

    Raises:
        NotFoundError: None with this number is registered with this government.
    """
    found = (
        Vendor.objects.filter(government_id=government_id, nib=nib.strip(), nib_released_at=None)
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        raise NotFoundError(f"Tidak ada usaha dengan NIB {nib[:20]}. Daftarkan usahanya dulu.")
    return found


def is_admitted(vendor_id: UUID) -> bool:
    """Tell whether a business has come through curation; what it is under a sanction for is not asked; 1 statement."""
    return Vendor.objects.filter(id=vendor_id, state=VendorState.ACTIVE).exists()


def vendor_name(vendor_id: UUID) -> str:
    """Name a business; 1 statement.

    Raises:
        NotFoundError: There is no such business.
    """
    found = Vendor.objects.filter(id=vendor_id).values_list("name", flat=True).first()
    if found is None:
        raise NotFoundError("Usaha ini tidak ada.")
    return found
