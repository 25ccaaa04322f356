"""Scenes of products before curators: one that waits, one that was refused, and one with a certificate."""

from eorder.market.curation.queries import cases_of_product
from tests.factories.cast import at
from tests.factories.curation import handed_in, listed_by, marks_for, scored
from tests.factories.joining import BEFORE_OTHERS
from tests.web.matrix.appeal_scenes import of_appeals
from tests.web.matrix.scene import Record, Scene


def of_curation(city):
    """A product that waits again after a refusal, one that may be handed in, and the public pages."""
    seller, curator = city.sellers["A"], city.people["kurator"]
    of_curator, of_seller = Record(government=city.government), Record(vendor=seller.id)
    product = listed_by(seller.actor, at(9), "Kue matriks")
    scored(handed_in(seller.actor, product, at(9)), curator, at(9, "12.00"), 1)
    waiting = handed_in(seller.actor, product, at(9, "13.00"))
    marks = {
        f"{field}-{mark.criterion}": value
        for mark in marks_for(waiting)
        for field, value in (("points", mark.points), ("evidence", mark.evidence))
    }
    yield Scene(
        "score_product", {"case_id": waiting}, at(10, "13.00"), of_curator, {**marks, "reason": BEFORE_OTHERS}
    )
    fresh = listed_by(seller.actor, at(9), "Roti matriks")
    yield Scene("product_curation", {"product_id": fresh}, at(10), of_seller)
    yield Scene("product_chances", {"product_id": fresh}, at(10), of_seller)
    yield Scene(
        "product_curation", {"product_id": product}, at(10), of_seller, sends=frozenset(), label="waits"
    )
    passed = listed_by(seller.actor, at(9), "Pastel matriks")
    scored(handed_in(seller.actor, passed, at(9)), curator, at(9, "14.00"), 5)
    number = {"number": cases_of_product(passed)[0]["grading__number"]}
    yield Scene("certificate", number, at(20))
    yield Scene("certificate_paper", number, at(20))
    yield Scene("curation_queue", {}, at(20))
    yield from of_appeals(city)
