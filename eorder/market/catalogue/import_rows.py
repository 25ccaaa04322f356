"""Rows of a seller's sheet of products: kategori, nama, satuan, harga, and a column for each answer to a template."""

from __future__ import annotations

from dataclasses import dataclass, field

from eorder.foundation.tables.errors import FieldError
from eorder.foundation.tables.fields import Fields, read_code, read_line, read_rupiah, read_text
from eorder.foundation.tables.kinds import Kind

LONGEST_NAME, LONGEST_UNIT, LONGEST_DESCRIPTION = 160, 20, 2000
MOST_MINIMUM, MOST_DAYS = 1_000_000, 365
OWN_COLUMNS = ("kategori", "nama", "satuan", "harga", "minimum", "hari", "keterangan")
"""Columns that every product has; whatever else is filled in answers the template of its category, by key."""
REQUIRED_COLUMNS = OWN_COLUMNS[:4]

_category = read_code(r"[a-z0-9]+(?:-[a-z0-9]+)*", "nasi-kotak")
_name, _unit = read_line(LONGEST_NAME), read_line(LONGEST_UNIT)
_description = read_text(LONGEST_DESCRIPTION)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product as its seller's sheet says it.

    Attributes:
        price: Whole rupiah per unit, before PPN.
        minimum: Smallest quantity sold.
        lead_days: Days until it is ready.
        answers: To the template of the category as typed, by key.
    """

    category_code: str
    name: str
    unit: str
    price: int
    minimum: int
    lead_days: int
    description: str
    answers: dict[str, str] = field(default_factory=dict)


def _whole(text: str, least: int, most: int) -> int:
    plain = text.strip().replace(".", "")
    if not plain:
        return 1
    if plain.isascii() and plain.isdigit() and least <= int(plain[:12]) <= most:
        return int(plain)
    raise FieldError(f"harus bilangan bulat dari {least} sampai {most}.", code="number_invalid")


def _minimum(text: str) -> int:
    return _whole(text, 1, MOST_MINIMUM)


def _days(text: str) -> int:
    return _whole(text, 0, MOST_DAYS)


def read_product_row(row: dict[str, str]) -> ProductRow:
    """Read one product; whether its category and the answers fit is for the act to say.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    read = ProductRow(
        fields.take("kategori", _category),
        fields.take("nama", _name),
        fields.take("satuan", _unit),
        fields.take("harga", read_rupiah),
        fields.take("minimum", _minimum),
        fields.take("hari", _days),
        fields.take("keterangan", _description),
        {key: text.strip() for key, text in row.items() if key not in OWN_COLUMNS and text.strip()},
    )
    fields.done()
    return read


PRODUCTS = Kind(
    title="Produk", columns=REQUIRED_COLUMNS, key=("nama",), telling="harga", read=read_product_row
)
