"""The step about the business: who owns it, its numbers, what it sells and where it works."""

from __future__ import annotations

from typing import Any

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.identifiers import read_kbli, read_nib, read_nik, read_npwp
from eorder.law.kbli import kbli_editions, kbli_fits
from eorder.parties.identity.nik import nik_digest
from eorder.parties.joining.refusals import Problems
from eorder.parties.joining.typed import Ground, Typed, one
from eorder.parties.vendors.models import LegalForm

LONGEST_NAME, LONGEST_STREET = 120, 200
FEWEST_DIGITS, MOST_DIGITS = 9, 15
_OLD_PROVINCE = "54"
PROVINCES = frozenset(
    f"{first}{second}"
    for first, seconds in {
        "1": "123456789", "2": "1", "3": "123456", "5": "123", "6": "12345", "7": "123456", "8": "12", "9": "123456",
    }.items()
    for second in seconds
) | {_OLD_PROVINCE}  # fmt: skip
"""Provinces of Kepmendagri 300.2.2-2430/2025, and 54 (Timor Timur, until 1999).

The regency and the district of a NIK are those of its first registration and follow the codes of their time, of which
there is no whole list: only the province is asked.
"""


def read_business(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Read the step; the NIK comes back as its digest alone, under `nik_digest`.

    Raises:
        StepError: With every refusal, by field.
    """
    problems = Problems()
    form = one(typed, "legal_form")
    if form not in LegalForm.values:
        problems.add("legal_form", "legal_form_unknown")
    name = one(typed, "name")
    if not 0 < len(name) <= LONGEST_NAME:
        problems.add("name", "business_name_missing")
    phone = "".join(each for each in one(typed, "phone") if each not in " -.()+")
    if not (phone.isascii() and phone.isdigit() and FEWEST_DIGITS <= len(phone) <= MOST_DIGITS):
        problems.add("phone", "phone_invalid")
    digest = _nik(typed, ground, problems)
    found = {
        "legal_form": form, "name": name, "phone": phone, "nik_digest": digest,
        "npwp": _npwp(typed, form, digest, problems),
        "nib": _number(read_nib, typed, "nib", problems),
        **_field_of_business(typed, ground, problems), **_place(typed, ground, problems),
    }  # fmt: skip
    problems.done()
    return found


def _nik(typed: Typed, ground: Ground, problems: Problems) -> str:
    """Digest the NIK; an empty field keeps the one the application has."""
    text = one(typed, "nik")
    if not text and ground.own_digest:
        return ground.own_digest
    number = _number(read_nik, typed, "nik", problems)
    if not number:
        return ""
    if number[:2] not in PROVINCES:
        problems.add("nik", "nik_unknown_region")
        return ""
    digest = nik_digest(number)
    if ground.person_digest and digest != ground.person_digest:
        problems.add("nik", "nik_not_yours")
    return digest


def _npwp(typed: Typed, form: str, digest: str, problems: Problems) -> str:
    """Read the NPWP, which may be missing; a person's present one is the NIK."""
    if not one(typed, "npwp"):
        return ""
    number = _number(read_npwp, typed, "npwp", problems)
    is_personal = bool(number) and not number.startswith("0")
    if is_personal and form in set(LegalForm.values) - {LegalForm.INDIVIDUAL.value}:
        problems.add("npwp", "npwp_not_body")
    elif is_personal and digest and nik_digest(number) != digest:
        problems.add("npwp", "npwp_not_nik")
    return number


def _field_of_business(typed: Typed, ground: Ground, problems: Problems) -> dict[str, Any]:
    selling = ground.selling.get(one(typed, "selling"))
    if selling is None:
        problems.add("selling", "selling_unknown")
    kbli = _number(read_kbli, typed, "kbli", problems)
    editions = kbli_editions(kbli)
    if kbli and not editions:
        problems.add("kbli", "kbli_unknown")
    elif kbli and selling and not kbli_fits(kbli, selling.kbli):
        problems.add("kbli", "kbli_other_category")
    return {"selling": selling.code if selling else "", "kbli": kbli, "kbli_editions": list(editions)}


def _place(typed: Typed, ground: Ground, problems: Problems) -> dict[str, Any]:
    region, street = one(typed, "region"), one(typed, "street")
    if region not in ground.regions:
        problems.add("region", "region_unknown")
    if len(street) > LONGEST_STREET:
        problems.add("street", "street_too_long")
    return {"region": region, "street": street}


def _number(read: Any, typed: Typed, field: str, problems: Problems) -> str:
    try:
        return str(read(one(typed, field)))
    except InvalidValueError as error:
        problems.add_error(field, error)
        return ""
