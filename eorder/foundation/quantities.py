"""Quantities in whole thousandths of a unit, as people read them."""

from __future__ import annotations


def quantity_text(thousandths: int) -> str:
    """Write a quantity given in thousandths, without idle zeros: `1.250`, `0,5`."""
    whole, rest = divmod(thousandths, 1000)
    fraction = f",{rest:03}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", ".") + fraction
