"""Parsers of single values: each returns the value or says what is wrong with it and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import TypeVar, cast

from eorder.foundation.money import LARGEST_AMOUNT
from eorder.foundation.tables.errors import FieldError, Problem, RowError

T = TypeVar("T")
Parser = Callable[[str], T]

GROUPED = re.compile(r"(?:Rp\.?\s*)?([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,-)?", re.IGNORECASE)
FRACTION = re.compile(r"(?:Rp\.?\s*)?[0-9.]*[0-9],[0-9]+|[0-9]+\.[0-9]{1,2}", re.IGNORECASE)
SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
FORMULA = re.compile(
    r"=|[@+\-][A-Z.]+\(|[@+\-][^\n]*\|[^\n]*!|[+\-]\$?[A-Z]{1,3}\$?[0-9]+(?:[-+*/:]|$)", re.IGNORECASE
)
LONGEST_NUMBER = 40
FIRST_YEAR, LAST_YEAR = 2000, 2100
BOOLEANS = {
    **dict.fromkeys(("true", "ya", "1", "y", "benar"), True),
    **dict.fromkeys(("false", "tidak", "0", "t", "salah"), False),
}


class Fields:
    """Takes one row apart and remembers everything that is wrong with it."""

    __slots__ = ("_problems", "_row")

    def __init__(self, row: Mapping[str, str]) -> None:
        self._row = row
        self._problems: list[Problem] = []

    def take(self, column: str, parse: Parser[T]) -> T:
        """Parse one cell; a missing column counts as an empty cell.

        A wrong value is remembered and `None` stands in for it: call `done` before using any value.
        """
        value = self._row.get(column, "")
        try:
            return parse(value)
        except FieldError as error:
            self._problems.append(Problem(column, value, error.code, f"Kolom '{column}': {error.sentence}"))
            return cast("T", None)

    def refuse(self, column: str, code: str, sentence: str) -> None:
        """Remember a problem that no single parser sees."""
        self._problems.append(Problem(column, self._row.get(column, ""), code, sentence))

    @property
    def is_sound(self) -> bool:
        """Whether nothing was wrong so far."""
        return not self._problems

    def done(self) -> None:
        """Refuse the row if anything was wrong.

        Raises:
            RowError: With every problem of the row.
        """
        if self._problems:
            raise RowError(self._problems)


def read_rupiah(text: str) -> int:
    """Read whole rupiah from 0 to 10^15 inclusive: `7700000`, `7.700.000`, `Rp 7.700.000` or `Rp7.700.000,-`.

    Raises:
        FieldError: Empty, negative, fractional, too large or not an amount.
    """
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return _bounded(int(text))
    if not text:
        raise FieldError(
            "nilai rupiah kosong. Isi dengan bilangan bulat, misalnya 7700000.", code="rupiah_empty"
        )
    if text[0] in "-−(" or text.casefold().startswith(("rp -", "rp-", "rp. -", "rp.-")):
        raise FieldError("nilai rupiah tidak boleh negatif. Tulis tanpa tanda minus.", code="rupiah_negative")
    if len(text) <= LONGEST_NUMBER and (found := GROUPED.fullmatch(text)):
        return _bounded(int(found[1].replace(".", "")))
    if len(text) <= LONGEST_NUMBER and FRACTION.fullmatch(text):
        raise FieldError(
            "nilai harus rupiah bulat tanpa sen atau pecahan, misalnya 7700000.", code="rupiah_fraction"
        )
    if text.isdigit() and text.isascii():
        raise _too_large()
    raise FieldError(
        "bukan nilai rupiah. Tulis angka saja dengan titik pemisah ribuan bila perlu, misalnya 7.700.000.",
        code="rupiah_invalid",
    )


def _bounded(amount: int) -> int:
    if amount > LARGEST_AMOUNT:
        raise _too_large()
    return amount


def _too_large() -> FieldError:
    most = f"{LARGEST_AMOUNT:,}".replace(",", ".")
    return FieldError(f"nilai melebihi batas Rp {most}. Periksa jumlah nolnya.", code="rupiah_too_large")


@lru_cache(maxsize=4096)  # a file has many rows and few days
def read_date(text: str) -> date:
    """Read a day, `2025-02-28` or `28/02/2025` (day first), years 2000 to 2100.

    Raises:
        FieldError: Empty, no day of the calendar, or another form.
    """
    text = text.strip()
    if ISO_DATE.fullmatch(text):
        year, month, day = text.split("-")
    elif found := SLASHED.fullmatch(text):
        day, month, year = found.groups()
    elif not text:
        raise FieldError("tanggal kosong. Isi misalnya 2025-02-28 atau 28/02/2025.", code="date_empty")
    else:
        raise FieldError(
            "tanggal tidak terbaca. Tulis tahun-bulan-tanggal (2025-02-28) atau tanggal/bulan/tahun "
            "(28/02/2025).",
            code="date_invalid",
        )
    try:
        return _in_range(date(int(year), int(month), int(day)))
    except ValueError:
        raise FieldError(
            f"tanggal {int(day)} bulan {int(month)} tahun {year} tidak ada di kalender. Periksa tanggal dan "
            "bulannya.",
            code="date_not_in_calendar",
        ) from None


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FieldError(
            f"tahun {day.year} di luar {FIRST_YEAR}-{LAST_YEAR}. Periksa tahunnya.", code="year_out_of_range"
        )
    return day


def read_moment(zone: tzinfo) -> Parser[datetime]:
    """Make a parser of `2024-11-22 22:22:47` (or a day alone, its midnight) in a zone; the result is in UTC.

    Raises:
        FieldError: By the parser; no such day or hour.
    """

    def parse(text: str) -> datetime:
        text = text.strip()
        day = read_date(text[:10])
        try:
            moment = datetime.fromisoformat(f"{day.isoformat()}T{text[11:] or '00:00:00'}")
        except ValueError:
            raise FieldError(
                "jam tidak terbaca. Tulis misalnya 2025-02-28 13:45:00.", code="moment_invalid"
            ) from None
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)

    return parse


@lru_cache(maxsize=128)
def read_year(text: str) -> int:
    """Read a year from 2000 to 2100 inclusive.

    Raises:
        FieldError: Anything else.
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) == len("2025")):
        raise FieldError("tahun harus empat angka, misalnya 2025.", code="year_invalid")
    return _in_range(date(max(int(text), 1), 1, 1)).year


