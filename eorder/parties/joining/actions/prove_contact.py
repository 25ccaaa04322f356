"""The code of the letter comes back: the address is its owner's, and the account is opened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import AccountKind, Person
from eorder.parties.identity.rules import may_install
from eorder.parties.identity.shared_password import HashedPassword
from eorder.parties.joining.contact_code import is_code, is_over
from eorder.parties.joining.models import ContactProof
from eorder.parties.joining.refusals import StepError
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record

WRONG = "Kode ini tidak cocok dengan suratnya. Salin lagi delapan tandanya dari surel terakhir."
OVER = (
    "Kode ini sudah dipakai, atau lebih dari satu jam yang lalu dikirim. Minta kode baru dari halaman Gabung."
)


def account_opened_by(proof_id: UUID) -> UUID:
    """Name the account that the proof of an address opens."""
    return key_of(_account_command(proof_id))


def _account_command(proof_id: UUID) -> CommandId:
    return CommandId(derive_id(proof_id, "account"))


@act("contact.prove", subject="proof_id")
def prove_contact(*, proof_id: UUID, code: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Open the account that was asked for; it can sign in with the password that was given.

    Args:
        proof_id: The request; unknown ones are refused like a wrong code.
        code: As typed, from the letter.
        by: The program itself, for somebody it does not know yet.
        at: Now; a code counts for an hour, and once.
        command: Makes a repeat harmless.

    Raises:
        StepError: The code is wrong (`code_wrong`), was used, or is too old (`code_over`).
        ConflictError: The address has an account (`account_known`).
    """
    may_install(by).require()
    proof = ContactProof.objects.select_for_update().filter(id=proof_id).first()
    if proof is None or not is_code(proof_id, code):
        raise StepError({"code": ("code_wrong", WRONG)})
    if proof.proved_at is not None or is_over(proof.asked_at, at):
        raise StepError({"code": ("code_over", OVER)})
    person = Person.objects.create(id=key_of(CommandId(derive_id(proof_id, "person"))), name=proof.name)
    account = open_account(
        person_id=person.id, kind=AccountKind.UMKM, email=proof.email, password=HashedPassword(proof.password),
        by=by, at=at, command=_account_command(proof_id),
    )  # fmt: skip
    proof.proved_at, proof.password = at, ""
    proof.save(update_fields=["proved_at", "password"])
    record(
        "contact.proved",
        Subject(proof.government_id, "contact_proof", proof.id),
        by=Author(account, person.id, "applicant"),
        at=at,
        command=command,
    )
    return proof.id
