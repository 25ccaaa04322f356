"""Hand a package on to a PPK or a Pejabat Pengadaan of the unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.packages import rules
from eorder.buying.packages.actions import dispose_package as disposing
from eorder.buying.packages.queries import duties_done, find_package_with_people
from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.moments import day_in
from eorder.foundation.verdict import Verdict
from eorder.law.separation_of_duties import Duty
from eorder.parties.identity.policy import OFFICIAL
from eorder.parties.workunits.queries import appointments_of
from eorder.web.buyer.package_act import PackageAct, answer, visible_package
from eorder.web.desk.seeing import asker
from eorder.web.formats import tanggal
from eorder.web.pages import PageRequest, page
from eorder.web.reading import FormReader
from eorder.web.told import told

if TYPE_CHECKING:
    from eorder.buying.packages.queries import LoadedPackage

Names = Callable[[UUID], Verdict]


@page(OFFICIAL, "GET", "POST")
def dispose_to_ppk(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The PA or KPA chooses the PPK."""
    package = visible_package(request, package_id)
    by = asker(request)

    def may_be(person: UUID) -> Verdict:
        done = [(Duty.PA_KPA, by.person_id)]
        return rules.may_name(person, Duty.PPK, done, day_in(package.unit.government.time_zone, request.at))

    def perform(command: CommandId) -> None:
        chosen = _chosen(request, _("Pilih PPK."))
        disposing.dispose_to_ppk(package_id=package_id, ppk_id=chosen, by=by, at=request.at, command=command)

    def describe() -> PackageAct:
        return _page(
            request, package, "dispose_to_ppk", "ppk", may_be,
            title=_("Disposisi ke PPK"),
            question=_("PPK yang menangani paket ini"),
            consequence=_("Bila dikirim, PPK yang dipilih menyiapkan anggaran, KAK, dan spesifikasi paket ini."),
        )  # fmt: skip

    return answer(request, package, describe, perform)


@page(OFFICIAL, "GET", "POST")
def dispose_to_officer(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The PPK chooses the Pejabat Pengadaan."""
    package = find_package_with_people(package_id)
    by = asker(request)
    if not rules.may_see(by, package, request.at):
        raise NotFoundError(_("Paket ini tidak ada."))
    day = day_in(package.unit.government.time_zone, request.at)

    def may_be(person: UUID) -> Verdict:
        return rules.may_name(person, Duty.PEJABAT_PENGADAAN, duties_done(package), day)

    def perform(command: CommandId) -> None:
        chosen = _chosen(request, _("Pilih Pejabat Pengadaan."))
        disposing.dispose_to_officer(
            package_id=package_id, officer_id=chosen, by=by, at=request.at, command=command
        )

    def describe() -> PackageAct:
        return _page(
            request, package, "dispose_to_officer", "pejabat_pengadaan", may_be,
            title=_("Disposisi ke Pejabat Pengadaan"),
            question=_("Pejabat Pengadaan yang memesan"),
            consequence=_("Bila dikirim, Pejabat Pengadaan yang dipilih menerima paket ini lalu memesan."),
        )  # fmt: skip

    return answer(request, package, describe, perform)


def _chosen(request: PageRequest, sentence: str) -> UUID:
    form = FormReader(request)
    chosen = form.key("person", sentence)
    form.done()
    return chosen


def _page(
    request: PageRequest, package: LoadedPackage, step: str, role: str, may_be: Names,
    *, title: str, question: str, consequence: str,
) -> PackageAct:  # fmt: skip
    people = appointments_of(package.unit_id, role, request.at)
    verdicts = [(person, may_be(person["person_id"])) for person in people]
    options = [_option(person) for person, verdict in verdicts if verdict]
    checks = [
        ("refused", person["person__name"], told(verdict.refusal))
        for person, verdict in verdicts
        if not verdict
    ]
    if not people:
        sentence = _(
            "Unit ini belum punya pejabat itu dengan surat tugas yang berlaku. Minta admin menunjuknya."
        )
        checks = [("refused", question, sentence)]
    return PackageAct(
        title=title,
        button=_("Kirim disposisi"),
        consequence=consequence,
        verdict=rules.may_take_step(asker(request), package, step, request.at),
        template="buyer/dispose_package.jinja",
        checks=checks,
        more={"question": question, "options": options},
        can_send=bool(options),
    )


def _option(person: dict[str, Any]) -> tuple[str, str, str]:
    facts = {"number": person["decree_number"], "day": tanggal(person["decree_date"])}
    decree = _("Surat tugas %(number)s, %(day)s") % facts
    if person["until"]:
        decree += _(", berlaku sampai %(day)s") % {"day": tanggal(person["until"])}
    return str(person["id"]), person["person__name"], decree
