"""The PPK prepares a package: binds it to a budget line and uploads KAK and specification."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.packages.actions.stepping import lock_package, move_package
from eorder.foundation.errors import InvalidValueError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act

TITLES = {"kak": "Kerangka acuan kerja (KAK)", "specification": "Spesifikasi"}


@act("package.prepare", subject="package_id")
def prepare_package(
    *,
    package_id: UUID,
    budget_line_id: UUID,
    kak: Upload,
    specification: Upload | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Bind a package to a budget line of its unit and year, with its documents.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, or the package is elsewhere.
        InvalidValueError: The line is of another unit or year.
        InvalidFileError: A document is not acceptable.
    """
    package, hat = lock_package(package_id, "prepare", by, at)
    line = BudgetLine.objects.select_related("account").filter(
        id=budget_line_id, unit_id=package.unit_id, fiscal_year=package.fiscal_year
    ).first()  # fmt: skip
    if line is None:
        raise InvalidValueError(
            f"Pilih baris anggaran unit ini tahun {package.fiscal_year}.", code="invalid_budget_line"
        )
    uploads = {"kak": kak, "specification": specification}
    kept = [
        keep_document(
            upload, kind, government_id=package.government_id, subject_id=package.id, title=TITLES[kind],
            by=by.person_id,
        )
        for kind, upload in uploads.items()
        if upload is not None
    ]  # fmt: skip
    move_package(
        package, "prepare", by=by, hat=hat, at=at, command=command,
        public={"account": line.account_id, "documents": [[each.kind, each.sha256] for each in kept]},
        budget_line=line,
    )  # fmt: skip
    return package.id
