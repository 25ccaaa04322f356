"""The short steps of an application after the account, in order, and which are still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eorder.parties.joining.business import read_business
from eorder.parties.joining.refusals import StepError
from eorder.parties.joining.taxes import read_taxes
from eorder.parties.joining.typed import Ground, Typed
from eorder.parties.joining.work import read_bank, read_promises, read_work

READERS: Mapping[str, Callable[[Typed, Ground], dict[str, Any]]] = {
    "usaha": read_business,
    "pajak": read_taxes,
    "rekening": read_bank,
    "kapasitas": read_work,
    "pernyataan": read_promises,
}
"""Steps by the word in their address, in the order in which they are asked."""


def missing_steps(answers: Mapping[str, Any]) -> list[str]:
    """List the steps that have no answers yet, in order."""
    return [step for step in READERS if step not in answers]


def as_typed(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give the answers of a step as somebody would type them again; the NIK, which is not kept, stays empty."""
    lists = {"weekdays", "area", "traits", "promises"}
    found = {name: [str(each) for each in value] for name, value in answers.items() if name in lists}
    plain = {name: value for name, value in answers.items() if name not in lists}
    return found | {
        name: [", ".join(value) if isinstance(value, list) else str(value)] for name, value in plain.items()
    }


def wrong_steps(answers: Mapping[str, Any], ground: Ground) -> dict[str, tuple[str, str]]:
    """Read every step once more against all others; give the first refusal of each that does not hold any more."""
    found = {}
    for step in READERS:
        try:
            if step in answers:
                READERS[step](as_typed(answers[step]), ground)
        except StepError as error:
            field = next(iter(error.problems))
            found[step] = (error.codes[field], error.problems[field])
    return found
