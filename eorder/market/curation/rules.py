"""Who hands a product in, who judges it and what they must write, who appeals against that and who decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.market.catalogue.models import Product, ProductState
from eorder.market.catalogue.rules import may_sell
from eorder.market.curation.marks import ANCHORS, Judgement, renewable_from
from eorder.market.curation.models import Appeal, CurationCase
from eorder.market.curation.states import APPEAL_STEPS, STEPS, CaseState
from eorder.market.templates.template import Criterion
from eorder.parties.identity.actor import SYSTEM_ID, Actor
from eorder.parties.vendors.models import VendorState
from eorder.parties.vendors.rules import curator_hat

LONGEST = 500
MAY_BE_CURATED = frozenset({VendorState.CHECKED, VendorState.CURATED, VendorState.ACTIVE})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a product's curation so far.

    Attributes:
        is_waiting: It has a case that waits, or its business has another first product that does.
        valid_until: Last day of its latest grade; none without one.
        sanctioned_until: Last day of a sanction on its business; none without one.
        is_appealed: An appeal against its last judgement waits, or against another first product of its business.
    """

    is_waiting: bool
    valid_until: date | None
    sanctioned_until: date | None = None
    is_appealed: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a case that was judged, for an appeal.

    Attributes:
        case: With its product.
        appeal_due_at: Last moment for an appeal (inclusive).
        has_appeal: It was appealed against before.
        has_later: The product was handed in again afterwards.
    """

    case: CurationCase
    appeal_due_at: datetime
    has_appeal: bool
    has_later: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What a curator gives one criterion: points, what was seen, and what mends it (empty: the template's words)."""

    criterion: str
    points: int
    evidence: str
    remedy: str = ""


def may_hand_in(actor: Actor, product: Product, standing: Standing, today: date) -> Verdict:
    """A member of the business hands in what it sells, once at a time; a grade is renewed when it ends soon."""
    owner = ALLOWED if actor.account_id == SYSTEM_ID else may_sell(actor, product.vendor_id)
    until = standing.valid_until
    return first_refusal(
        owner,
        _unless(
            product.state != ProductState.LISTED,
            "Produk ini tidak dijual lagi. Yang dikurasi hanya produk yang dijual.",
            "not_listed",
        ),
        _unless(
            product.vendor.state not in MAY_BE_CURATED,
            "Usaha ini belum diterima. Lengkapi pendaftarannya dulu.",
            "vendor_not_active",
        ),
        _unless(
            standing.sanctioned_until is not None,
            "Usaha ini sedang terkena sanksi. Ajukan lagi sesudah sanksinya berakhir.",
            "vendor_sanctioned",
        ),
        _unless(
            standing.is_waiting,
            "Sudah ada produk yang menunggu dinilai. Tunggu hasilnya; Anda dikabari lewat surel.",
            "already_waiting",
        ),
        _unless(
            standing.is_appealed,
            "Keberatan Anda atas penilaian terakhir belum diputuskan. Tunggu putusannya, lalu serahkan lagi.",
            "appeal_waiting",
        ),
        _unless(
            until is not None and today < renewable_from(until, today),
            "Mutu produk ini masih berlaku lama. Ajukan lagi menjelang berakhir; tanggalnya tertulis di halaman ini.",
            "still_valid",
        ),
    )


def _unless(is_wrong: bool, sentence: str, code: str) -> Verdict:  # noqa: FBT001 (one condition of a list)
    return refused(sentence, code, 409) if is_wrong else ALLOWED


