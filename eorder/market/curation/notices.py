"""Letters about curation: what waits for the curators, and what they found."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from eorder.market.curation.models import CurationCase
from eorder.market.curation.queries import findings_of, sellers_of
from eorder.market.curation.states import LABELS, CaseState
from eorder.parties.identity.letters import send_letter
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
