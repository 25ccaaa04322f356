"""Prices that can be compared: per piece, litre or kilogram, from what a product answers to its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eorder.foundation.money import Rupiah


@dataclass(frozen=True, slots=True)
class NormalPrice:
    """A price per common measure: whole rupiah, rounded half up, and the measure in Indonesian."""

    amount: Rupiah
    measure: str


_MEASURES = (("isi_ml", 1_000, "liter"), ("berat_g", 1_000, "kg"), ("berat_porsi", 100, "100 gram"))
"""Answers in ml or gram of one piece, and how many of those make the measure."""


def normal_price(price: int, answers: Mapping[str, Any]) -> NormalPrice | None:
    """Turn a price per unit of sale into one per common measure.

    Args:
        price: Whole rupiah per unit of sale, before PPN.
        answers: To the template, by key; pieces in a package count, then the net content of a piece.

    Returns:
        None where the answers name neither pieces nor content.
    """
    pieces = answers.get("jumlah_isi", 1)
    for key, many, measure in _MEASURES:
        if key in answers:
            return NormalPrice(_divided(price * many, answers[key] * pieces), measure)
    return NormalPrice(_divided(price, pieces), "buah") if pieces > 1 else None


def _divided(amount: int, parts: int) -> Rupiah:
    return Rupiah((2 * amount + parts) // (2 * parts))
