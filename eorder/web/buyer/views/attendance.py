"""Record who came to a meeting, with the signed list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.packages import rules
from eorder.buying.packages.actions import record_meeting as recording
from eorder.buying.packages.queries import find_meeting, is_settled
from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import LONGEST_REASON
from eorder.foundation.verdict import first_refusal
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import PackageAct, answer, visible_package
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, page
from eorder.web.reading import FormReader


@page(OFFICIAL, "GET", "POST")
def record_attendance(request: PageRequest, meeting_id: UUID) -> HttpResponse:
    """Ask for the number present and the signed list."""
    meeting = find_meeting(meeting_id)
    package = visible_package(request, meeting.package_id)
    by = asker(request)

    def describe() -> PackageAct:
        return PackageAct(
            title=_("Catat daftar hadir"),
            button=_("Simpan daftar hadir"),
            consequence=_("Bila disimpan, bendahara membandingkan jumlah hadir dengan porsi yang diterima."),
            verdict=first_refusal(
                rules.may_act_as(by, rules.MEETING_KEEPERS, package.unit_id, request.at),
                rules.may_record_attendance(meeting.ends_at, request.at, is_settled=is_settled(meeting.id)),
            ),
            template="buyer/attendance.jinja",
            more={"meeting": meeting},
        )

    def perform(command: CommandId) -> None:
        form = FormReader(request)
        sentence = _("Isi jumlah hadir sesuai daftar hadir, misalnya 42.")
        attended = form.whole("attended", sentence, most=recording.MOST_PEOPLE)
        signed = form.needed_file("signed_list", _("Unggah daftar hadir yang sudah ditandatangani."))
        note = form.text("note", most=LONGEST_REASON)
        form.done()
        recording.record_attendance(
            meeting_id=meeting_id,
            attended=attended,
            signed_list=signed,
            note=note,
            by=by,
            at=request.at,
            command=command,
        )

    return answer(request, package, describe, perform)
