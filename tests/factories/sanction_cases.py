"""Valid calls of the acts on sanctions, for `tests.factories.commands`."""

from eorder.parties.identity.actor import CLOCK
from tests.factories.cast import at
from tests.factories.sanctions import (
    APPEAL,
    WHY,
    appealed,
    decree,
    listed_row,
    nationally_listed,
    proposed,
    suspended,
)

OTHER_WHY = "Alasan lain yang dapat dibaca."


class SanctionCases:
    """A valid call of each act, and what makes it another one; each on a seller of its own."""

    def _vendor(self, case):
        return self.city.sellers[case].id

    def vendor_suspend(self):
        facts = {
            "vendor_id": self._vendor("other"),
            "ground": "order_broken",
            "reason": WHY,
            "by": CLOCK,
            "at": at(10),
        }
        return facts, {"reason": OTHER_WHY}

    def sanction_propose(self):
        call = {
            "vendor_id": self._vendor("E"), "unit_id": self.city.unit.id, "order_id": self.city.unit.id,
            "ground": "contract_broken", "reason": WHY, "by": self.people["ppk"], "at": at(10),
        }  # fmt: skip
        return call, {"reason": OTHER_WHY}

    def sanction_impose(self):
        found = proposed(self.city, self._vendor("goods_suket"), at(10))
        call = {
            "sanction_id": found,
            "decree_number": "SK/1",
            "paper": decree("perintah"),
            "by": self.people["pa"],
        }
        return {**call, "at": at(20, "15.00")}, {"decree_number": "SK/2"}

    def sanction_dismiss(self):
        found = proposed(self.city, self._vendor("B"), at(10))
        call = {"sanction_id": found, "reason": WHY, "by": self.people["pa"], "at": at(10, "15.00")}
        return call, {"reason": OTHER_WHY}

    def sanction_appeal(self):
        found = suspended(self._vendor("B"), at(20))
        call = {
            "sanction_id": found,
            "text": APPEAL,
            "by": self.city.sellers["B"].actor,
            "at": at(20, "15.00"),
        }
        return call, {"text": OTHER_WHY}

    def sanction_answer(self):
        seller = self.city.sellers["E"]
        found = appealed(suspended(seller.id, at(20)), seller, at(20, "10.00"))
        call = {"sanction_id": found, "outcome": "lift", "reasons": WHY, "by": self.people["kurator"]}
        return {**call, "at": at(20, "15.00")}, {"outcome": "uphold"}

    def sanction_list(self):
        call = {"vendor_id": self._vendor("E"), "row": listed_row(), "source": "Daftar Contoh", "by": CLOCK}
        return {**call, "at": at(20)}, {"source": "Daftar lain"}

    def sanction_strike(self):
        found = nationally_listed(self._vendor("B"), at(20))
        call = {"sanction_id": found, "reasons": WHY, "by": self.people["kurator"], "at": at(20, "15.00")}
        return call, {"reasons": OTHER_WHY}

    def sanction_note_likeness(self):
        call = {"vendor_id": self._vendor("E"), "row": listed_row(), "source": "Daftar Contoh", "by": CLOCK}
        return {**call, "at": at(20)}, {"source": "Daftar lain"}
