"""Rows of the table of region codes (Kepmendagri on kode wilayah): columns kode, nama."""

from __future__ import annotations

from dataclasses import dataclass

from eorder.foundation.tables.fields import Fields, read_code, read_line
from eorder.foundation.tables.kinds import Kind
from eorder.parties.regions.lengths import REGION_NAME

_code = read_code(
    r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?", "31, 31.71, 31.71.03 atau 31.71.03.1001"
)
_name = read_line(REGION_NAME)


@dataclass(slots=True)
class RegionRow:
    """One region.

    Attributes:
        level: 1 province, 2 regency or city, 3 district (kecamatan), 4 village (kelurahan, desa).
        parent_code: Code of the region it lies in; empty for a province.
    """

    code: str
    name: str
    level: int
    parent_code: str


def read_region_row(row: dict[str, str]) -> RegionRow:
    """Read one region.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    code = fields.take("kode", _code)
    name = fields.take("nama", _name)
    fields.done()
    return RegionRow(code, name, code.count(".") + 1, code.rpartition(".")[0])


REGIONS = Kind(
    title="Kode wilayah", columns=("kode", "nama"), key=("kode",), telling="nama", read=read_region_row
)
