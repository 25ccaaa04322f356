"""Give texts of the floors below in the language of the page; those it has no words for are marked as Indonesian."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from babel.messages.mofile import read_mo
from django.utils.translation import gettext
from markupsafe import Markup

from eorder.web.formats import locale

ENGLISH = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.mo"


class Indonesian(str):
    """A text that stays Indonesian on an English page; pages mark its language where they show it (WCAG 3.1.2)."""

    __slots__ = ()

    def __html__(self) -> str:
        """Write the text with its language; templates ask for this before they escape."""
        return Markup('<span lang="id">{}</span>').format(str(self))


def told(text: str) -> str:
    """Give a rule's sentence, a label or what somebody wrote: in English where the catalogue has it, else marked.

    Texts that a page put together itself must not come here unless they are constant: with values in them they look
    like texts from below.
    """
    if locale() == "id" or not text or text in _english():
        return text
    words = gettext(text)
    return Indonesian(text) if words == text else words


def told_all(problems: Mapping[str, str]) -> dict[str, str]:
    """Tell each problem of a form that an action or a rule refused."""
    return {name: told(sentence) for name, sentence in problems.items()}


@functools.cache
def _english() -> frozenset[str]:
    with ENGLISH.open("rb") as file:
        return frozenset(message.string for message in read_mo(file) if isinstance(message.string, str))
