"""Claims on numbers that another business uses, brought to a state by the real acts."""

from datetime import timedelta

from eorder.foundation.ids import new_command
from eorder.parties.claims.actions.dismiss_claim import dismiss_claim
from eorder.parties.claims.actions.make_claim import make_claim
from eorder.parties.claims.actions.uphold_claim import uphold_claim
from eorder.parties.claims.actions.withdraw_claim import withdraw_claim
from eorder.parties.vendors.models import Vendor
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at
from tests.factories.joining import newcomer

WHY = "Lembar NIB dari OSS atas nama pengaju cocok dengan KTP."


def nib_of(vendor_id):
    """The NIB that a business uses."""
    return Vendor.objects.get(id=vendor_id).nib


def claimed(by, government, number, when, *, which="nib", kind="misused", **changed):
    """Somebody's claim on a number; its key."""
    given = {
        "reason": "NIB ini terbit atas nama saya.",
        "proof": sample_pdf(f"lembar {number} {by.account_id} {when}"),
        "command": new_command(),
    }
    return make_claim(
        government_id=government,
        which=which,
        number=number,
        kind=kind,
        by=by,
        at=when,
        **{**given, **changed},
    )


def claim_in(state, by, government, number, when, curator=None, **changed):
    """A claim that was made at a moment, and an hour later decided, or taken back; its key."""
    claim = claimed(by, government, number, when, **changed)
    hour = {"claim_id": claim, "at": when + timedelta(hours=1), "command": new_command()}
    if state == "withdrawn":
        withdraw_claim(by=by, **hour)
    if state == "dismissed":
        dismiss_claim(finding="Buktinya tidak cocok.", by=curator, **hour)
    if state == "upheld":
        uphold_claim(finding=WHY, by=curator, **hour)
    return claim


class ClaimCases:
    """Valid calls of the acts on claims, for `commands.Cases`; each by a newcomer of its own."""

    def claim_make(self):
        seller, by = self.city.sellers["A"], newcomer(self.city.government, at(10), 931)
        call = {
            "government_id": self.city.government, "which": "nib", "number": nib_of(seller.id), "kind": "misused",
            "reason": "NIB ini terbit atas nama saya.", "proof": sample_pdf("klaim perintah"), "by": by, "at": at(10),
        }  # fmt: skip
        return call, {"reason": "Alasan lain."}

    def claim_withdraw(self):
        claim, by = self._claim("B", 932)
        return {"claim_id": claim, "by": by, "at": at(10, "13.00")}, {"claim_id": self.city.government}

    def claim_uphold(self):
        claim, _ = self._claim("C", 933)
        return self._decision(claim)

    def claim_dismiss(self):
        claim, _ = self._claim("D", 934)
        return self._decision(claim)

    def _claim(self, case, number):
        by = newcomer(self.city.government, at(10), number)
        return claimed(by, self.city.government, nib_of(self.city.sellers[case].id), at(10)), by

    def _decision(self, claim):
        call = {"claim_id": claim, "finding": WHY, "by": self.people["kurator"], "at": at(10, "13.00")}
        return call, {"finding": "Alasan lain."}
