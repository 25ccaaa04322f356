"""What a bank account of a business must look like: its number, and whose name it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_BANK, LONGEST_HOLDER = 60, 120
FEWEST_DIGITS, MOST_DIGITS = 5, 20
LEGAL_FORMS = frozenset({"cv", "pt", "ud", "koperasi"})
"""Words in front of a business's name that a bank may leave out."""
HOLDER_RULE = (
    "Nama pemilik rekening harus sama dengan nama usaha atau nama pemiliknya. Huruf besar dan kecil, spasi, dan tanda "
    "baca tidak dibedakan; CV, PT, UD, atau Koperasi di depan nama boleh tidak ada."
)
"""The rule of `is_held_by`, as people read it."""


def clean_number(typed: str) -> str:
    """Write an account number as it is kept: its digits; blanks, dots and hyphens are left out."""
    return "".join(each for each in typed if each not in " -.")


def is_number(number: str) -> bool:
    """Tell whether a cleaned account number is one."""
    return number.isascii() and number.isdigit() and FEWEST_DIGITS <= len(number) <= MOST_DIGITS


def is_held_by(holder: str, names: Iterable[str]) -> bool:
    """Tell whether an account is in one of these names (`HOLDER_RULE`); a name without letters is nobody's."""
    return _words(holder) in {_words(each) for each in names} - {""}


def masked(number: str) -> str:
    """Write an account number so that its owner recognises it and nobody else learns it: the last three digits."""
    return f"•••{number[-3:]}"


def _words(name: str) -> str:
    words = re.sub(r"[^\w\s]|_", "", name.casefold()).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in LEGAL_FORMS else words)