def read_boolean(text: str) -> bool:
    """Read yes or no: `ya`/`tidak`, `true`/`false`, `1`/`0`.

    Raises:
        FieldError: Anything else.
    """
    found = BOOLEANS.get(text.strip().casefold())
    if found is None:
        raise FieldError("isi dengan 'ya' atau 'tidak'.", code="boolean_invalid")
    return found


def read_code(shape: str, example: str) -> Parser[str]:
    """Make a parser of codes of one shape.

    Args:
        shape: Regular expression that the whole code matches.
        example: A code of that shape, shown to people.

    Raises:
        FieldError: By the parser; empty or another shape.
    """
    matches = re.compile(shape).fullmatch

    def parse(text: str) -> str:
        text = text.strip()
        if matches(text):
            return text
        if not text:
            raise FieldError(f"kode kosong. Isi dengan bentuk seperti {example}.", code="code_empty")
        raise FieldError(
            f"bentuk kode salah. Tulis seperti {example}; di Excel, beri kolom ini format Teks.",
            code="code_invalid",
        )

    return parse


def read_line(most: int, *, empty: bool = False) -> Parser[str]:
    """Make a parser of one line of text: NFC, runs of space made one, no control or direction characters.

    Args:
        most: Characters, inclusive.
        empty: Whether an empty text is allowed.

    Raises:
        FieldError: By the parser; empty, too long, unprintable, or a spreadsheet formula.
    """

    def parse(text: str) -> str:
        return _checked(" ".join(text.split()), most, empty=empty)

    return parse


def read_text(most: int, *, empty: bool = True) -> Parser[str]:
    """Make a parser of text that may have several lines; otherwise as `read_line`, spaces inside kept."""

    def parse(text: str) -> str:
        return _checked(text.replace("\r\n", "\n").replace("\r", "\n").strip(), most, empty=empty)

    return parse


def _checked(text: str, most: int, *, empty: bool) -> str:
    if not text:
        if empty:
            return text
        raise FieldError("isi kosong. Kolom ini wajib diisi.", code="text_empty")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if len(text) > most:
        raise FieldError(
            f"isi {len(text)} karakter, melebihi batas {most}. Ringkas isinya.", code="text_too_long"
        )
    if CONTROLS.search(text):
        raise FieldError(
            "memuat karakter kendali yang tidak terlihat. Ketik ulang isinya.", code="text_control"
        )
    if text[0] in "=@+-" and FORMULA.match(text):
        raise FieldError(
            "isi berbentuk rumus lembar kerja. Ganti dengan nilainya, tanpa '=', '+', '-' atau '@' di depan.",
            code="text_formula",
        )
    return text


def read_choice(choices: Mapping[str, T]) -> Parser[T]:
    """Make a parser of one of some words, upper or lower case alike.

    Args:
        choices: Word as it stands in files, and what it means.

    Raises:
        FieldError: By the parser; another word.
    """
    known = {word.casefold(): meaning for word, meaning in choices.items()}
    words = ", ".join(f"'{word}'" for word in choices)

    def parse(text: str) -> T:
        try:
            return known[text.strip().casefold()]
        except KeyError:
            raise FieldError(
                f"pilihan tidak dikenal. Isi dengan salah satu dari {words}.", code="choice_invalid"
            ) from None

    return parse
