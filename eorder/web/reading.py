"""Read what people typed into forms; each refusal is a sentence at its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from eorder.foundation.canonical import FIRST_YEAR, LAST_YEAR
from eorder.foundation.errors import InvalidFormError
from eorder.records.documents.intake import LARGEST_FILE, Upload
from eorder.web.formats import ZONE

T = TypeVar("T")
LARGEST_QUANTITY = 10**9
LONGEST_TEXT = 2000


class TypedError(InvalidFormError):
    """A page refuses what was typed, in sentences of its own that are in its language already."""


class FormReader:
    """Reads the fields of one POST and collects what is wrong, so that people see everything at once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.problems: dict[str, str] = {}

    def done(self) -> None:
        """Stop when something was wrong.

        Raises:
            TypedError: With every sentence, by field.
        """
        if self.problems:
            raise TypedError(self.problems)

    def text(self, name: str, *, required: str = "", most: int = LONGEST_TEXT) -> str:
        """Read a text; `required` is the sentence shown when it is empty."""
        value = self.request.POST.get(name, "").strip().replace("\x00", "")
        if not value and required:
            self.problems[name] = required
        if len(value) > most:
            self.problems[name] = _("Paling panjang %(most)s huruf.") % {"most": most}
        return value

    def secret(self, name: str, required: str, *, most: int) -> str:
        """Read a password exactly as it was typed; `required` is the sentence shown when it is empty."""
        value = self.request.POST.get(name, "")
        if not value:
            self.problems[name] = required
        if len(value) > most:
            self.problems[name] = _("Paling panjang %(most)s huruf.") % {"most": most}
        return value

    def whole(self, name: str, sentence: str, *, least: int = 0, most: int = LARGEST_QUANTITY) -> int:
        """Read a whole number; dots between thousands are allowed."""
        return self._parsed(name, sentence, lambda text: _whole(text, least, most)) or 0

    def quantity(self, name: str, sentence: str) -> int:
        """Read a quantity with at most three decimals (comma), in thousandths; empty is zero."""
        return self._parsed(name, sentence, thousandths, empty="0") or 0

    def key(self, name: str, sentence: str) -> UUID:
        """Read the id of a choice."""
        return self._parsed(name, sentence, UUID) or UUID(int=0)

    def moment(self, day: str, hour: str, sentence: str) -> datetime:
        """Read a date field and a time field as one moment of the city's zone."""
        try:
            return moment_of(self.request.POST.get(day, ""), self.request.POST.get(hour, ""))
        except ValueError:
            self.problems[day] = sentence
            return datetime.now(ZONE)

    def file(self, name: str, sentence: str = "") -> Upload | None:
        """Read an upload; `sentence` is shown when it is missing, none when it is optional."""
        given = self.request.FILES.get(name)
        if not isinstance(given, UploadedFile):
            if sentence:
                self.problems[name] = sentence
            return None
        if (given.size or 0) > LARGEST_FILE:
            self.problems[name] = _("Berkas ini lebih besar dari 5 MB. Perkecil lalu kirim lagi.")
            return None
        return Upload(given.name or "", given.read())

    def needed_file(self, name: str, sentence: str) -> Upload:
        """Read an upload that must be there; problems are raised by `done`."""
        return self.file(name, sentence) or Upload("", b"")

    def _parsed(self, name: str, sentence: str, parse: Callable[[str], T], *, empty: str = "") -> T | None:
        text = self.request.POST.get(name, "").strip() or empty
        try:
            return parse(text)
        except (ValueError, ArithmeticError):
            self.problems[name] = sentence
            return None


def _whole(text: str, least: int, most: int) -> int:
    digits = text.replace(".", "").replace("Rp", "").strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 16:  # noqa: PLR2004 (longer than 10^15)
        raise ValueError(text)
    value = int(digits)
    if not least <= value <= most:
        raise ValueError(text)
    return value


def moment_of(day: str, hour: str) -> datetime:
    """Put a day and a time of day together in the city's zone.

    Raises:
        ValueError: One of them is not what a browser sends, or the year cannot be meant.
    """
    moment = datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(day)
    return moment


_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)


def thousandths(text: str) -> int:
    """Read a quantity as people write it (`1.250,5`) in thousandths.

    Raises:
        ValueError: It is no number, has dots elsewhere than between thousands or more than three decimals,
            or is 10^9 or more.
    """
    whole, _sep, part = text.partition(",")
    if _THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    if not (whole.isascii() and whole.isdigit()) or (part and not (part.isascii() and part.isdigit())):
        raise ValueError(text)
    if len(part) > 3 or len(whole) > 9:  # noqa: PLR2004 (three decimals, 10^9)
        raise ValueError(text)
    return int(whole) * 1000 + int(part.ljust(3, "0") or 0)


def typed(request: HttpRequest) -> dict[str, Any]:
    """Give back what was typed, to be shown again beside the problems."""
    return {
        name: value for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "command"}
    }
