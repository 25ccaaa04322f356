"""A curator admits a checked business after judging its first product: it may get orders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.joining import rules
from eorder.parties.joining.queries import locked_application
from eorder.parties.vendors.models import VendorState
from eorder.parties.vendors.queries import locked_vendor
from eorder.parties.vendors.rules import curator_hat
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

LONGEST = 500


@act("business.admit", subject="application_id")
def admit_business(
    *, application_id: UUID, product_id: UUID, evidence: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Make a checked business active; what was seen of its first product stands in public.

    Args:
        application_id: The accepted application of the business.
        product_id: The product that was judged; the page hands in one of this business.
        evidence: What was seen, at most 500 signs.
        by: A curator of the government, never its owner.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such application.
        NotAllowedError: The actor may not curate it, or the business does not wait for curation.
        InvalidFormError: The evidence is missing.
    """
    application = locked_application(application_id)
    vendor = locked_vendor(application.vendor_id) if application.vendor_id else None
    rules.may_admit(by, application, vendor.state if vendor else "", at).require()
    if not 0 < len(evidence.strip()) <= LONGEST:
        raise InvalidFormError({"evidence": "Tulis apa yang Anda temukan, paling panjang 500 huruf."})
    hat = curator_hat(by, application.government_id, at)
    assert vendor is not None  # noqa: S101 - the rule has just seen both
    assert hat is not None  # noqa: S101
    vendor.state = VendorState.ACTIVE
    vendor.save(update_fields=["state"])
    record(
        "vendor.admitted",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"state": vendor.state, "product": product_id, "evidence": evidence.strip()},
    )
    return application.id