def may_score(
    actor: Actor, case: CurationCase, at: datetime, *, is_tied: bool, judged_by: UUID | None = None
) -> Verdict:
    """A curator of the government judges what waits, never a product of a business they are tied to.

    Args:
        actor: Who wants to.
        case: What waits.
        at: Now.
        is_tied: The actor is tied to the business.
        judged_by: Who judged the case that this one reviews; another has to judge it anew.
    """
    if curator_hat(actor, case.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang menilai produk.", "wrong_role")
    if is_tied:
        return refused("Kurator tidak menilai produk usahanya sendiri. Minta kurator lain.", "own_product")
    if actor.person_id == judged_by:
        return refused(
            "Anda yang menilai produk ini sebelum keberatannya dikabulkan. Kurator lain menilainya lagi.",
            "duty_kept_apart",
        )
    if case.product.state != ProductState.LISTED and case.state == CaseState.WAITING:
        return refused("Produk ini tidak dijual lagi, jadi tidak dinilai.", "not_listed", 409)
    return may_take(STEPS, "pass", case.state, "Produk ini sudah dinilai.")


def may_see(actor: Actor, case: CurationCase | Appeal, at: datetime) -> Verdict:
    """The curators of the government see every case that was handed in to them, and every appeal."""
    if curator_hat(actor, case.government_id, at):
        return ALLOWED
    return refused("Halaman ini tidak ada.", "wrong_role", 404)


def may_appeal(actor: Actor, judged: Judged, at: datetime) -> Verdict:
    """A member of the business appeals once against the last judgement of a product, within the term."""
    case = judged.case
    return first_refusal(
        may_sell(actor, case.vendor_id),
        _unless(
            case.state == CaseState.WAITING,
            "Produk ini belum dinilai. Keberatan diajukan sesudah ada hasilnya.",
            "not_judged",
        ),
        _unless(
            judged.has_appeal or case.reviews_id is not None,
            "Keberatan diajukan satu kali saja, dan sudah tercatat.",
            "appealed_before",
        ),
        _unless(
            case.product.state != ProductState.LISTED,
            "Produk ini tidak dijual lagi, jadi tidak dinilai.",
            "not_listed",
        ),
        _unless(
            judged.has_later,
            "Produk ini sudah diserahkan lagi sesudah dinilai. Keberatan hanya atas hasil yang terakhir.",
            "handed_in_again",
        ),
        _unless(at > judged.appeal_due_at, "Waktu mengajukan keberatan sudah lewat.", "too_late"),
    )


def may_answer(actor: Actor, appeal: Appeal, judged_by: UUID, at: datetime, *, is_tied: bool) -> Verdict:
    """Another curator decides an appeal: nobody judges what they found themselves, nor for their own business."""
    if curator_hat(actor, appeal.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang memutuskan keberatan.", "wrong_role")
    if actor.person_id == judged_by:
        return refused(
            "Anda yang menilai produk ini. Keberatannya diputuskan kurator lain.", "duty_kept_apart"
        )
    if is_tied:
        return refused(
            "Kurator tidak memutuskan keberatan usahanya sendiri. Minta kurator lain.", "own_product"
        )
    return first_refusal(
        may_take(APPEAL_STEPS, "uphold", appeal.state, "Keberatan ini sudah diputuskan."),
        _unless(
            appeal.case.product.state != ProductState.LISTED,
            "Produk ini tidak dijual lagi, jadi tidak dinilai.",
            "not_listed",
        ),
    )


def wrong_marks(marks: Sequence[Mark], criteria: Sequence[Criterion]) -> dict[str, str]:
    """Say what of the marks is missing or wrong, by field: `points-`, `evidence-` or `remedy-` and the criterion."""
    given, problems = {mark.criterion: mark for mark in marks}, {}
    for key in (each.key for each in criteria):
        mark = given.get(key, Mark(key, 0, ""))
        if mark.points not in ANCHORS:
            problems[f"points-{key}"] = "Pilih nilai kriteria ini."
        if not 0 < len(mark.evidence.strip()) <= LONGEST:
            problems[f"evidence-{key}"] = "Tulis apa yang Anda temukan, paling panjang 500 huruf."
        if len(mark.remedy.strip()) > LONGEST:
            problems[f"remedy-{key}"] = "Tulis yang harus dilakukan paling panjang 500 huruf."
    if len(given) != len(marks) or set(given) - {each.key for each in criteria}:
        problems[""] = "Kriteria yang dinilai bukan kriteria kategori ini. Buka lagi halamannya."
    return problems


def remedies(
    marks: Mapping[str, Mark], criteria: Sequence[Criterion], judgement: Judgement
) -> dict[str, str]:
    """Give for each lacking criterion what mends it: the curator's words, or the template's where there are none."""
    return {
        each.key: marks[each.key].remedy.strip() or each.remedy
        for each in criteria
        if each.key in judgement.lacking
    }
