"""Sheets of products as sellers send them."""

from eorder.foundation.ids import new_command
from eorder.foundation.tables.writing import workbook_of
from eorder.market.catalogue.actions.check_sheet import check_sheet
from eorder.market.catalogue.own_queries import sheet_of
from eorder.records.documents.intake import Upload
from tests.factories.cast import at

HEAD = ("kategori", "nama", "satuan", "harga")


def sheet_with(*rows, head=HEAD, name="produk.xlsx"):
    """A workbook with these rows below its header, and a second sheet that nobody reads."""
    return Upload(name, workbook_of({"Produk": [head, *rows], "Petunjuk": [["apa saja"]]}))


def sheet_of_one(name, price=12_000):
    """A workbook with one product of a category that asks nothing."""
    return sheet_with(("katering-rapat", name, "kotak", price))


class SheetCases:
    """A valid call of each act on sheets, and what makes it another one; for `tests.factories.commands`."""

    def _on_sheet(self):
        seller = self.city.sellers["other"]
        return {"vendor_id": seller.id, "by": seller.actor, "at": at(10)}

    def sheet_check(self):
        return {**self._on_sheet(), "upload": sheet_of_one("Bakcang")}, {"upload": sheet_of_one("Ketupat")}

    def sheet_take(self):
        check_sheet(**self._on_sheet(), upload=sheet_of_one("Bakcang"), command=new_command())
        kept = sheet_of(self._on_sheet()["vendor_id"])
        return {**self._on_sheet(), "sha256": kept["sha256"]}, {"sha256": "0" * 64}
