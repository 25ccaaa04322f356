"""Count an order's value against its package: a guarded counter, part of the order's own act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eorder.foundation.errors import OverBudgetError
from eorder.foundation.money import Rupiah
from eorder.records.at_once import statement, write

_COUNT = """
counted AS (
    UPDATE packages_package k SET ordered = ordered + %(amount)s {source}
    WHERE k.id = %(package)s AND ceiling >= ordered + %(amount)s AND (%(amount)s <= 0 OR state = 'active')
    RETURNING 1)
"""
_ALONE = statement(_COUNT.format(source=""), result="SELECT FROM counted")
COUNTED = _COUNT.format(source="FROM claim")
"""The order counted against its package, if the command was claimed."""


def count_order(package_id: UUID, difference: Rupiah) -> None:
    """Add an order's value (or take it back, when negative) to what was ordered in the package; 1 statement.

    Every act that moves both counts here first and moves the budget line afterwards, so that no two acts
    wait for one another. More can be ordered only while the package is active, also when it was finished
    in the same moment.

    Raises:
        OverBudgetError: The package's ceiling would be crossed, or it is not active; nothing changed.
    """
    if write(_ALONE, count_values(package_id, difference)) is None:
        raise not_counted(difference)


def count_values(package_id: UUID, difference: Rupiah) -> dict[str, Any]:
    """Give the values of `COUNTED` by name."""
    return {"package": package_id, "amount": difference.amount}


def not_counted(difference: Rupiah) -> OverBudgetError:
    """Say that the package does not hold so much more, or was closed in the same moment."""
    return OverBudgetError(
        f"Paket ini tidak menampung tambahan {difference}: pagunya habis atau paketnya baru saja "
        "ditutup. Muat ulang halaman, lalu kurangi jumlahnya.",
        code="over_package",
    )
