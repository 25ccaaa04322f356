"""Reads of budget lines and accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F

from eorder.buying.budgets.models import BudgetLine


def lines_of_unit(unit_id: UUID, fiscal_year: int) -> list[dict[str, Any]]:
    """List a unit's budget lines of a year with what is left, by code; 1 statement."""
    rows = (
        BudgetLine.objects.filter(unit_id=unit_id, fiscal_year=fiscal_year)
        .annotate(left=F("ceiling") - F("reserved") - F("committed") - F("spent"))
        .order_by("sub_activity_code", "account_id")
        .values(
            "id", "sub_activity_code", "sub_activity_name", "account_id", "account__name", "ceiling", "left"
        )
    )
    return [dict(row) for row in rows]
