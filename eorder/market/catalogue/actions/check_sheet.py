"""A seller has a sheet of products checked: everything is done that taking it in would do, and undone."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from eorder.foundation.ids import CommandId
from eorder.market.catalogue import rules
from eorder.market.catalogue.actions.import_products import put_on_sale
from eorder.market.catalogue.models import ProductSheet
from eorder.market.catalogue.sheets import SheetReport, offers_in
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.documents.intake import CheckedTable, Upload, check_table
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import insert_row, update_row


@act("sheet.check", subject="vendor_id")
def check_sheet(*, vendor_id: UUID, upload: Upload, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Keep the cells of a sheet with what taking it in would do; it replaces the sheet that was checked before.

    Args:
        vendor_id: The business.
        upload: The file: CSV, gzipped CSV or XLSX of at most 10,000 rows.
        by: A member of the business.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor is not of this business.
        InvalidFileError: The file is no table that can be read.
        TableError: A column is missing, or the table contradicts itself all over.
    """
    rules.may_sell(by, vendor_id).require()
    table = check_table(upload)
    report = _tried(table, vendor_id, by, at, command)
    facts = {
        "name": upload.name[:60],
        "content": table.content,
        "sha256": hashlib.sha256(table.content).hexdigest(),
        "report": report.facts(),
        "checked_at": at,
        "taken_at": None,
    }
    vendor = locked_vendor(vendor_id)  # two first sheets at once would both be new
    sheet = ProductSheet(vendor=vendor, **facts)
    if ProductSheet.objects.filter(vendor=vendor).exists():
        update_row(sheet, *facts)
    else:
        insert_row(sheet)
    record(
        "sheet.checked",
        Subject(vendor.government_id, "vendor", vendor_id),
        by=rules.seller_author(by),
        at=at,
        command=command,
        private=report.counted(),
    )
    return vendor_id


def _tried(table: CheckedTable, vendor_id: UUID, by: Actor, at: datetime, command: CommandId) -> SheetReport:
    """Take a sheet in and undo it: what the database refuses is then known too."""
    report = SheetReport("Produk")
    with transaction.atomic():
        put_on_sale(
            offers_in(table, vendor_id, report), report, by=by, at=at, command=command, tell=report.bring
        )
        connection.check_constraints()
        transaction.set_rollback(True)
    return report
