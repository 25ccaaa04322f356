"""Read the days that forms about sanctions ask for."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from eorder.foundation.canonical import FIRST_YEAR, LAST_YEAR
from eorder.web.reading import FormReader


def day_of(form: FormReader, name: str) -> date | None:
    """Read a date field that may stay empty; what is no day stays with the reader as a problem."""
    text = form.text(name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        form.problems[name] = _("Pilih tanggal yang ada di kalender, atau kosongkan.")
        return None
    return found
