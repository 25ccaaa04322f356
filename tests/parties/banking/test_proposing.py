"""A proposal of another account: what is refused at once, and who may make it."""

from dataclasses import replace

import pytest

from eorder.foundation.errors import EorderError, InvalidFormError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.parties.banking.actions.propose_account import ProposedAccount, propose_account
from eorder.parties.banking.models import AccountChange
from eorder.records.documents.intake import InvalidFileError, Upload
from eorder.records.documents.models import Document
from eorder.simulator.samples import sample_pdf
from tests.factories.accounts import WAITING, proposed
from tests.factories.cast import at
from tests.parties.banking.test_changes import MINUTE, NOON, do, member, numbers, state_of


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bank_name", " "),
        ("bank_name", "B" * 61),
        ("number", "1234"),
        ("number", "1" * 21),
        ("number", "12345a"),
        ("number", "١٢٣٤٥٦٧"),
        ("holder", "Orang Lain Contoh"),
        ("holder", ""),
        ("holder", "CV"),
        ("reason", "  "),
        ("reason", "a" * 501),
    ],
)
def test_change_when_a_field_is_wrong_then_told_and_nothing_is_kept(seller, field, value):
    with pytest.raises(InvalidFormError) as refused:
        proposed(seller, at(10), **{field: value})
    assert set(refused.value.problems) == {field}
    assert not AccountChange.objects.exists()
    assert not Document.objects.exists()


def test_change_when_it_is_the_present_account_then_refused(seller):
    (present,) = numbers(seller, NOON)
    with pytest.raises(InvalidFormError) as refused:
        proposed(seller, at(10), present)
    assert "sudah dibayar ke rekening ini" in refused.value.problems["number"]


def test_change_when_its_page_is_no_document_then_refused_and_nothing_is_kept(seller):
    account = ProposedAccount("Bank Contoh", "9911223344", "Dapur Contoh Mawar", "Ganti bank.")
    with pytest.raises(InvalidFileError):
        propose_account(
            vendor_id=seller.id, account=account, proof=Upload("a.pdf", b"GIF89a"), by=seller.actor, at=at(10),
            command=new_command(),
        )  # fmt: skip
    assert not AccountChange.objects.exists()


@pytest.mark.parametrize(
    "holder", ["DAPUR CONTOH MAWAR", "dapur  contoh-mawar", "Dapur. Contoh Mawar", "owner"]
)
def test_holder_when_written_as_a_bank_writes_it_then_accepted(seller, holder):
    name = seller.actor.name.upper() if holder == "owner" else holder
    assert state_of(proposed(seller, at(10), holder=name)) == "proposed"


def test_change_when_one_is_open_or_waits_then_another_is_refused(seller, curator):
    change = proposed(seller, at(10))
    with pytest.raises(NotAllowedError) as refused:
        proposed(seller, NOON, "9955667788")
    assert refused.value.code == "change_open"
    do("verify", change, curator)
    with pytest.raises(NotAllowedError) as refused:
        proposed(seller, NOON + MINUTE, "9955667788")
    assert refused.value.code == "change_waits"
    assert proposed(seller, NOON + WAITING, "9955667788")


def test_change_when_somebody_else_proposes_then_refused(city, seller, curator):
    account = ProposedAccount("Bank Contoh", "9911223344", "Dapur Contoh Mawar", "Ganti bank.")
    for by in (
        city.sellers["B"].actor,
        curator,
        city.people["bendahara"],
        member(seller, 901, "account_holder"),
    ):
        with pytest.raises(NotAllowedError) as refused:
            propose_account(
                vendor_id=seller.id, account=account, proof=sample_pdf("x"), by=by, at=at(10), command=new_command()
            )  # fmt: skip
        assert refused.value.code == "wrong_role"


def test_proposal_when_repeated_with_its_command_then_one_change(seller):
    command = new_command()
    call = {
        "vendor_id": seller.id, "proof": sample_pdf("sekali"), "by": seller.actor, "at": at(10), "command": command,
        "account": ProposedAccount("Bank Contoh", "9911223344", "Dapur Contoh Mawar", "Ganti bank."),
    }  # fmt: skip
    assert propose_account(**call) == propose_account(**call)
    assert AccountChange.objects.count() == 1
    with pytest.raises(EorderError) as refused:
        propose_account(**{**call, "account": replace(call["account"], number="9955667788")})
    assert refused.value.code == "command_reused"
