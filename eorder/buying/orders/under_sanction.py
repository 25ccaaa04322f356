"""What the database says of a seller that came under a sanction between the rule and the order."""

from __future__ import annotations

from eorder.foundation.errors import NotAllowedError

UNDER_SANCTION = "order_vendor_sanctioned"
"""Name under which the trigger refuses: new orders, and the acceptance of those that were placed before."""


def under_sanction() -> NotAllowedError:
    """Refuse a new order, or the acceptance of one."""
    error = NotAllowedError(
        "Penjual ini sedang dikenai sanksi, jadi tidak menerima pesanan baru. Pesanan yang sudah diterima tetap "
        "berjalan.",
        code="vendor_sanctioned",
    )
    error.status = 409
    return error
