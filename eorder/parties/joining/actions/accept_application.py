"""A curator accepts an application: the business is registered, and its first product may be handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account, Person
from eorder.parties.joining import rules
from eorder.parties.joining.actions.note_decision import note_decision
from eorder.parties.joining.models import Application
from eorder.parties.joining.queries import locked_application
from eorder.parties.joining.queue import may_go_before_others
from eorder.parties.joining.queue_queries import turn_of
from eorder.parties.joining.refusals import SENTENCES
from eorder.parties.joining.states import STEPS, Outcome
from eorder.parties.joining.taxes import SALES, STATEMENT, SUKET
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.vendors.models import StatementKind
from eorder.parties.vendors.rules import curator_hat
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

STEP = STEPS["accept"]
EVIDENCE = "Pernyataan pemilik di formulir pendaftaran e-Order"


@act("application.accept", subject="application_id")
def accept_application(
    *, application_id: UUID, reason: str = "", by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Register the business of an application as `checked`, with its owner, scale, account and tax papers.

    The owner's NIK digest is bound to the person here and not before, so that nobody is kept out by somebody who only
    typed their number.

    Args:
        application_id: One that was sent.
        reason: Why it is taken before others, open to everybody; needed unless it is the first of the queue.
        by: A curator of the government.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such application.
        NotAllowedError: The actor is no curator of the government or the applicant, or it is not waiting, or others
            wait longer and there is no reason.
        ConflictError: Another person or business has one of its numbers by now.
    """
    application = locked_application(application_id)
    rules.may_check(by, application, at).require()
    turn = turn_of(application, by.person_id, reason)
    may_go_before_others(turn.place, reason).require()
    account = application.account
    _bind(account.person, application.nik_digest)
    vendor = register_vendor(
        government_id=application.government_id, owner_id=account.person_id, profile=profile_of(application),
        by=by, at=at, command=_part(command, "vendor"),
    )  # fmt: skip
    application.take("accept", at, vendor_id=vendor, due_at=None)
    _hand_in_papers(application, account, vendor, at, command)
    note_decision(turn, Outcome.ACCEPTED, at, command)
    hat = curator_hat(by, application.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    record(
        STEP.event,
        Subject(application.government_id, "application", application.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"state": application.state, "vendor": vendor, **turn.facts()},
    )
    return application.id


def _part(command: CommandId, part: str) -> CommandId:
    return CommandId(derive_id(command, part))


def _bind(person: Person, digest: str) -> None:
    if person.nik_digest is None:
        person.nik_digest = digest
        known = ConflictError(SENTENCES["nik_has_account"], code="nik_has_account")
        with refusing(person_once=known):
            person.save(update_fields=["nik_digest"])


def profile_of(application: Application) -> VendorProfile:
    """Give the business as its applicant stated it."""
    business, taxes = application.answers["usaha"], application.answers["pajak"]
    bank, promises = application.answers["rekening"], application.answers["pernyataan"]
    is_running = taxes["basis"] == SALES
    return VendorProfile(
        name=business["name"], legal_form=business["legal_form"], nib=application.nib, npwp=application.npwp,
        kbli=business["kbli"], scale=taxes["scale"], scale_evidence=EVIDENCE,
        scale_date=date.fromisoformat(taxes["scale_date"]), region_code=business["region"],
        street=business["street"], phone=business["phone"], bank_name=bank["bank_name"],
        bank_account=bank["bank_account"], bank_holder=bank["bank_holder"], is_pkp="pkp" in promises["traits"],
        yearly_sales=taxes["amount"] if is_running else None,
        capital=None if is_running else taxes["amount"],
    )  # fmt: skip


def _hand_in_papers(
    application: Application, account: Account, vendor: UUID, at: datetime, command: CommandId
) -> None:
    """Hand in the tax papers in the applicant's name, who stated them."""
    owner = Actor(
        account.id, account.person_id, account.person.name, account.kind, vendor_ids=frozenset({vendor})
    )
    for kind, paper in _papers(application):
        state_tax(vendor_id=vendor, kind=kind, by=owner, at=at, command=_part(command, kind), **paper)


def _papers(application: Application) -> list[tuple[str, dict[str, Any]]]:
    taxes, found = application.answers["pajak"], []
    day = date.fromisoformat(taxes["scale_date"])
    number = f"PERNYATAAN/{application.id.hex[-8:].upper()}/{day.year}"
    whole_year = {"since": date(day.year, 1, 1), "until": date(day.year, 12, 31)}
    if taxes["tax_paper"] == SUKET:
        days = {name: date.fromisoformat(taxes[f"suket_{name}"]) for name in ("since", "until")}
        found.append((SUKET, {"number": taxes["suket_number"], **days}))
    if taxes["tax_paper"] == STATEMENT:
        found.append((STATEMENT, {"number": number, **whole_year}))
    if taxes.get("pbjt") in StatementKind.values:
        found.append((taxes["pbjt"], {"number": number, "since": day, "until": whole_year["until"]}))
    return found
