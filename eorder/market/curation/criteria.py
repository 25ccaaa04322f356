"""What a product is judged by: the criteria of the template that it answers."""

from __future__ import annotations

from typing import Any

from eorder.market.templates.book import vocabulary
from eorder.market.templates.template import Criterion, of_body

WITHOUT_TEMPLATE = ("mutu", "foto")
"""Criteria of a category that has no template: what can be asked of anything."""


def criteria_of(body: Any) -> tuple[Criterion, ...]:
    """Give the criteria of a version of a template, in its order.

    Args:
        body: Of the version that a product answers; nothing where its category has no template.
    """
    if body is not None:
        return of_body(body).criteria
    known = vocabulary().criteria
    return tuple(known[key] for key in WITHOUT_TEMPLATE)
