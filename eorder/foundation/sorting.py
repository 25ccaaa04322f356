"""The order of names, the same on every server: compared as plain letters, without case, marks or extra spaces."""

from __future__ import annotations

import unicodedata


def sort_key(text: str) -> str:
    """Make the key a name is ordered by: "  Élan  Vital" becomes "elan vital".

    Servers order text by the collation they were set up with, and those differ between systems and versions.
    Keys are compared code point by code point (`COLLATE "C"`), which is the same everywhere.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(letters.split())
