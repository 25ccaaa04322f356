"""Valid calls of the acts of joining, for `commands.Cases`."""

from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.contact_code import code_of
from eorder.parties.joining.states import ApplicationState
from tests.factories.cast import at
from tests.factories.joining import (
    BEFORE_OTHERS,
    JOINING_PASSWORD,
    SELLING,
    WHY,
    answers_of,
    application_in,
    asked,
    newcomer,
)

S = ApplicationState


class JoiningCases:
    """Calls on applications of the city; each application is used for one call only."""

    def contact_ask(self):
        call = {
            "government_id": self.city.government, "name": "Cempaka Contoh", "email": "gabung911@contoh.example",
            "password": JOINING_PASSWORD, "by": CLOCK, "at": at(10),
        }  # fmt: skip
        return call, {"email": "gabung912@contoh.example"}

    def contact_prove(self):
        letter = asked(self.city.government, at(10), 913)
        return {"proof_id": letter, "code": code_of(letter), "by": CLOCK, "at": at(10)}, {"code": "ABCDEFGH"}

    def application_save(self):
        call = {
            "government_id": self.city.government, "step": "kapasitas", "typed": answers_of()["kapasitas"],
            "selling": SELLING, "by": newcomer(self.city.government, at(10), 914), "at": at(10),
        }  # fmt: skip
        return call, {"typed": {**answers_of()["kapasitas"], "capacity": ["90"]}}

    def application_send(self):
        application, actor = application_in(S.DRAFT, self.city.government, at(10), 915)
        call = {"application_id": application, "selling": SELLING, "by": actor, "at": at(10)}
        return call, {"selling": {}}

    def application_accept(self):
        application, _ = application_in(S.APPLIED, self.city.government, at(10), 916)
        call = {
            "application_id": application,
            "by": self.people["kurator"],
            "at": at(10, "13.00"),
            "reason": BEFORE_OTHERS,
        }
        return call, {"application_id": self.city.government}

    def application_return(self):
        application, _ = application_in(S.APPLIED, self.city.government, at(10), 917)
        call = {
            "application_id": application, "by": self.people["kurator"], "at": at(10, "13.00"),
            "reason": BEFORE_OTHERS, **WHY,
        }  # fmt: skip
        return call, {"remedy": "Lain."}

    def business_admit(self):
        application, _ = application_in(
            S.CHECKED, self.city.government, at(10), 918, curator=self.people["kurator"]
        )
        call = {
            "application_id": application, "product_id": self.city.unit.id, "evidence": "Kemasan rapi, izin lengkap.",
            "by": self.people["kurator"], "at": at(10, "14.00"),
        }  # fmt: skip
        return call, {"evidence": "Lain."}
