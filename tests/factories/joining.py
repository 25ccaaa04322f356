"""Whoever joins: plainly fictional people and businesses, walked through the real acts.

A NIK ends in 9999: that many people are never born on one day in one district.
"""

from datetime import timedelta

from eorder.foundation.ids import new_command
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.joining.actions.accept_application import accept_application
from eorder.parties.joining.actions.ask_code import ask_code
from eorder.parties.joining.actions.prove_contact import account_opened_by, prove_contact
from eorder.parties.joining.actions.return_application import return_application
from eorder.parties.joining.actions.save_step import save_step
from eorder.parties.joining.actions.send_application import send_application
from eorder.parties.joining.contact_code import code_of
from eorder.parties.joining.states import ApplicationState
from eorder.parties.joining.typed import Selling

SELLING = {
    "nasi-kotak": Selling("nasi-kotak", "Nasi kotak", "Boxed meals", ("56210", "56290"), is_food=True),
    "alat-tulis": Selling("alat-tulis", "Alat tulis kantor"),
}
JOINING_PASSWORD = "empat gerobak biru tua"
WHY = {
    "criterion": "numbers",
    "evidence": "NIB tidak ditemukan di OSS.",
    "remedy": "Periksa NIB, lalu kirim lagi.",
}

BEFORE_OTHERS = "Surat dinas meminta usaha ini diperiksa lebih dulu."
"""Why something is taken before others, where it is not the first."""


def nik_of(number):
    """A NIK that nobody has, of somebody born on a day of 1990."""
    return f"317101{number % 28 + 1:02d}{number // 28 % 12 + 1:02d}909999"


def answers_of(number=1, name="Dapur Contoh Cempaka", owner="Cempaka Contoh"):
    """Every step as an owner types it, by step."""
    return {
        "usaha": {
            "legal_form": ["individual"], "name": [name], "nik": [nik_of(number)], "npwp": [nik_of(number)],
            "nib": [f"99000007{number:05d}"], "kbli": ["56210"], "selling": ["nasi-kotak"], "region": ["31.71.01"],
            "street": ["Gang Contoh 4"], "phone": ["0812 0000 0001"],
        },
        "pajak": {
            "basis": ["sales"], "amount": ["120.000.000"], "kswp": ["valid"], "tax_paper": ["turnover_500m"],
            "pbjt": ["pbjt_exempt"],
        },
        "rekening": {"bank_name": ["Bank Contoh"], "bank_account": ["123 456 7890"], "bank_holder": [owner]},
        "kapasitas": {
            "capacity": ["150"], "weekdays": ["7"], "days_off": ["10-3-2027"], "area": ["31.71", "31.73.02"],
        },
        "pernyataan": {
            "traits": ["jakpreneur", "woman_owned"], "halal": [""], "permit": [""],
            "promises": ["own_production", "consent"],
        },
    }  # fmt: skip


def asked(government, at, number=1, name="Cempaka Contoh"):
    """A stranger who was sent a code; the id of the letter."""
    return ask_code(
        government_id=government, name=name, email=f"cempaka{number}@contoh.example",
        password=JOINING_PASSWORD, by=CLOCK, at=at, command=new_command(),
    )  # fmt: skip


def newcomer(government, at, number=1, name="Cempaka Contoh"):
    """Somebody whose address is proved, as an actor."""
    letter = asked(government, at, number, name)
    prove_contact(proof_id=letter, code=code_of(letter), by=CLOCK, at=at, command=new_command())
    return load_actor(account_opened_by(letter))


def saved(government, actor, at, step, typed):
    """One step of somebody's application, saved."""
    return save_step(
        government_id=government, step=step, typed=typed, selling=SELLING, by=actor, at=at, command=new_command()
    )  # fmt: skip


def application_in(state, government, at, number=1, *, curator=None, actor=None, **changed):
    """An application walked to a state: its id and who applies."""
    actor = actor or newcomer(government, at, number)
    steps = answers_of(number)
    for step, typed in changed.items():
        steps[step] |= typed
    for step, typed in steps.items():
        application = saved(government, actor, at, step, typed)
    if state is ApplicationState.DRAFT:
        return application, actor
    send_application(
        application_id=application, selling=SELLING, by=actor, at=at + timedelta(minutes=9), command=new_command()
    )  # fmt: skip
    act = {
        "application_id": application, "reason": BEFORE_OTHERS, "by": curator, "at": at + timedelta(hours=2),
        "command": new_command(),
    }  # fmt: skip
    if state is ApplicationState.CHECKED:
        accept_application(**act)
    if state is ApplicationState.RETURNED:
        return_application(**WHY, **act)
    return application, load_actor(actor.account_id)
