"""Letters about curation: what waits for the curators, and what they found."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from eorder.foundation.ids import derive_id
from eorder.market.curation.models import Appeal, CurationCase
from eorder.market.curation.queries import findings_of, sellers_of
from eorder.market.curation.states import APPEAL_LABELS, LABELS, AppealState, CaseState
from eorder.parties.identity.letters import send_letter
from eorder.parties.identity.models import Account
from eorder.parties.readers import curators_of


def tell_next(event: dict[str, Any]) -> None:
    """Write to the curators when a product was handed in, and to its seller when it was judged."""
    case = CurationCase.objects.select_related("product", "grading").filter(id=event["subject_id"]).first()
    if case is None or event["public"].get("state") != case.state:
        return
    if case.state == CaseState.WAITING:
        readers = curators_of(case.government_id, event["at"])
        what, path = f"Nilai produk ini: {case.product.name}.", f"/kerja/kurasi/{case.id}"
    else:
        readers = sellers_of(case.vendor_id)
        what, path = _answer(case), f"/usaha/produk/{case.product_id}/kurasi"
    send_letter(
        event["id"],
        f"e-Order kurasi produk: {LABELS[CaseState(case.state)]}",
        readers,
        {
            "what": what,
            "due_at": case.due_at if case.state == CaseState.WAITING else None,
            "link": f"{settings.EORDER_PUBLIC_URL}{path}",
        },
    )


def _answer(case: CurationCase) -> str:
    """Say what was found; of a refusal each criterion that is lacking, with what was seen and what mends it."""
    grading = case.grading
    if grading.grade:
        return f"{case.product.name} lulus kurasi dengan mutu {grading.grade}. Sertifikat: {grading.number}."
    lacking = [each for each in findings_of(grading.id) if each["remedy"]]
    reasons = " ".join(
        f"{each['name']}: {each['evidence']} Yang perlu dilakukan: {each['remedy']}" for each in lacking
    )
    return f"{case.product.name} belum lulus kurasi. {reasons}"


def tell_of_appeal(event: dict[str, Any]) -> None:
    """Write to the curators who may decide it when an appeal was made, and to its seller when it was decided."""
    found = Appeal.objects.select_related("case__product", "case__grading", "answer")
    appeal = found.filter(id=event["subject_id"]).first()
    if appeal is None or event["public"].get("state") != appeal.state:
        return
    product, is_waiting = appeal.case.product, appeal.state == AppealState.WAITING
    if is_waiting:
        readers = _curators(appeal.government_id, event["at"], appeal.case.grading.curator_id)
        what, path = (
            f"Putuskan keberatan atas hasil kurasi: {product.name}.",
            f"/kerja/kurasi/keberatan/{appeal.id}",
        )
    else:
        readers = sellers_of(appeal.vendor_id)
        what, path = _decided(appeal), f"/usaha/produk/{product.id}/kurasi"
    send_letter(
        event["id"],
        f"e-Order keberatan kurasi: {APPEAL_LABELS[AppealState(appeal.state)]}",
        readers,
        {
            "what": what,
            "due_at": appeal.due_at if is_waiting else None,
            "link": f"{settings.EORDER_PUBLIC_URL}{path}",
        },
    )
    if appeal.state == AppealState.UPHELD:
        _tell_others(appeal, event)


def _tell_others(appeal: Appeal, event: dict[str, Any]) -> None:
    """Write to the curators who may judge the product anew."""
    case = CurationCase.objects.get(reviews=appeal.case_id)
    if case.state != CaseState.WAITING:
        return
    name, judge = appeal.case.product.name, appeal.case.grading.curator_id
    send_letter(
        derive_id(event["id"], "others"),
        f"e-Order kurasi produk: {LABELS[CaseState.WAITING]}",
        _curators(case.government_id, event["at"], judge),
        {
            "what": f"Nilai lagi produk ini; keberatan penjualnya dikabulkan: {name}.",
            "due_at": case.due_at,
            "link": f"{settings.EORDER_PUBLIC_URL}/kerja/kurasi/{case.id}",
        },
    )


def _decided(appeal: Appeal) -> str:
    """Say what was decided of an appeal and why."""
    name, reasons = appeal.case.product.name, appeal.answer.reasons or appeal.answer.told
    if appeal.state == AppealState.UPHELD:
        return f"Keberatan Anda dikabulkan: {name} dinilai lagi oleh kurator lain. {reasons}"
    return f"Keberatan Anda ditolak: hasil kurasi {name} tetap berlaku. {reasons}"


def _curators(government_id: UUID, at: datetime, but: UUID) -> list[str]:
    """List the addresses of a government's curators without the one who judged; 2 statements."""
    found = curators_of(government_id, at)
    theirs = set(Account.objects.filter(person_id=but).values_list("email", flat=True))
    return [each for each in found if each not in theirs]
