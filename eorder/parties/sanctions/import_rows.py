"""Rows of the national blacklist: columns nama, npwp, nomor_sk, mulai, sampai; nib and provinsi if there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.identifiers import read_nib, read_npwp
from eorder.foundation.tables.errors import FieldError
from eorder.foundation.tables.fields import Fields, read_date, read_line
from eorder.foundation.tables.kinds import Kind

LONGEST_NAME, LONGEST_DECREE, LONGEST_PROVINCE = 160, 80, 60
_name, _decree = read_line(LONGEST_NAME), read_line(LONGEST_DECREE)
_province = read_line(LONGEST_PROVINCE, empty=True)
_FORMS = re.compile(r"\b(?:pt|cv|ud|pd|koperasi|toko|usaha dagang|tbk|persero)\b")
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One sanction in the national list; the days are inclusive, `npwp` and `nib` normalised or empty."""

    name: str
    npwp: str
    nib: str
    decree_number: str
    province: str
    since: date
    until: date


def plain_name(name: str) -> str:
    """Give a name without legal form, signs and case: `PT. Boga Contoh` and `Boga-Contoh, PT` are alike."""
    return _SIGNS.sub(" ", _FORMS.sub(" ", _SIGNS.sub(" ", name.casefold()))).strip()


def _number(read: Callable[[str], str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not text.strip():
            return ""
        try:
            return read(text)
        except InvalidValueError as error:
            raise FieldError(error.sentence, code=error.code) from None

    return parse


_npwp, _nib = _number(read_npwp), _number(read_nib)


def read_listed_row(row: dict[str, str]) -> ListedRow:
    """Read one row.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    read = ListedRow(
        fields.take("nama", _name),
        fields.take("npwp", _npwp),
        fields.take("nib", _nib),
        fields.take("nomor_sk", _decree),
        fields.take("provinsi", _province),
        fields.take("mulai", read_date),
        fields.take("sampai", read_date),
    )
    if fields.is_sound and read.until <= read.since:
        fields.refuse(
            "sampai", "days_reversed", "Kolom 'sampai' harus sesudah 'mulai'. Periksa kedua tanggalnya."
        )
    fields.done()
    return read


LISTED = Kind(
    title="Daftar hitam nasional",
    columns=("nama", "npwp", "nomor_sk", "mulai", "sampai"),
    key=("nomor_sk", "npwp", "nib", "nama"),
    telling="sampai",
    read=read_listed_row,
)
