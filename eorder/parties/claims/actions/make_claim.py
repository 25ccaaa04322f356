"""Somebody claims a number that another business uses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, InvalidFormError, InvalidValueError
from eorder.foundation.identifiers import read_nib, read_nik, read_npwp
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from eorder.parties.claims import rules
from eorder.parties.claims.actions.recording import record_claim
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import other_side, standing_of
from eorder.parties.claims.states import STEPS, ClaimKind, Which
from eorder.parties.claims.terms import decision_due
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.nik import nik_digest
from eorder.parties.workunits.models import Government
from eorder.records.constraints import refusing
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act

STEP = STEPS["make"]
READERS = {Which.NIK: read_nik, Which.NIB: read_nib, Which.NPWP: read_npwp}
PROOF = "claim_proof"
"""Kind of the document; the claimant and the curators read it."""


@act("claim.make")
def make_claim(
    *,
    government_id: UUID,
    which: str,
    number: str,
    kind: str,
    reason: str,
    proof: Upload,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Claim a number; a curator decides, and whoever uses it is told that somebody does, not who.

    Args:
        government_id: Whose marketplace it is.
        which: One of `Which`.
        number: As typed; it is kept in one form, a NIK as its digest alone.
        kind: One of `ClaimKind`.
        reason: What speaks for the claim, 5 to 500 characters; curators alone read it.
        proof: A paper, such as the identity card or the NIB's certificate.
        by: Whoever is signed in.
        at: When the term of the decision begins.
        command: Makes a repeat harmless.

    Returns:
        The claim's id.

    Raises:
        InvalidFormError: A field is wrong.
        NotAllowedError: The number is the asker's own, or free, or theirs are too many.
        InvalidFileError: The paper is not a file that can be kept.
        ConflictError: The asker claimed the number before and it is not decided.
    """
    plain = _read(which, number, kind, reason, government_id)
    other = other_side(government_id, which, plain)
    rules.may_make(standing_of(by, government_id, which, plain, other)).require()
    zone = Government.objects.values_list("time_zone", flat=True).get(id=government_id)
    claim = Claim(
        id=key_of(command), government_id=government_id, account_id=by.account_id, claimant_id=by.person_id,
        state=STEP.target, which=which, number=plain, kind=kind, reason=reason.strip(), vendor_id=other.vendor,
        holder_id=other.holder, contacts=other.contacts, made_at=at, due_at=decision_due(at, zone),
    )  # fmt: skip
    with refusing(claim_one_open=ConflictError(_OPEN, code="claim_open")):
        claim.save(force_insert=True)
    keep_document(
        proof, PROOF, government_id=government_id, subject_id=claim.id, title="Bukti klaim", by=by.person_id
    )
    record_claim(
        claim,
        "make",
        by=by.as_applicant(),
        at=at,
        command=command,
        number=claim.number,
        reason=claim.reason,
        claimant=claim.claimant_id,
    )
    return claim.id


_OPEN = (
    "Anda sudah mengklaim nomor ini, dan klaimnya masih menunggu diputuskan. Lihat klaim Anda di halaman ini."
)


def _read(which: str, number: str, kind: str, reason: str, government_id: UUID) -> str:
    """Read the fields; give the number in the form in which it is kept."""
    problems, plain = {}, ""
    if which not in set(Which):
        problems["which"] = "Pilih nomor yang Anda klaim: NIK, NIB, atau NPWP."
    else:
        try:
            plain = READERS[Which(which)](number)
        except InvalidValueError as error:
            problems["number"] = error.sentence
    if kind not in set(ClaimKind):
        problems["kind"] = "Pilih apa yang Anda klaim."
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        problems["reason"] = "Tulis alasannya, 5 sampai 500 huruf."
    if not Government.objects.filter(id=government_id).exists():
        problems["government"] = "Pilih pemerintah daerah tempat Anda ingin berjualan."
    if problems:
        raise InvalidFormError(problems)
    return nik_digest(plain) if which == Which.NIK else plain
