"""Record the meeting that consumption will be ordered for; the rule's answer is shown before it is kept."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.packages import rules
from eorder.buying.packages.actions import record_meeting as recording
from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId, read_command
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.consumption import consumption_verdict
from eorder.web.buyer.package_act import PackageAct, answer, show_act, visible_package
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, page
from eorder.web.reading import FormReader
from eorder.web.told import told, told_all

CHECK = "periksa"


@page(OFFICIAL, "GET", "POST")
def record_meeting(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Ask for the meeting as its invitation says it."""
    package = visible_package(request, package_id)
    by = asker(request)

    def describe(checks: list[tuple[str, str, str]] | None = None) -> PackageAct:
        return PackageAct(
            title=_("Catat rapat"),
            button=_("Simpan rapat"),
            consequence=_(
                "Bila disimpan, rapat ini dapat dipilih saat memesan makanan dan minuman dari paket ini."
            ),
            verdict=rules.may_act_as(by, rules.MEETING_KEEPERS, package.unit_id, request.at),
            template="buyer/meeting.jinja",
            more={"found": checks or []},
        )

    def perform(command: CommandId) -> None:
        form = FormReader(request)
        plan = read_plan(form)
        invitation = form.needed_file("invitation", _("Unggah undangan sebagai PDF atau foto."))
        form.problems = {**told_all(plan.problems()), **form.problems}
        form.done()
        recording.record_meeting(
            package_id=package_id, plan=plan, invitation=invitation, by=by, at=request.at, command=command
        )

    if request.method == "POST" and request.POST.get("putusan") == CHECK:
        form = FormReader(request)
        plan = read_plan(form)
        problems = {**told_all(plan.problems()), **form.problems}
        checks = [] if problems else [meeting_check(plan, request)]
        command = read_command(request.POST.get("command", ""))
        status = InvalidFormError.status if problems else 200
        return show_act(request, package, describe(checks), command, problems, status)
    return answer(request, package, describe, perform)


def read_plan(form: FormReader) -> recording.MeetingPlan:
    """Read the fields of the invitation; what is wrong stays with the reader."""
    when = _("Pilih tanggal dan isi jam, misalnya 09.00.")
    people = _("Isi jumlah peserta dengan angka, misalnya 25.")
    return recording.MeetingPlan(
        title=form.text("title", required=_("Tulis nama rapat."), most=160),
        starts_at=form.moment("day", "starts", when),
        ends_at=form.moment("day", "ends", when),
        place=form.text("place", required=_("Tulis tempat rapat."), most=160),
        insiders=form.whole("insiders", people, most=recording.MOST_PEOPLE),
        outsiders=form.whole("outsiders", people, most=recording.MOST_PEOPLE),
        participants_from=form.text("participants_from", most=200),
        invitation_number=form.text("invitation_number", required=_("Tulis nomor undangan."), most=60),
    )


def meeting_check(plan: recording.MeetingPlan, request: PageRequest) -> tuple[str, str, str]:
    """Say what the rule of meeting consumption answers for a meeting that was typed."""
    verdict = consumption_verdict(plan.starts_at, plan.ends_at, plan.outsiders, request.at)
    if not verdict:
        return "waits", _("Konsumsi tidak akan dapat dipesan"), told(verdict.refusal)
    minutes = int((plan.ends_at - plan.starts_at).total_seconds() // 60)
    facts = {"hours": minutes // 60, "minutes": minutes % 60, "outsiders": plan.outsiders}
    words = _("%(hours)s jam %(minutes)s menit, %(outsiders)s peserta dari luar unit (Perpres 33/2020).")
    return "ok", _("Memenuhi syarat konsumsi"), words % facts
