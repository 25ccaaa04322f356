"""Scenes of appeals: one that waits for another curator, one that was dismissed, and a product that may be appealed."""

from eorder.market.curation.queries import cases_of_product
from eorder.parties.actors import load_actor
from tests.factories.cast import appoint, at, new_account, new_person
from tests.factories.curation import ANSWER, OBJECTION, answered, appealed, handed_in, listed_by, scored
from tests.factories.joining import BEFORE_OTHERS
from tests.web.matrix.scene import Record, Scene


def a_judge(city):
    """A curator who is nobody's reader, so that every curator who reads may decide."""
    person = new_person(8_801, "Seruni Contoh")
    account = new_account(person, "kurator.ketiga@contoh.example")
    appoint(city.other_unit.id, person, "curator")
    return load_actor(account)


def of_appeals(city):
    """A refusal that is appealed, one whose appeal was dismissed, one that still may be, and a grade with an answer."""
    seller, curator, twin = city.sellers["A"], a_judge(city), city.twins["kurator"]
    of_curator, of_seller = Record(government=city.government), Record(vendor=seller.id)

    def judged(name, points):
        product = listed_by(seller.actor, at(9), name)
        return product, scored(handed_in(seller.actor, product, at(9)), curator, at(9, "12.00"), points)

    product, case = judged("Lemper matriks", 1)
    waiting = appealed(case, seller.actor, at(9, "13.00"))
    form = {"outcome": "uphold", "reasons": ANSWER, "reason": BEFORE_OTHERS}
    yield Scene("decide_appeal", {"appeal_id": waiting}, at(10, "13.00"), of_curator, form)
    yield Scene(
        "product_curation", {"product_id": product}, at(10), of_seller, sends=frozenset(), label="appealed"
    )
    product, case = judged("Risol matriks", 1)
    dismissed = appealed(case, seller.actor, at(9, "13.00"))
    answered(dismissed, twin, at(9, "14.00"), "dismiss")
    yield Scene(
        "decide_appeal", {"appeal_id": dismissed}, at(10), of_curator, sends=frozenset(), label="dismissed"
    )
    yield Scene("product_curation", {"product_id": product}, at(10), of_seller, label="dismissed")
    product, _case = judged("Onde matriks", 1)
    appeal = {"putusan": "keberatan", "text": OBJECTION}
    yield Scene("product_curation", {"product_id": product}, at(10), of_seller, appeal, label="appeals")
    product, case = judged("Klepon matriks", 5)
    answered(appealed(case, seller.actor, at(9, "13.00")), twin, at(9, "14.00"), "dismiss")
    number = {"number": cases_of_product(product)[0]["grading__number"]}
    yield Scene("certificate", number, at(20), label="appealed")
