"""What is known of one package, as plain values: the ground of its releases and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """The unit that buys, and its government."""

    government_code: str
    government_name: str
    unit_id: UUID
    unit_code: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """The budget line a package is bound to; money in whole rupiah."""

    line_id: UUID
    fiscal_year: int
    sub_activity_code: str
    sub_activity_name: str
    account_code: str
    account_name: str
    ceiling: int


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """One announced package (RUP)."""

    id: UUID
    ocid: str
    rup_id: int
    fiscal_year: int
    name: str
    ceiling: int
    method: str
    kind: str
    state: str
    buyer: BuyerFacts
    budget: BudgetFacts | None = None
    announced_at: datetime | None = None
