"""Money, dates and quantities as people read them, in the language of the page and in Jakarta's time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils.translation import get_language

from eorder.foundation.money import Rupiah

ZONE = ZoneInfo("Asia/Jakarta")
ZONE_NAME = "WIB"
MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


def locale() -> str:
    """Name the locale of the page: English where the page is English, else Indonesian."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def rupiah(amount: Rupiah | int) -> str:
    """Write an amount: `Rp 7.500.000`, never broken over two lines, with a real minus sign."""
    whole = amount.amount if isinstance(amount, Rupiah) else amount
    return f"{MINUS if whole < 0 else ''}Rp{NO_BREAK}{ribuan(abs(whole))}"


def ribuan(number: int) -> str:
    """Write a whole number with its thousands apart: `7.500.000`."""
    return format_decimal(number, locale=locale()).replace("-", MINUS)


def angka(thousandths: int) -> str:
    """Write a quantity given in thousandths of a unit: 125000 is `125`, 2500 is `2,5`."""
    return format_decimal(Decimal(thousandths) / 1000, "#,##0.###", locale=locale()).replace("-", MINUS)


def rupiah_isian(amount: Rupiah | int) -> str:
    """Write an amount as forms read it, whatever the language of the page: `7.500.000`."""
    whole = amount.amount if isinstance(amount, Rupiah) else amount
    return format_decimal(whole, locale="id")


def angka_isian(thousandths: int) -> str:
    """Write a quantity in thousandths as forms read it, whatever the language of the page: `2,5`."""
    return format_decimal(Decimal(thousandths) / 1000, "#,##0.###", locale="id")


def tanggal(day: date) -> str:
    """Write a day, or the day a moment falls on in Jakarta: `Kam, 13 Agu 2026`."""
    return format_date(in_zone(day), "EEE, d MMM y", locale=locale())


def waktu(moment: datetime) -> str:
    """Write a moment in Jakarta's time: `Kam, 13 Agu 2026, 11.15 WIB`."""
    return f"{tanggal(moment)}, {jam(moment)}{NO_BREAK}{ZONE_NAME}"


def rentang(start: datetime, end: datetime) -> str:
    """Write a span of time, the day once where both ends share it: `Kam, 13 Agu 2026, 11.00–11.30 WIB`."""
    if in_zone(start).timetuple()[:3] == in_zone(end).timetuple()[:3]:
        return f"{tanggal(start)}, {jam(start)}–{jam(end)}{NO_BREAK}{ZONE_NAME}"
    return f"{waktu(start)} – {waktu(end)}"


def jam(moment: datetime) -> str:
    """Write the time of day in Jakarta: `11.15`."""
    pattern = "HH:mm" if locale() == "en" else "HH.mm"
    return format_datetime(moment.astimezone(ZONE), pattern, locale=locale())


def saat(when: date) -> str:
    """Write a moment with its time and a day without."""
    return waktu(when) if isinstance(when, datetime) else tanggal(when)


def iso(when: date) -> str:
    """Write a day or a moment for machines, in Jakarta's time: `2026-08-13T11:15+07:00`."""
    local = in_zone(when)
    return local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat()


def today(at: datetime) -> date:
    """Give the day a moment falls on in Jakarta."""
    return at.astimezone(ZONE).date()


def in_zone(when: date) -> date:
    """Move a moment to Jakarta's clock; a plain day has no clock and stays."""
    return when.astimezone(ZONE) if isinstance(when, datetime) else when
