"""The facts of a tax decision as JSON, so that anybody can compute the decision again (invariant M13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from eorder.foundation.money import Rupiah
from eorder.law.taxes.decision import TaxDecision
from eorder.law.taxes.facts import (
    EarlierPurchase,
    PbjtStatus,
    SalesStatement,
    SellerKind,
    SellerStatus,
    Suket,
    TaxFacts,
    TaxLine,
    TaxNature,
)
from eorder.law.taxes.withholding import withhold


def inputs_to_json(facts: TaxFacts) -> dict[str, Any]:
    """Write the facts as JSON's own types; money as whole rupiah, days as ISO dates."""
    return dict(_plain(facts))


def decision_to_json(decision: TaxDecision) -> dict[str, Any]:
    """Write a decision as JSON's own types, to be stored and compared."""
    return dict(_plain(decision))


def inputs_from_json(stored: Mapping[str, Any]) -> TaxFacts:
    """Read facts that `inputs_to_json` wrote.

    Raises:
        KeyError: A fact is missing.
        ValueError: A fact is not of its kind.
        InvalidValueError: A fact is out of range.
    """
    return TaxFacts(
        seller=_seller(stored["seller"]),
        lines=tuple(
            TaxLine(line["id"], TaxNature(line["nature"]), Rupiah(line["amount"])) for line in stored["lines"]
        ),
        paid_on=date.fromisoformat(stored["paid_on"]),
        earlier=tuple(
            EarlierPurchase(each["reference"], Rupiah(each["amount"]), Rupiah(each["not_withheld"]))
            for each in stored["earlier"]
        ),
        pmk58_mode=stored["pmk58_mode"],
        priced_on=date.fromisoformat(stored["priced_on"]) if stored["priced_on"] else None,
    )


def recompute(stored: Mapping[str, Any]) -> TaxDecision:
    """Decide again from stored facts.

    Raises:
        NoLawError: A rule it needs is not recorded for the day of payment.
    """
    return withhold(inputs_from_json(stored))


def _seller(stored: Mapping[str, Any]) -> SellerStatus:
    statement = stored["statement"]
    return SellerStatus(
        kind=SellerKind(stored["kind"]),
        has_npwp=stored["has_npwp"],
        is_pkp=stored["is_pkp"],
        suket=_suket(stored["suket"]),
        statement=statement and SalesStatement(statement["number"], statement["tax_year"]),
        pbjt=PbjtStatus(stored["pbjt"]),
    )


def _suket(stored: Mapping[str, Any] | None) -> Suket | None:
    if stored is None:
        return None
    until = stored["valid_until"]
    return Suket(
        stored["number"],
        date.fromisoformat(stored["valid_from"]),
        date.fromisoformat(until) if until else None,
    )


def _plain(value: Any) -> Any:
    match value:
        case Rupiah():
            return value.amount
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
