"""The step about scale and taxes: one amount gives the scale by law, and papers are dated."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from eorder.foundation.money import LARGEST_AMOUNT
from eorder.law.book import parameter
from eorder.parties.joining.refusals import Problems
from eorder.parties.joining.typed import Ground, Typed, one
from eorder.parties.vendors.models import LegalForm, StatementKind
from eorder.parties.vendors.rules import SCALES, scale_of

SALES, CAPITAL = "sales", "capital"
KSWP = ("valid", "invalid", "unchecked")
NO_PAPER, SUKET, STATEMENT = "none", StatementKind.SUKET_PP55.value, StatementKind.TURNOVER_500M.value
PBJT = (StatementKind.PBJT_EXEMPT.value, StatementKind.PBJT_INCLUDED.value, "own")
LONGEST_NUMBER = 80


def read_taxes(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Read the step; the scale and the rule it follows from are found, not asked.

    Raises:
        StepError: With every refusal, by field.
        NoLawError: No criteria of scale are recorded for today.
    """
    problems = Problems()
    found = _scale(typed, ground, problems)
    found["kswp"] = _chosen(typed, "kswp", KSWP, problems, "kswp_unknown")
    found["kswp_date"] = ground.today.isoformat()
    found |= _paper(typed, ground, found, problems)
    if ground.is_food:
        found["pbjt"] = _chosen(typed, "pbjt", PBJT, problems, "pbjt_unknown")
    problems.done()
    return found


def _chosen(typed: Typed, field: str, known: tuple[str, ...], problems: Problems, code: str) -> str:
    value = one(typed, field)
    if value not in known:
        problems.add(field, code)
    return value


def read_amount(text: str) -> int | None:
    """Read whole rupiah, dots between thousands allowed; None when it is no amount of 0 to `LARGEST_AMOUNT`."""
    digits = text.replace(".", "").replace("Rp", "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(LARGEST_AMOUNT)):
        return None
    return int(digits) if int(digits) <= LARGEST_AMOUNT else None


def _scale(typed: Typed, ground: Ground, problems: Problems) -> dict[str, Any]:
    basis = _chosen(typed, "basis", (SALES, CAPITAL), problems, "basis_unknown")
    amount = read_amount(one(typed, "amount"))
    if amount is None:
        problems.add("amount", "amount_invalid")
        return {}
    if basis not in {SALES, CAPITAL}:
        return {}
    is_running = basis == SALES
    rule = scale_of(amount if is_running else None, None if is_running else amount, ground.today)
    if not rule.scale.counts_as_small:
        problems.add("amount", "not_small")
        return {}
    return {
        "basis": basis, "amount": amount, "scale": SCALES[rule.scale].value, "scale_rule": rule.rule.version,
        "scale_date": ground.today.isoformat(),
    }  # fmt: skip


def _paper(typed: Typed, ground: Ground, scale: dict[str, Any], problems: Problems) -> dict[str, Any]:
    paper = _chosen(typed, "tax_paper", (NO_PAPER, SUKET, STATEMENT), problems, "tax_paper_unknown")
    if paper == SUKET:
        return {"tax_paper": paper, **_suket(typed, ground.today, problems)}
    if paper == STATEMENT:
        if ground.answer("usaha", "legal_form") not in {"", LegalForm.INDIVIDUAL}:
            problems.add("tax_paper", "statement_not_personal")
        limit = parameter("pph_final_exempt_sales").on(ground.today).amount
        if scale.get("basis") == SALES and scale["amount"] > limit:
            problems.add("tax_paper", "sales_above_500m")
        return {"tax_paper": paper, "statement_year": ground.today.year}
    return {"tax_paper": paper}


def _suket(typed: Typed, today: date, problems: Problems) -> dict[str, Any]:
    number = one(typed, "suket_number")
    since, until = (read_day(one(typed, field)) for field in ("suket_since", "suket_until"))
    if not 0 < len(number) <= LONGEST_NUMBER or since is None or until is None or until < since:
        problems.add("suket_number", "suket_incomplete")
        return {}
    if not since <= today <= until:
        problems.add("suket_until", "suket_over")
    return {"suket_number": number, "suket_since": since.isoformat(), "suket_until": until.isoformat()}


def read_day(text: str) -> date | None:
    """Read a day as a date field sends it (`2027-03-10`) or as people write it (`10-3-2027`); None when it is none."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
