"""Record the meeting that consumption is bought for, and later who came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.buying.packages import rules
from eorder.buying.packages.models import Meeting, Package
from eorder.buying.packages.queries import is_settled
from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import may_give_reason
from eorder.parties.identity.actor import Actor, Hat
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import Reading, insert_row, update_row

MOST_PEOPLE = 100_000
LONGEST = {
    "title": ("Nama rapat", 160),
    "place": ("Tempat rapat", 160),
    "participants_from": ("Asal peserta", 200),
    "invitation_number": ("Nomor undangan", 60),
}


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as the invitation says it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    insiders: int
    outsiders: int
    participants_from: str
    invitation_number: str

    def problems(self) -> dict[str, str]:
        """Say what is wrong, by field."""
        found = {}
        if not self.title.strip():
            found["title"] = "Tulis nama rapat."
        if self.ends_at <= self.starts_at:
            found["ends_at"] = "Jam selesai rapat harus sesudah jam mulai."
        if not 1 <= self.insiders + self.outsiders <= MOST_PEOPLE or min(self.insiders, self.outsiders) < 0:
            found["outsiders"] = "Isi jumlah peserta, paling sedikit satu orang."
        if not self.invitation_number.strip():
            found["invitation_number"] = "Tulis nomor undangan."
        for name, (label, longest) in LONGEST.items():
            if len(getattr(self, name)) > longest:
                found[name] = f"{label} paling panjang {longest} huruf."
        return found


@act("meeting.record")
def record_meeting(
    *,
    package_id: UUID,
    plan: MeetingPlan,
    invitation: Upload,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Record a meeting on a package with its invitation.

    Raises:
        NotFoundError: There is no such package in a unit of the actor.
        NotAllowedError: The actor is neither PPK nor PPTK of the unit, or the package is over.
        InvalidFormError: A field is wrong.
    """
    package, hat = _package_for(package_id, by, at)
    rules.may_record_meeting(package.state).require()
    problems = plan.problems()
    if problems:
        raise InvalidFormError(problems)
    meeting = insert_row(
        Meeting(
            id=key_of(command),
            government_id=package.government_id,
            package=package,
            title=plan.title.strip(),
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            place=plan.place,
            insiders=plan.insiders,
            outsiders=plan.outsiders,
            participants_from=plan.participants_from,
            invitation_number=plan.invitation_number.strip(),
        )
    )
    document = keep_document(
        invitation, "invitation", government_id=package.government_id, subject_id=meeting.id,
        title=f"Undangan {meeting.invitation_number}", by=by.person_id,
    )  # fmt: skip
    record(
        "meeting.recorded",
        Subject(package.government_id, "meeting", meeting.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={
            "rup_id": package.rup_id,
            "title": meeting.title,
            "starts_at": meeting.starts_at,
            "ends_at": meeting.ends_at,
            "insiders": meeting.insiders,
            "outsiders": meeting.outsiders,
            "invitation": document.sha256,
        },
    )
    return meeting.id


@act("meeting.record_attendance", subject="meeting_id")
def record_attendance(
    *,
    meeting_id: UUID,
    attended: int,
    signed_list: Upload,
    note: str = "",
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Record how many came, with the signed attendance list.

    Args:
        meeting_id: The meeting; it is over.
        attended: People on the list.
        signed_list: The list.
        note: Why fewer came than portions were served; anybody may read it. Empty when nothing needs a word.
        by: The PPK or the PPTK of the unit.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such meeting in a unit of the actor.
        NotAllowedError: The actor is neither PPK nor PPTK of the unit, the meeting is not over, or what was
            served at it is verified already.
        InvalidFormError: The number or the note is not plausible.
    """
    meeting = _MEETING.first(meeting_id)
    if meeting is None:
        raise NotFoundError("Rapat ini tidak ada.")
    package, hat = _package_for(meeting.package_id, by, at)
    rules.may_record_attendance(meeting.ends_at, at, is_settled=is_settled(meeting.id)).require()
    if not 0 <= attended <= MOST_PEOPLE:
        raise InvalidFormError({"attended": "Isi jumlah hadir sesuai daftar hadir."})
    if note.strip():
        may_give_reason(note).require()
    meeting.attended, meeting.attendance_note = attended, note.strip()
    update_row(meeting, "attended", "attendance_note")
    document = keep_document(
        signed_list, "attendance", government_id=package.government_id, subject_id=meeting.id,
        title="Daftar hadir", by=by.person_id,
    )  # fmt: skip
    record(
        "meeting.attended",
        Subject(package.government_id, "meeting", meeting.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={
            "rup_id": package.rup_id,
            "attended": attended,
            "note": meeting.attendance_note,
            "list": document.sha256,
        },
    )
    return meeting.id


_MEETING = Reading(Meeting, where="this.id = %s", locks=True)
_PACKAGE = Reading(Package, where="this.id = %s")


def _package_for(package_id: UUID, by: Actor, at: datetime) -> tuple[Package, Hat]:
    package = _PACKAGE.first(package_id)
    if package is None or not rules.may_know(by, package, at):
        raise NotFoundError("Paket ini tidak ada.")
    rules.may_act_as(by, rules.MEETING_KEEPERS, package.unit_id, at).require()
    hat = by.hat(rules.MEETING_KEEPERS, package.unit_id, at)
    if hat is None:
        raise AssertionError("the rule lets nobody through without an appointment")
    return package, hat
