"""The proof of an address: the code of a letter opens an account, once, within the hour."""

from datetime import timedelta

import pytest
from django.core import mail

from eorder.foundation.errors import ConflictError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.joining.actions.prove_contact import prove_contact
from eorder.parties.joining.contact_code import code_of
from eorder.parties.joining.models import ContactProof
from eorder.parties.joining.queries import government_joined
from eorder.parties.joining.refusals import StepError
from eorder.records.journal.models import Event
from eorder.records.journal.tasks import tell
from tests.factories.joining import asked, newcomer


def told(name):
    """What is sent when the last event of a name is told."""
    mail.outbox.clear()
    tell(str(Event.objects.filter(name=name).latest("recorded_at").id))
    return mail.outbox


def test_code_when_it_comes_back_then_an_account_is_open_and_nothing_keeps_the_code(place, moment):
    letter = asked(place.government, moment)
    (sent,) = told("contact.asked")
    code = code_of(letter)
    assert sent.to == ["cempaka1@contoh.example"]
    assert f"/gabung/kode?surat={letter}&kode={code}" in sent.body
    typed = f" {code[:4].lower()}-{code[4:]} "
    command = new_command()
    for _ in range(2):  # a repeat is harmless
        prove_contact(proof_id=letter, code=typed, by=CLOCK, at=moment, command=command)
    account = Account.objects.get(email="cempaka1@contoh.example")
    assert (account.kind, account.person.name, account.person.nik_digest) == ("umkm", "Cempaka Contoh", None)
    assert government_joined(account.id) == place.government
    assert ContactProof.objects.get(id=letter).password == ""
    assert Event.objects.filter(name="contact.proved", account_id=account.id, role="applicant").count() == 1


@pytest.mark.parametrize(
    ("code", "later", "expected"),
    [("ABCDEFGH", 0, "code_wrong"), ("", 0, "code_wrong"), (None, 61, "code_over")],
)
def test_code_when_wrong_or_late_then_refused_and_no_account(place, moment, code, later, expected):
    letter = asked(place.government, moment)
    with pytest.raises(StepError) as refused:
        prove_contact(
            proof_id=letter, code=code_of(letter) if code is None else code, by=CLOCK,
            at=moment + timedelta(minutes=later), command=new_command(),
        )  # fmt: skip
    assert refused.value.codes == {"code": expected}
    assert not Account.objects.filter(email__startswith="cempaka").exists()


def test_code_when_used_before_then_refused(place, moment):
    newcomer(place.government, moment)
    letter = ContactProof.objects.get().id
    with pytest.raises(StepError) as refused:
        prove_contact(proof_id=letter, code=code_of(letter), by=CLOCK, at=moment, command=new_command())
    assert refused.value.codes == {"code": "code_over"}


def test_letter_when_the_address_has_an_account_then_says_so_and_carries_no_code(place, moment):
    newcomer(place.government, moment)
    letter = asked(place.government, moment)
    (sent,) = told("contact.asked")
    assert code_of(letter) not in sent.body
    assert "sudah punya akun" in sent.body
    with pytest.raises(ConflictError) as refused:
        prove_contact(proof_id=letter, code=code_of(letter), by=CLOCK, at=moment, command=new_command())
    assert refused.value.code == "account_known"


def test_letters_when_a_fourth_is_asked_for_within_the_hour_then_refused(place, moment):
    for minute in range(3):
        asked(place.government, moment + timedelta(minutes=minute))
    with pytest.raises(NotAllowedError) as refused:
        asked(place.government, moment + timedelta(minutes=59))
    assert (refused.value.code, refused.value.status) == ("too_many_codes", 429)
    asked(place.government, moment + timedelta(minutes=61))
