"""Numbers that name people, businesses, packages, accounts and regions: shape, dates and check digits.

A sentence of refusal never repeats the number: a NIK, and with it a person's NPWP, is personal data.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from stdnum import luhn

from eorder.foundation.errors import InvalidValueError

_SEPARATORS = re.compile(r"[\s.\-]")
_WOMAN_DAY_OFFSET = 40
_ACCOUNT_CODE = re.compile(r"\d\.\d\.\d{2}\.\d{2}\.\d{2}\.\d{4}", re.ASCII)
_REGION_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_RUP_ID = re.compile(r"[1-9]\d{3,11}", re.ASCII)
_OLD_NPWP_LENGTH = 15
_NEW_NPWP_LENGTH = 16


def read_nik(text: str, known_districts: Collection[str] | None = None) -> str:
    """Read a NIK: 16 digits made of place of first registration, birth date and serial; no check digit.

    Args:
        text: The number; spaces, dots and dashes are ignored.
        known_districts: Six-digit kecamatan codes that were ever in force; `None` skips the test, because
            the first six digits follow the codes of their time.

    Returns:
        The 16 digits.

    Raises:
        InvalidValueError: Codes `invalid_nik_length`, `invalid_nik_date`, `invalid_nik_serial`,
            `unknown_nik_district`.
    """
    number = _digits(text, 16, "NIK", "invalid_nik_length")
    if not _is_birth_date(_nik_day(number), int(number[8:10]), int(number[10:12])):
        raise InvalidValueError(
            "Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada di kalender. "
            "Salin ulang NIK dari KTP.",
            code="invalid_nik_date",
        )
    if number.endswith("0000"):
        raise InvalidValueError(
            "Nomor urut NIK (empat angka terakhir) dimulai dari 0001. Salin ulang NIK dari KTP.",
            code="invalid_nik_serial",
        )
    if known_districts is not None and number[:6] not in known_districts:
        raise InvalidValueError(
            "Enam angka pertama NIK bukan kode kecamatan yang dikenal. Salin ulang NIK dari KTP.",
            code="unknown_nik_district",
        )
    return number


def read_npwp(text: str) -> str:
    """Read an NPWP: a NIK (residents), "0" and the old 15 digits (bodies), or the old 15 alone.

    Returns:
        16 digits, so that one number has one form: the old 15 get the "0" in front. The old number of a
        resident cannot be told from a body's and gets it too; nothing in it says which NIK replaced it.

    Raises:
        InvalidValueError: Codes `invalid_npwp_length`, `invalid_npwp_check_digit`, and those of `read_nik`.
    """
    number = _SEPARATORS.sub("", text)
    if not _is_digits(number) or len(number) not in {_OLD_NPWP_LENGTH, _NEW_NPWP_LENGTH}:
        raise InvalidValueError(
            f"NPWP terdiri dari 16 angka (atau 15 angka untuk NPWP lama), tanpa huruf; yang diisi "
            f"{len(number)} tanda. Salin ulang NPWP dari kartunya.",
            code="invalid_npwp_length",
        )
    if len(number) == _NEW_NPWP_LENGTH and not number.startswith("0"):
        return read_nik(number)
    old = number[-_OLD_NPWP_LENGTH:]
    if not luhn.is_valid(old[:9]):
        raise InvalidValueError(
            "Angka pemeriksa NPWP tidak cocok, jadi ada angka yang salah ketik. "
            "Salin ulang NPWP dari kartunya.",
            code="invalid_npwp_check_digit",
        )
    return f"0{old}"


def read_nib(text: str) -> str:
    """Read a NIB, 13 digits without a check digit.

    Raises:
        InvalidValueError: Code `invalid_nib`.
    """
    return _digits(text, 13, "NIB", "invalid_nib")


def read_kbli(text: str) -> str:
    """Read a KBLI, the 5-digit code of a field of business (KBLI 2020).

    Raises:
        InvalidValueError: Code `invalid_kbli`.
    """
    return _digits(text, 5, "KBLI", "invalid_kbli")


def read_nrk(text: str) -> str:
    """Read an NRK, the 6-digit number of a Jakarta government employee.

    Raises:
        InvalidValueError: Code `invalid_nrk`.
    """
    return _digits(text, 6, "NRK", "invalid_nrk")


def read_nip(text: str) -> str:
    """Read a NIP, 18 digits of which the first eight are the birth date (year, month, day).

    Raises:
        InvalidValueError: Codes `invalid_nip_length`, `invalid_nip_date`.
    """
    number = _digits(text, 18, "NIP", "invalid_nip_length")
    if not _is_date(int(number[:4]), int(number[4:6]), int(number[6:8])):
        raise InvalidValueError(
            "Delapan angka pertama NIP harus tanggal lahir (tahun, bulan, hari) yang ada di kalender.",
            code="invalid_nip_date",
        )
    return number


def read_rup_id(text: str) -> str:
    """Read the number of a RUP package: 4 to 12 digits, no leading zero (8 digits in present use).

    Raises:
        InvalidValueError: Code `invalid_rup_id`.
    """
    return _shaped(
        text, _RUP_ID, "ID RUP harus angka saja, 4 sampai 12 angka, seperti 58010123.", "invalid_rup_id"
    )


def read_account_code(text: str) -> str:
    """Read a kode rekening of six levels with 1.1.2.2.2.4 digits, such as 5.1.02.01.01.0052.

    Raises:
        InvalidValueError: Code `invalid_account_code`.
    """
    sentence = "Kode rekening harus enam tingkat, seperti 5.1.02.01.01.0052."
    return _shaped(text, _ACCOUNT_CODE, sentence, "invalid_account_code")


def read_region_code(text: str) -> str:
    """Read a Kemendagri region code of one to four levels with 2.2.2.4 digits, such as 31.71.01.1001.

    Raises:
        InvalidValueError: Code `invalid_region_code`.
    """
    sentence = "Kode wilayah harus berbentuk 31, 31.71, 31.71.01 atau 31.71.01.1001 (kode Kemendagri)."
    return _shaped(text, _REGION_CODE, sentence, "invalid_region_code")


def _digits(text: str, length: int, name: str, code: str) -> str:
    number = _SEPARATORS.sub("", text)
    if not _is_digits(number):
        raise InvalidValueError(f"{name} hanya berisi angka. Hapus huruf atau tanda lain.", code=code)
    if len(number) != length:
        raise InvalidValueError(
            f"{name} terdiri dari {length} angka; yang diisi {len(number)} angka. Periksa lalu isi lagi.",
            code=code,
        )
    return number


def _shaped(text: str, shape: re.Pattern[str], sentence: str, code: str) -> str:
    value = text.strip()
    if not shape.fullmatch(value):
        raise InvalidValueError(sentence, code=code)
    return value


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _nik_day(number: str) -> int:
    day = int(number[6:8])
    return day - _WOMAN_DAY_OFFSET if day > _WOMAN_DAY_OFFSET else day


def _is_birth_date(day: int, month: int, year: int) -> bool:
    """The year has two digits, so the day must exist in the 20th or in the 21st century."""
    return _is_date(1900 + year, month, day) or _is_date(2000 + year, month, day)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
