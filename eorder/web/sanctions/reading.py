"""Read the days that forms about sanctions ask for, and say what was refused at the field that mends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from eorder.foundation.canonical import FIRST_YEAR, LAST_YEAR
from eorder.foundation.errors import EorderError, InvalidFormError
from eorder.records.documents.intake import InvalidFileError
from eorder.web.reading import FormReader, TypedError
from eorder.web.told import told


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


def at_fields(perform: Callable[[], object], reason: str) -> object:
    """Call an action; what it refuses about the reason or the file is raised as a problem of that field.

    Args:
        perform: Calls the action.
        reason: Name of the field of the reason.
    """
    try:
        return perform()
    except InvalidFormError:
        raise
    except EorderError as error:
        is_reason = error.code in {"reason_missing", "reason_too_long"}
        place = "paper" if isinstance(error, InvalidFileError) else reason if is_reason else ""
        if not place:
            raise
        refused = TypedError({place: told(error.sentence)})
        refused.status = error.status
        raise refused from error
