"""The buying unit and its government as parties of a release, and the money they plan with."""

from __future__ import annotations

from eorder.buying.packages.facts import BudgetFacts, BuyerFacts, PackageFacts
from eorder.records.journal.ocds import Body, money, present, reference

CATEGORIES = {
    "barang": "goods",
    "pekerjaan konstruksi": "works",
    "jasa konsultansi": "services",
    "jasa lainnya": "services",
}
"""Jenis pengadaan of the RUP in the closed codelist procurementCategory."""


def buyer_party(buyer: BuyerFacts, *roles: str) -> Body:
    """State the unit that buys; its id joins the codes of government and unit."""
    return {
        "id": f"UNIT-{buyer.government_code}-{buyer.unit_code}",
        "name": buyer.unit_name,
        "roles": ["buyer", "procuringEntity", *roles],
        "address": {"countryName": "Indonesia"},
    }


def government_party(buyer: BuyerFacts) -> Body:
    """State the government whose budget pays."""
    return {
        "id": f"GOV-{buyer.government_code}",
        "name": buyer.government_name,
        "roles": ["sourceParty"],
        "address": {"countryName": "Indonesia"},
    }


def planned_budget(package: PackageFacts, amount: int) -> Body:
    """State the money set aside, with the budget line it comes from.

    Args:
        package: The announced package; its RUP id names the budget.
        amount: What is set aside for this process, in whole rupiah.
    """
    budget = package.budget
    return present(
        {
            "id": f"RUP-{package.rup_id}",
            "description": package.name,
            "amount": money(amount),
            "project": budget and budget.sub_activity_name,
            "projectID": budget and budget.sub_activity_code,
            "budgetBreakdown": budget and [_line(budget, package.buyer, amount)],
        }
    )


def category_of(package: PackageFacts) -> str:
    """Read the main procurement category: the first of several kinds, empty for an unknown one."""
    return CATEGORIES.get(package.kind.split(";")[0].strip().casefold(), "")


def _line(budget: BudgetFacts, buyer: BuyerFacts, amount: int) -> Body:
    return {
        "id": "1",  # one line; a package bound to another line replaces it
        "description": f"{budget.account_code} {budget.account_name}",
        "amount": money(amount),
        "period": {
            "startDate": f"{budget.fiscal_year}-01-01T00:00:00Z",
            "endDate": f"{budget.fiscal_year}-12-31T23:59:59Z",
        },
        "sourceParty": reference(government_party(buyer)),
    }
