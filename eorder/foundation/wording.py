"""Dates, moments and quantities as Indonesian papers and sentences write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONE_NAMES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


def day_text(day: date) -> str:
    """Write a day, `13 Agustus 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date) -> str:
    """Write a day with its weekday, `Kamis, 13 Agustus 2026`."""
    return f"{DAYS[day.weekday()]}, {day_text(day)}"


def moment_text(moment: datetime, zone: str) -> str:
    """Write a moment in a zone to the minute, `13 Agustus 2026, 11.15 WIB`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_text(local)}, {clock_text(local)} {zone_name(local)}"


def window_text(start: datetime, end: datetime, zone: str) -> str:
    """Write a window of time, naming the day once when both ends lie on it."""
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (start, end))
    if first.date() != last.date():
        return f"{moment_text(start, zone)} sampai {moment_text(end, zone)}"
    return f"{weekday_text(first)}, {clock_text(first)}–{clock_text(last)} {zone_name(last)}"


def clock_text(local: datetime) -> str:
    """Write the hour and minute, `09.05`."""
    return f"{local:%H.%M}"


def zone_name(local: datetime) -> str:
    """Name one of Indonesia's three zones, or give the usual short name of another."""
    offset = local.utcoffset() or timedelta()
    return ZONE_NAMES.get(offset, local.tzname() or "")


def grouped(amount: int) -> str:
    """Write whole rupiah without the sign of the currency, `7.500.000`."""
    return f"{amount:,}".replace(",", ".")
