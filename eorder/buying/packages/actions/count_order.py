"""Count an order's value against its package: a guarded counter, part of the order's own act."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import OverBudgetError
from eorder.foundation.money import Rupiah


def count_order(package_id: UUID, difference: Rupiah) -> None:
    """Add an order's value (or take it back, when negative) to what was ordered in the package; 1 statement.

    Every act that moves both counts here first and moves the budget line afterwards, so that no two acts
    wait for one another. More can be ordered only while the package is active, also when it was finished
    in the same moment.

    Raises:
        OverBudgetError: The package's ceiling would be crossed, or it is not active; nothing changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE packages_package SET ordered = ordered + %s"
            " WHERE id = %s AND ceiling >= ordered + %s AND (%s <= 0 OR state = %s)",
            [difference.amount, package_id, difference.amount, difference.amount, PackageState.ACTIVE],
        )
        if not cursor.rowcount:
            raise OverBudgetError(
                f"Paket ini tidak menampung tambahan {difference}: pagunya habis atau paketnya baru saja "
                "ditutup. Muat ulang halaman, lalu kurangi jumlahnya.",
                code="over_package",
            )
