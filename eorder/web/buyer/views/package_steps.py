"""Steps of a package that ask for nothing, or for a reason: take up, return, recall, withdraw, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.packages import rules
from eorder.buying.packages.actions import finish_package as finishing
from eorder.buying.packages.actions import return_package as returning
from eorder.buying.packages.actions import take_up_package as taking_up
from eorder.buying.packages.states import PackageState
from eorder.foundation.ids import CommandId
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import PackageAct, answer, visible_package
from eorder.web.desk.seeing import asker
from eorder.web.formats import rupiah
from eorder.web.pages import PageRequest, page
from eorder.web.reading import FormReader

if TYPE_CHECKING:
    from eorder.buying.packages.queries import LoadedPackage


@page(OFFICIAL, "GET", "POST")
def take_up_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The Pejabat Pengadaan takes the package up."""
    package = visible_package(request, package_id)
    by = asker(request)
    act = PackageAct(
        title=_("Terima paket"),
        button=_("Terima paket"),
        consequence=_("Bila diterima, barang dapat dipesan dari paket ini sampai sisa pagu %(left)s.")
        % {"left": rupiah(package.ceiling - package.ordered)},
        verdict=rules.may_take_step(by, package, "take_up", request.at),
    )
    return answer(
        request,
        package,
        lambda: act,
        lambda command: taking_up.take_up_package(
            package_id=package_id, by=by, at=request.at, command=command
        ),
    )


@page(OFFICIAL, "GET", "POST")
def finish_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The PPK closes a package that needs no more orders."""
    package = visible_package(request, package_id)
    by = asker(request)
    act = PackageAct(
        title=_("Selesaikan paket"),
        button=_("Selesaikan paket"),
        consequence=_(
            "Bila diselesaikan, tidak ada lagi pesanan baru dari paket ini; sisa pagu %(left)s tidak dipakai. "
            "Ini tidak dapat dibatalkan."
        )
        % {"left": rupiah(package.ceiling - package.ordered)},
        verdict=rules.may_take_step(by, package, "finish", request.at),
        is_danger=True,
    )
    return answer(
        request,
        package,
        lambda: act,
        lambda command: finishing.finish_package(
            package_id=package_id, by=by, at=request.at, command=command
        ),
    )


@page(OFFICIAL, "GET", "POST")
def return_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Send a package back: the officer to the PPK, the PPK to the PA or KPA."""
    package = visible_package(request, package_id)
    is_with_officer = package.state == PackageState.WITH_OFFICER
    words = (
        _("Bila dikembalikan, paket kembali ke PPK untuk disiapkan ulang.")
        if is_with_officer
        else _("Bila dikembalikan, paket kembali menunggu disposisi PA/KPA.")
    )
    return _with_reason(
        request,
        package,
        "return_to_ppk" if is_with_officer else "return_to_pa",
        title=_("Kembalikan paket"),
        consequence=words,
    )


@page(OFFICIAL, "GET", "POST")
def recall_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The PA or KPA takes a disposition back, so that other people can be named."""
    package = visible_package(request, package_id)
    words = _(
        "Bila ditarik kembali, paket menunggu disposisi baru; PPK dan Pejabat Pengadaan yang lama tidak lagi "
        "menanganinya. Pesanan yang sudah berjalan tetap berjalan."
    )
    return _with_reason(request, package, "recall", title=_("Tarik kembali disposisi"), consequence=words)


@page(OFFICIAL, "GET", "POST")
def withdraw_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """The PA or KPA takes a package out of use."""
    package = visible_package(request, package_id)
    words = _(
        "Bila ditarik, paket ini tidak dapat lagi didisposisi atau dipesan. Ini tidak dapat dibatalkan."
    )
    return _with_reason(
        request, package, "withdraw", title=_("Tarik paket"), consequence=words, is_danger=True
    )


def _with_reason(
    request: PageRequest,
    package: LoadedPackage,
    step: str,
    *,
    title: str,
    consequence: str,
    is_danger: bool = False,
) -> HttpResponse:
    by = asker(request)
    act = PackageAct(
        title=title,
        button=title,
        consequence=consequence,
        verdict=rules.may_take_step(by, package, step, request.at),
        template="buyer/package_reason.jinja",
        is_danger=is_danger,
    )

    def perform(command: CommandId) -> None:
        form = FormReader(request)
        reason = form.text(
            "reason",
            required=_("Tulis alasannya, 5 sampai 500 huruf; alasan ini terbuka untuk umum."),
            most=500,
        )
        form.done()
        returning.return_package(
            package_id=package.id, step=step, reason=reason, by=by, at=request.at, command=command
        )

    return answer(request, package, lambda: act, perform)
