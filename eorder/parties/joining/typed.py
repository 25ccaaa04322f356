"""What an applicant typed into one step, and what the check of it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Typed = Mapping[str, Sequence[str]]
"""Values by field as a browser sends them; several where a box may be ticked more than once."""
LONGEST_TYPED = 2_000


@dataclass(frozen=True, slots=True)
class Selling:
    """A category of goods as an application needs to know it.

    Attributes:
        kbli: Codes that fit it; none where it has no template.
        is_food: Whether it is food or drink, which has a tax and permits of its own.
    """

    code: str
    name: str
    name_en: str = ""
    kbli: tuple[str, ...] = ()
    is_food: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What the answers of a step are checked against.

    Attributes:
        owner: Name of the natural person.
        person_digest: Digest of the NIK that is recorded for the person; empty when none is yet.
        own_digest: Digest of the NIK that the application has; empty before.
        selling: Categories by code.
        regions: Codes of the districts (kecamatan) of this government's province.
        today: The day where the government is.
        answers: What the application holds, by step and field.
    """

    owner: str
    person_digest: str
    own_digest: str
    selling: Mapping[str, Selling]
    regions: frozenset[str]
    today: date
    answers: Mapping[str, Mapping[str, object]]

    def answer(self, step: str, field: str) -> str:
        """Give an answer of another step; empty when it was not given."""
        return str(self.answers.get(step, {}).get(field, ""))

    @property
    def is_food(self) -> bool:
        """Tell whether the business sells food or drink."""
        found = self.selling.get(self.answer("usaha", "selling"))
        return found is not None and found.is_food


def one(typed: Typed, field: str) -> str:
    """Give the one value of a field, without spaces around it and at most `LONGEST_TYPED` signs."""
    values = typed.get(field, ())
    return values[0].replace("\x00", "").strip()[:LONGEST_TYPED] if values else ""


def many(typed: Typed, field: str) -> list[str]:
    """Give all values of a field, each once, in order."""
    return list(dict.fromkeys(each.strip()[:LONGEST_TYPED] for each in typed.get(field, ())))
