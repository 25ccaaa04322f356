"""Check what a seller answers about a product against the template of its category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eorder.market.templates.template import Attribute, AttributeKind, Template

FIELD = "attr_"
"""Beginning of the name of a form's field that asks for an attribute."""
YES, NO = "ya", "tidak"


def read_answers(template: Template, given: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the answers as typed.

    Args:
        template: Of the product's category.
        given: Answers as typed, by key of the attribute; blanks around them do not count.

    Returns:
        What the product keeps, by key: texts and choices, whole numbers, and truth values; and what is wrong, by
        field of the form (`attr_` and the key).
    """
    asked = {each.key: each for each in template.attributes}
    found: dict[str, Any] = {}
    problems = {
        f"{FIELD}{key}": f"Kategori {template.name} tidak menanyakan “{key}”."
        for key in given
        if key not in asked
    }
    for key, attribute in asked.items():
        typed = given.get(key, "").strip()
        if typed:
            problem = _read(attribute, typed, found)
        else:
            problem = f"Isi {attribute.label.lower()}; kategori {template.name} mewajibkannya."
            problem = problem if attribute.is_required else ""
        if problem:
            problems[f"{FIELD}{key}"] = problem
    return found, problems


def answer_problems(template: Template, given: Mapping[str, str], unit: str) -> dict[str, str]:
    """Say what is wrong with answers as typed and with a unit of sale, by field of the form."""
    _answers, problems = read_answers(template, given)
    wrong = unit_problem(template, unit)
    return {**problems, "unit": wrong} if wrong else problems


def unit_problem(template: Template, unit: str) -> str:
    """Say what is wrong with a unit of sale; empty when the template allows it."""
    if unit.strip() in template.unit_names:
        return ""
    return (
        f"Kategori {template.name} dijual per {' atau '.join(template.unit_names)}, bukan per {unit.strip()}."
    )


def _read(attribute: Attribute, typed: str, found: dict[str, Any]) -> str:
    value, problem = _READERS[attribute.kind](attribute, typed)
    if not problem:
        found[attribute.key] = value
    return problem


def _text(attribute: Attribute, typed: str) -> tuple[Any, str]:
    if len(typed) > attribute.most:
        return None, f"{attribute.label} paling panjang {attribute.most} huruf."
    return typed, ""


def _number(attribute: Attribute, typed: str) -> tuple[Any, str]:
    plain = typed.replace(".", "") if _is_grouped(typed) else typed
    if plain.isascii() and plain.isdigit() and attribute.least <= int(plain[:12]) <= attribute.most:
        return int(plain), ""
    return None, (
        f"{attribute.label} harus bilangan bulat dari {attribute.least} sampai {attribute.most} {attribute.unit}."
    )


def _is_grouped(typed: str) -> bool:
    """Tell whether points group the thousands, as in 1.500."""
    first, *groups = typed.split(".")
    return bool(groups) and 0 < len(first) <= 3 and all(len(group) == 3 for group in groups)  # noqa: PLR2004 - thousands


def _choice(attribute: Attribute, typed: str) -> tuple[Any, str]:
    if typed in attribute.choices:
        return typed, ""
    return None, f"Pilih {attribute.label.lower()}: {', '.join(attribute.choices)}."


def _flag(attribute: Attribute, typed: str) -> tuple[Any, str]:
    if typed in {YES, NO}:
        return typed == YES, ""
    return None, f"Jawab {attribute.label.lower()} dengan {YES} atau {NO}."


_READERS: Mapping[AttributeKind, Callable[[Attribute, str], tuple[Any, str]]] = {
    AttributeKind.TEXT: _text,
    AttributeKind.NUMBER: _number,
    AttributeKind.CHOICE: _choice,
    AttributeKind.FLAG: _flag,
}
