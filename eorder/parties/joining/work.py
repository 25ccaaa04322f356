"""The steps about money, work and promises: bank account, capacity, days off, delivery area, declarations."""

from __future__ import annotations

from typing import Any

from eorder.parties.joining.refusals import Problems
from eorder.parties.joining.taxes import read_day
from eorder.parties.joining.typed import Ground, Typed, many, one
from eorder.parties.vendors.accounts import LONGEST_BANK, LONGEST_HOLDER, clean_number, is_held_by, is_number

LONGEST_LICENCE = 60
MOST_CAPACITY, MOST_DAYS_OFF = 1_000_000, 60
WEEKDAYS = tuple("1234567")
"""Days of the week that a business rests, by ISO number: Monday is 1."""
TRAITS = ("jakpreneur", "woman_owned", "disability_owned", "pkp")
OWN_PRODUCTION, CONSENT = "own_production", "consent"


def read_bank(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Read the bank account; its holder is the owner or the business.

    Raises:
        StepError: With every refusal, by field.
    """
    problems = Problems()
    bank, holder = one(typed, "bank_name"), one(typed, "bank_holder")
    number = clean_number(one(typed, "bank_account"))
    if not 0 < len(bank) <= LONGEST_BANK:
        problems.add("bank_name", "bank_missing")
    if not is_number(number):
        problems.add("bank_account", "account_number_invalid")
    if not is_held_by(holder, (ground.owner, ground.answer("usaha", "name"))) or len(holder) > LONGEST_HOLDER:
        problems.add("bank_holder", "holder_differs")
    problems.done()
    return {"bank_name": bank, "bank_account": number, "bank_holder": holder}


def read_work(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Read what the business can do: pieces a day, days off, districts it delivers to.

    Raises:
        StepError: With every refusal, by field.
    """
    problems = Problems()
    capacity = one(typed, "capacity").replace(".", "")
    if not (capacity.isascii() and capacity.isdigit() and 0 < int(capacity[:8]) <= MOST_CAPACITY):
        problems.add("capacity", "capacity_invalid")
    weekdays = many(typed, "weekdays")
    if not set(weekdays) < set(WEEKDAYS):
        problems.add("weekdays", "weekday_unknown")
    area = many(typed, "area")
    whole = {code.rpartition(".")[0] for code in ground.regions}
    if not area or not set(area) <= ground.regions | whole:
        problems.add("area", "delivery_area_unknown")
    days = _days_off(typed, ground, problems)
    problems.done()
    return {"capacity": int(capacity), "weekdays": weekdays, "days_off": days, "area": area}


def _days_off(typed: Typed, ground: Ground, problems: Problems) -> list[str]:
    texts = [each.strip() for each in one(typed, "days_off").replace("\n", ",").split(",") if each.strip()]
    days = {read_day(each) for each in texts}
    known = {day for day in days if day is not None and day >= ground.today}
    if known != days or len(days) > MOST_DAYS_OFF:
        problems.add("days_off", "days_off_invalid")
    return sorted(day.isoformat() for day in known)


def read_promises(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Read traits, permits and what the owner declares.

    Raises:
        StepError: With every refusal, by field.
    """
    problems = Problems()
    traits, promised = many(typed, "traits"), many(typed, "promises")
    if not set(traits) <= set(TRAITS):
        problems.add("traits", "trait_unknown")
    licences = {field: one(typed, field) for field in ("halal", "permit") if ground.is_food}
    for field, number in licences.items():
        if len(number) > LONGEST_LICENCE:
            problems.add(field, "licence_too_long")
    if CONSENT not in promised:
        problems.add("promises", "consent_needed")
    if OWN_PRODUCTION not in promised:
        problems.add("promises", "own_production_needed")
    problems.done()
    return {"traits": traits, **licences, "promises": [OWN_PRODUCTION, CONSENT]}
