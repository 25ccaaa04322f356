"""Whoever acts, as plain data: an account, its natural person, appointments and businesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.records.journal.recording import Author

SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")
"""Account and person of the clock: the only actor that is not a natural person."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One appointment that a person holds; `since` inclusive, `until` exclusive."""

    appointment_id: UUID
    government_id: UUID
    unit_id: UUID
    role: str
    since: datetime
    until: datetime | None

    def fits(self, at: datetime) -> bool:
        """Tell whether the appointment is valid at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request with everything rules need to know; built once per request.

    Attributes:
        hats: All appointments of the person, also expired ones, so that a rule can say which.
        vendor_ids: Businesses the person may act for.
    """

    account_id: UUID
    person_id: UUID
    name: str
    kind: str
    hats: tuple[Hat, ...] = ()
    vendor_ids: frozenset[UUID] = frozenset()

    def hat(self, roles: frozenset[str] | set[str], unit_id: UUID, at: datetime) -> Hat | None:
        """Find a valid appointment in one of the roles for exactly this unit."""
        return next(
            (hat for hat in self.hats if hat.role in roles and hat.unit_id == unit_id and hat.fits(at)), None
        )

    def units(self, roles: frozenset[str] | set[str], at: datetime) -> list[UUID]:
        """List the units for which the person holds one of the roles at a moment."""
        return sorted({hat.unit_id for hat in self.hats if hat.role in roles and hat.fits(at)})

    def roles(self, at: datetime) -> frozenset[str]:
        """List the roles of the person at a moment, `vendor` among them."""
        held = {hat.role for hat in self.hats if hat.fits(at)}
        return frozenset(held | ({"vendor"} if self.vendor_ids else set()))

    def wearing(self, hat: Hat) -> Author:
        """Sign an event with one appointment."""
        return Author(self.account_id, self.person_id, hat.role, hat.appointment_id)

    def as_vendor(self) -> Author:
        """Sign an event as a vendor's member."""
        return Author(self.account_id, self.person_id, "vendor")

    def as_applicant(self) -> Author:
        """Sign an event as somebody who wants to sell and belongs to no business yet."""
        return Author(self.account_id, self.person_id, "applicant")

    def as_installer(self) -> Author:
        """Sign an event of setting up the installation."""
        return Author(self.account_id, self.person_id, "installer")


CLOCK = Actor(SYSTEM_ID, SYSTEM_ID, "Jam sistem", "system")
"""Acts when a deadline passes."""


def clock_author() -> Author:
    """Sign an event that a deadline caused."""
    return Author(SYSTEM_ID, SYSTEM_ID, "clock")
