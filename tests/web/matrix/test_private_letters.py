"""A letter carries what its receiver may read, and nothing else; it lies in the mailbox of files as people get it."""

import email
import email.policy
from collections import Counter

import pytest

from eorder.papers.actions.make_paper import paper_cache
from eorder.papers.fonts import font_directory
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import BankAccount
from eorder.records.journal.models import Event
from eorder.records.journal.tasks import tell
from tests.web.matrix.leaks import leaks
from tests.web.matrix.readers import Reader

LEAST_LETTERS = 30


@pytest.fixture
def mailbox(tmp_path, settings):
    """The product's own way to send, into a folder of the test's."""
    font_directory(paper_cache())  # once; it takes longer than a transaction may stay idle
    settings.EMAIL_BACKEND = "eorder.parties.identity.letter_box.LetterBox"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "mail"


def letters_of(event_id, mailbox):
    """What is sent when an event is told; the mailbox is empty afterwards."""
    tell(str(event_id))
    for path in sorted(mailbox.iterdir()):
        for raw in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            if raw.strip():
                yield email.message_from_bytes(raw, policy=email.policy.default)
        path.unlink()


def reader_at(address, moment):
    """Who an address belongs to, with the offices held when the letter was due; a stranger has no account yet."""
    account = Account.objects.filter(email=address).first()
    if account is None:
        return Reader(address, is_known=False)
    actor = load_actor(account.id)
    hats = [hat for hat in actor.hats if hat.fits(moment)]
    places = (hats[0].unit_id, hats[0].government_id) if hats else (None, None)
    roles = actor.roles(moment)
    return Reader(address, actor.account_id, actor.person_id, roles, *places, vendors=actor.vendor_ids)


def test_letters_when_all_that_happened_is_told_then_each_carries_only_what_its_receiver_may_read(
    matrix, mailbox, capsys
):
    mailbox.mkdir()
    receivers, leaked = Counter(), set()
    for event_id, moment in Event.objects.order_by("recorded_at", "id").values_list("id", "at"):
        for letter in letters_of(event_id, mailbox):
            reader = reader_at(letter["To"], moment)
            receivers.update(reader.roles)
            head = [
                each for each in letter.items() if reader.is_known or each[0] != "To"
            ]  # a stranger's own address
            text = f"{head}\n{letter.get_content()}"
            assert any(path in text for path in ("/kerja/", "/gabung", "/usaha/"))
            leaked |= {(letter["Subject"], field) for field in leaks(matrix, text, reader)}
    assert leaked == set()
    with capsys.disabled():
        print(f" {receivers.total()} letters to {len(receivers)} kinds of readers ", end="")  # noqa: T201
    assert receivers.total() >= LEAST_LETTERS
    assert {"vendor", "ppk", "bendahara", "pejabat_pengadaan"} <= set(receivers)


def test_letter_when_it_told_of_the_money_then_the_look_finds_it(matrix):
    account = BankAccount.objects.values_list("number", flat=True)[0]
    assert leaks(matrix, f"Rekening: {account}", matrix.readers["ppk@elsewhere"]) == {
        "vendors.BankAccount.number"
    }
