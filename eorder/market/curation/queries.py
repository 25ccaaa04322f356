"""Reads of cases, grades and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from eorder.foundation.errors import NotFoundError
from eorder.foundation.verdict import Verdict
from eorder.market.catalogue.models import Product, ProductState
from eorder.market.curation.models import CurationCase, Finding, Grading, Score
from eorder.market.curation.rules import Standing, may_hand_in
from eorder.market.curation.states import AppealState, CaseState
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.parties.vendors.models import Member, VendorState

_CERTIFICATE = (
    "id", "number", "grade", "total", "graded_at", "valid_until", "product_id", "product__name",
    "product__category_id", "product__category__name", "product__vendor_id", "product__vendor__name",
    "product__vendor__region__name", "product__government_id", "curator__name", "case__appeal__state",
    "case__appeal__made_at", "case__appeal__due_at", "case__appeal__decided_at", "case__appeal__answer__reasons",
)  # fmt: skip


def case_of(case_id: UUID) -> CurationCase:
    """Load a case with its product, the template that it answers, and its business; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = CurationCase.objects.select_related("product__template", "product__category", "vendor")
    return _there(found.filter(id=case_id).first())


def locked_case(case_id: UUID) -> CurationCase:
    """Load a case for an act on it; another act on it waits; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = CurationCase.objects.select_for_update(of=("self",))
    return _there(found.select_related("product__template", "vendor").filter(id=case_id).first())


def _there(case: CurationCase | None) -> CurationCase:
    if case is None:
        raise NotFoundError("Halaman ini tidak ada.")
    return case


def judged_before_by(case: CurationCase) -> UUID | None:
    """Name who judged the case that this one reviews; 1 statement, none where it reviews none."""
    if case.reviews_id is None:
        return None
    return Grading.objects.values_list("curator_id", flat=True).get(case_id=case.reviews_id)


def body_of(case: CurationCase) -> Any:
    """Give the template that the product of a case answers, as stored; nothing where it answers none; no statement."""
    return case.product.template.body if case.product.template else None


def standing_of(product: Product, at: datetime) -> Standing:
    """Say how a product stands before the curators; 4 statements."""
    waiting = CurationCase.objects.filter(state=CaseState.WAITING)
    appealed = CurationCase.objects.filter(appeal__state=AppealState.WAITING)
    same = Q(product_id=product.id)
    if product.vendor.state == VendorState.CHECKED:
        same |= Q(vendor_id=product.vendor_id, product__state=ProductState.LISTED)
    latest = grades_of([product.id]).get(product.id)
    valid_until = latest["valid_until"] if latest else None
    return Standing(
        waiting.filter(same).exists(),
        valid_until,
        sanctioned_until(product.vendor_id, at),
        appealed.filter(same).exists(),
    )


def may_hand_in_now(actor: Actor, product_id: UUID, at: datetime, today: date) -> Verdict:
    """Say whether somebody may hand a product in now, on this day; 5 statements.

    Raises:
        NotFoundError: There is no such product.
    """
    product = Product.objects.select_related("vendor").filter(id=product_id).first()
    if product is None:
        raise NotFoundError("Produk ini tidak ada.")
    return may_hand_in(actor, product, standing_of(product, at), today)


def grades_of(product_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Give the latest grade of each product that ever passed, also one that is over; 1 statement."""
    found = Grading.objects.filter(product_id__in=product_ids).exclude(grade="")
    rows = found.order_by("product_id", "-graded_at", "-id").distinct("product_id")
    fields = ("product_id", "grade", "number", "graded_at", "valid_until")
    return {row["product_id"]: dict(row) for row in rows.values(*fields)}


def certificate_of(number: str) -> dict[str, Any]:
    """Load a certificate by its number; 1 statement.

    Raises:
        NotFoundError: None has this number.
    """
    row = Grading.objects.filter(number=number).exclude(number="").values(*_CERTIFICATE).first()
    if row is None:
        raise NotFoundError("Sertifikat ini tidak ada. Periksa nomornya.")
    return dict(row)


def scores_of(grading_id: UUID) -> list[dict[str, Any]]:
    """List the points of a product that passed, in the template's order; 1 statement."""
    rows = Score.objects.filter(grading_id=grading_id).order_by("position")
    return [dict(row) for row in rows.values("criterion", "name", "points", "seen")]


def later_certificate(product_id: UUID, graded_at: Any) -> str:
    """Name the certificate that took the place of an earlier one; empty without one; 1 statement."""
    found = Grading.objects.filter(product_id=product_id, graded_at__gt=graded_at).exclude(grade="")
    return found.order_by("-graded_at", "-id").values_list("number", flat=True).first() or ""


def cases_of_product(product_id: UUID) -> list[dict[str, Any]]:
    """List the cases of a product with what came of each, latest first; 1 statement."""
    rows = CurationCase.objects.filter(product_id=product_id).order_by("-handed_in_at", "-id")
    return [
        dict(row)
        for row in rows.values(
            "id", "state", "handed_in_at", "due_at", "decided_at", "government_id", "grading__id", "grading__grade",
            "appeal__id",
            "grading__number", "grading__valid_until", "grading__graded_at", "reviews_id",
        )
    ]  # fmt: skip


def latest_case_of(vendor_id: UUID) -> dict[str, Any] | None:
    """Give product and state of the case that a business handed in last, of what it still sells; 1 statement."""
    found = CurationCase.objects.filter(vendor_id=vendor_id, product__state=ProductState.LISTED)
    row = found.order_by("-handed_in_at", "-id").values("product_id", "state").first()
    return row and dict(row)


def findings_of(grading_id: UUID) -> list[dict[str, Any]]:
    """List the points of a product that did not pass, in the template's order; 1 statement."""
    rows = Finding.objects.filter(grading_id=grading_id).order_by("position")
    return [dict(row) for row in rows.values("criterion", "name", "points", "evidence", "remedy")]


def expired_grades(government_ids: Sequence[UUID], today: date, most: int) -> list[dict[str, Any]]:
    """List products that are sold under a grade that is over, longest over first; 1 statement.

    Left out are those that wait for a curator again.
    """
    later = Grading.objects.filter(product_id=OuterRef("product_id"), graded_at__gt=OuterRef("graded_at"))
    waits = CurationCase.objects.filter(product_id=OuterRef("product_id"), state=CaseState.WAITING)
    found = Grading.objects.filter(
        ~Exists(later.exclude(grade="")),
        ~Exists(waits),
        valid_until__lt=today,
        product__government_id__in=government_ids,
        product__state=ProductState.LISTED,
    ).exclude(grade="")
    rows = found.order_by("valid_until", "id")
    return [
        dict(row)
        for row in rows.values(
            "number", "grade", "valid_until", "product_id", "product__name", "product__vendor__name"
        )[:most]
    ]


def sellers_of(vendor_id: UUID) -> list[str]:
    """List the addresses of a business's owners and staff; 1 statement."""
    people = Member.objects.filter(vendor_id=vendor_id, tie__in=["owner", "staff"]).values("person_id")
    found = Account.objects.filter(person_id__in=people, is_active=True)
    return list(found.order_by("email").values_list("email", flat=True).distinct())
