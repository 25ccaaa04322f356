"""A seller takes in the sheet that was checked: its sound rows are listed, or get their new price.

The events are those of the products, each as if it had been listed, or its price changed, alone.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, NotFoundError, StaleError
from eorder.foundation.ids import CommandId
from eorder.market.catalogue import rules
from eorder.market.catalogue.actions.import_products import put_on_sale
from eorder.market.catalogue.models import ProductSheet
from eorder.market.catalogue.sheets import SheetReport, offers_in
from eorder.parties.identity.actor import Actor
from eorder.records.documents.intake import CheckedTable
from eorder.records.journal.commands import act
from eorder.records.rows import update_row


@act("sheet.take", subject="vendor_id")
def take_sheet(*, vendor_id: UUID, sha256: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """List the products, and publish the prices, of the sheet that was checked last.

    Args:
        vendor_id: The business.
        sha256: Digest of the sheet that the actor saw checked.
        by: A member of the business.
        at: When the prices are published.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor is not of this business.
        NotFoundError: No sheet was checked.
        StaleError: Another sheet was checked meanwhile.
        ConflictError: It was taken in already, or no row of it can be.
    """
    rules.may_sell(by, vendor_id).require()
    sheet = ProductSheet.objects.select_for_update().filter(vendor_id=vendor_id).first()
    if sheet is None:
        raise NotFoundError("Belum ada lembar yang diperiksa.")
    if sheet.sha256 != sha256:
        raise StaleError("Lembar lain sudah diperiksa sesudah ini. Lihat hasil pemeriksaannya, lalu simpan.")
    if sheet.taken_at is not None:
        raise ConflictError("Lembar ini sudah disimpan. Kirim lembar baru bila ada yang berubah.")
    report = SheetReport("Produk")
    offers = offers_in(CheckedTable.of(bytes(sheet.content)), vendor_id, report)
    put_on_sale(offers, report, by=by, at=at, command=command, tell=report.bring)
    if not report.brings:
        raise ConflictError("Tidak ada baris yang dapat disimpan. Perbaiki lembarnya lalu kirim lagi.")
    sheet.content, sheet.report, sheet.taken_at = b"", report.facts(), at
    update_row(sheet, "content", "report", "taken_at")
    return vendor_id
