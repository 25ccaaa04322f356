"""Sheets of products as sellers send them."""

from eorder.foundation.tables.writing import workbook_of
from eorder.records.documents.intake import Upload

HEAD = ("kategori", "nama", "satuan", "harga")


def sheet_with(*rows, head=HEAD, name="produk.xlsx"):
    """A workbook with these rows below its header, and a second sheet that nobody reads."""
    return Upload(name, workbook_of({"Produk": [head, *rows], "Petunjuk": [["apa saja"]]}))


def sheet_of_one(name, price=12_000):
    """A workbook with one product of a category that asks nothing."""
    return sheet_with(("katering-rapat", name, "kotak", price))
