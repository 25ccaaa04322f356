"""What a check of a business's sheet says, as it is kept and shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from eorder.foundation.tables import ImportReport, find_repeats, keys_met_again, read_all
from eorder.market.catalogue.import_rows import PRODUCTS
from eorder.market.catalogue.offers import Offer, offers_of
from eorder.records.documents.intake import CheckedTable

MOST_SHOWN = 100
"""New products, and changes, that are named one by one (inclusive)."""


@dataclass(slots=True)
class SheetReport(ImportReport):
    """A report that also names the first products and prices that a sheet brings.

    Attributes:
        shown: Name, price until now (none for a new product), and new price, in whole rupiah.
    """

    shown: list[tuple[str, int | None, int]] = field(default_factory=list)

    def bring(self, name: str, before: int | None, price: int) -> None:
        """Note a product that is new, or has another price."""
        if len(self.shown) < MOST_SHOWN:
            self.shown.append((name, before, price))

    @property
    def brings(self) -> int:
        """How many products the sheet lists or changes."""
        return self.new + self.changed

    def facts(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        refusals = [[each.row, each.column, each.value, each.sentence] for each in self.refusals]
        return {**self.counted(), "problems": self.problems, "refusals": refusals, "shown": self.shown}

    def counted(self) -> dict[str, int]:
        """Give how many rows were read, and what happened to them."""
        counts = ("read", "new", "changed", "unchanged", "repeated", "refused")
        return {name: getattr(self, name) for name in counts}


def offers_in(table: CheckedTable, vendor_id: UUID, report: ImportReport) -> Iterator[tuple[int, Offer]]:
    """Read a business's table into offers, as they come; what is not sound goes into the report.

    Raises:
        TableError: A column is missing, or the table contradicts itself all over.
    """
    table.require(PRODUCTS.columns)
    for number, error in table.malformed:
        report.refuse_malformed(number, error)
    _, again = keys_met_again(PRODUCTS, table.rows)
    repeats = find_repeats(PRODUCTS, table.rows, again) if again else None
    yield from offers_of(vendor_id, read_all(table.rows, PRODUCTS.read, report, repeats))
