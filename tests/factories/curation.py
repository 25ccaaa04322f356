"""Products before curators: a business that was accepted lists its first one, and a curator gives points."""

from datetime import timedelta

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.market.curation.actions.answer_appeal import answer_appeal
from eorder.market.curation.actions.appeal_grading import appeal_grading
from eorder.market.curation.actions.hand_in_product import hand_in_product
from eorder.market.curation.actions.score_product import score_product
from eorder.market.curation.criteria import criteria_of
from eorder.market.curation.queries import body_of, case_of
from eorder.market.curation.rules import Mark
from eorder.parties.joining.states import ApplicationState
from tests.factories.cast import at
from tests.factories.joining import BEFORE_OTHERS, application_in
from tests.factories.joining_cases import JoiningCases

CATEGORY = "makanan-kurasi"
SEEN = "Tiga contoh diperiksa."
OBJECTION, ANSWER = "Contoh yang diperiksa bukan dari kami.", "Contoh diperiksa ulang dan cocok."
FORM = ProductForm(CATEGORY, "Nasi kuning contoh", "Nasi kuning dengan lauk.", "kotak", 30_000)


def listed_by(actor, at, name=FORM.name):
    """A product that a member of a business sells."""
    define_category(code=CATEGORY, name="Makanan kurasi", tax_nature="goods", account_codes=[])
    form = ProductForm(CATEGORY, name, FORM.description, FORM.unit, FORM.price)
    return list_product(vendor_id=min(actor.vendor_ids), form=form, by=actor, at=at, command=new_command())


def newcomer_with_product(government, at, number, curator):
    """A business that was accepted, with its first product: who sells, and the product."""
    _, actor = application_in(ApplicationState.CHECKED, government, at, number, curator=curator)
    return actor, listed_by(actor, at + timedelta(hours=3))


def handed_in(actor, product, at):
    """The case of a product that its seller hands in."""
    return hand_in_product(product_id=product, by=actor, at=at, command=new_command())


def marks_for(case, points=4, **other):
    """Marks for every criterion of a case: the same points, but for those named."""
    criteria = criteria_of(body_of(case_of(case)))
    return [Mark(each.key, other.get(each.key, points), SEEN) for each in criteria]


def scored(case, curator, at, points=4, **other):
    """A case that a curator judged."""
    return score_product(
        case_id=case, marks=marks_for(case, points, **other), reason=BEFORE_OTHERS, by=curator, at=at,
        command=new_command(),
    )  # fmt: skip


def appealed(case, actor, at):
    """The appeal of a seller against what came of a case."""
    return appeal_grading(case_id=case, text=OBJECTION, by=actor, at=at, command=new_command())


def answered(appeal, curator, at, outcome="uphold"):
    """An appeal that another curator decided."""
    return answer_appeal(
        appeal_id=appeal, outcome=outcome, reasons=ANSWER, reason=BEFORE_OTHERS, by=curator, at=at,
        command=new_command(),
    )  # fmt: skip


class CurationCases(JoiningCases):
    """Calls on applications and products of the city; each product is used for one call only."""

    def curation_hand_in(self):
        seller = self.city.sellers["A"]
        product = listed_by(seller.actor, at(10), "Kue contoh kurasi")
        other = listed_by(seller.actor, at(10), "Roti contoh kurasi")
        return {"product_id": product, "by": seller.actor, "at": at(10)}, {"product_id": other}

    def curation_score(self):
        seller = self.city.sellers["A"]
        case = handed_in(seller.actor, listed_by(seller.actor, at(10), "Pastel contoh kurasi"), at(10))
        call = {
            "case_id": case, "marks": marks_for(case), "reason": BEFORE_OTHERS, "by": self.people["kurator"],
            "at": at(10, "15.00"),
        }  # fmt: skip
        return call, {"marks": marks_for(case, 5)}

    def _judged(self, name):
        """The case of a product of the city that its curator judged."""
        seller = self.city.sellers["A"]
        case = handed_in(seller.actor, listed_by(seller.actor, at(10), name), at(10))
        return scored(case, self.people["kurator"], at(10, "15.00"))

    def curation_appeal(self):
        call = {
            "case_id": self._judged("Lemper contoh kurasi"), "text": OBJECTION, "by": self.city.sellers["A"].actor,
            "at": at(11),
        }  # fmt: skip
        return call, {"text": ANSWER}

    def curation_answer(self):
        appeal = appealed(self._judged("Risol contoh kurasi"), self.city.sellers["A"].actor, at(11))
        call = {
            "appeal_id": appeal, "outcome": "uphold", "reasons": ANSWER, "reason": BEFORE_OTHERS,
            "by": self.city.twins["kurator"], "at": at(11, "15.00"),
        }  # fmt: skip
        return call, {"outcome": "dismiss"}
