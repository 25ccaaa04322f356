"""Changes of a seller's account, brought to a state by the real acts."""

from dataclasses import replace
from datetime import timedelta

from eorder.foundation.ids import new_command
from eorder.parties.banking.actions.propose_account import ProposedAccount, propose_account
from eorder.parties.banking.actions.refuse_account import refuse_account
from eorder.parties.banking.actions.stop_account import stop_account
from eorder.parties.banking.actions.verify_account import verify_account
from eorder.parties.banking.actions.withdraw_account import withdraw_account
from eorder.parties.banking.queries import holder_names
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at

WAITING = timedelta(hours=72)
WHY = {"finding": "Nama di buku tabungan lain.", "remedy": "Kirim halaman yang memuat nama usaha."}


def proposed(seller, when, number="9911223344", **changed):
    """A seller's proposal of another account; its key."""
    holder = holder_names(seller.id)[0]
    given = {
        "bank_name": "Bank Contoh Lain",
        "number": number,
        "holder": holder,
        "reason": "Bank lama tutup.",
    }
    return propose_account(
        vendor_id=seller.id, account=ProposedAccount(**{**given, **changed}),
        proof=sample_pdf(f"tabungan {number} {holder} {when}"), by=seller.actor, at=when, command=new_command(),
    )  # fmt: skip


def change_in(state, seller, when, curator=None, number="9911223344"):
    """A change that was proposed at a moment, and an hour later checked, or taken back; its key."""
    change = proposed(seller, when, number)
    hour = {"at": when + timedelta(hours=1), "command": new_command()}
    if state == "withdrawn":
        withdraw_account(change_id=change, by=seller.actor, **hour)
    if state == "refused":
        refuse_account(change_id=change, by=curator, **WHY, **hour)
    if state in {"verified", "stopped"}:
        verify_account(change_id=change, by=curator, **hour)
    if state == "stopped":
        later = {"at": when + timedelta(hours=2), "command": new_command()}
        stop_account(change_id=change, by=seller.actor, **later)
    return change


class AccountCases:
    """Valid calls of the acts on changes of account, for `commands.Cases`; each on a change of its own."""

    def account_change_propose(self):
        seller = self.city.sellers["goods"]
        account = ProposedAccount("Bank Contoh", "9900112233", holder_names(seller.id)[0], "Bank lama tutup.")
        call = {
            "vendor_id": seller.id, "account": account, "proof": sample_pdf("tabungan perintah"), "by": seller.actor,
            "at": at(10),
        }  # fmt: skip
        return call, {"account": replace(account, number="9900112244")}

    def account_change_withdraw(self):
        seller = self.city.sellers["A"]
        call = {"change_id": proposed(seller, at(10)), "by": seller.actor, "at": at(10, "13.00")}
        return call, {"change_id": self.city.government}

    def account_change_verify(self):
        return self._on_change("B", "proposed")

    def account_change_refuse(self):
        call, _ = self._on_change("C", "proposed")
        return {**call, **WHY}, {"remedy": "Lain."}

    def account_change_stop(self):
        return self._on_change("D", "verified")

    def _on_change(self, case, state):
        curator = self.people["kurator"]
        change = change_in(state, self.city.sellers[case], at(10), curator)
        call = {"change_id": change, "by": curator, "at": at(10, "13.00")}
        return call, {"change_id": self.city.government}
