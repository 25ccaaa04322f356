"""The PPK binds a package to its budget line and uploads KAK and specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from eorder.buying.budgets.queries import lines_of_unit
from eorder.buying.packages import rules
from eorder.buying.packages.actions import prepare_package as preparing
from eorder.foundation.ids import CommandId
from eorder.law import book
from eorder.parties.identity.policy import OFFICIAL
from eorder.web.buyer.package_act import PackageAct, answer, visible_package
from eorder.web.desk.seeing import asker
from eorder.web.formats import ZONE, rupiah
from eorder.web.pages import PageRequest, page
from eorder.web.reading import FormReader

if TYPE_CHECKING:
    from eorder.buying.packages.queries import LoadedPackage

LEAST_LINES_FOR_LIST = 8


@page(OFFICIAL, "GET", "POST")
def prepare_package(request: PageRequest, package_id: UUID) -> HttpResponse:
    """Ask for the budget line and the documents."""
    package = visible_package(request, package_id)
    by = asker(request)

    def perform(command: CommandId) -> None:
        form = FormReader(request)
        line = form.key("budget_line", _("Pilih baris anggaran."))
        kak = form.needed_file("kak", _("Unggah KAK sebagai PDF atau foto."))
        specification = form.file("specification")
        form.done()
        preparing.prepare_package(
            package_id=package_id, budget_line_id=line, kak=kak, specification=specification,
            by=by, at=request.at, command=command,
        )  # fmt: skip

    return answer(request, package, lambda: _page(request, package), perform)


def _page(request: PageRequest, package: LoadedPackage) -> PackageAct:
    lines = lines_of_unit(package.unit_id, package.fiscal_year)
    checks = [hps_check(package, request)]
    if not lines:
        sentence = _("Unit ini belum punya baris anggaran tahun %(year)s. Minta admin mengimpor anggarannya.")
        checks.append(("refused", _("Anggaran"), sentence % {"year": package.fiscal_year}))
    return PackageAct(
        title=_("Siapkan paket"),
        button=_("Simpan persiapan"),
        consequence=_(
            "Bila disimpan, pesanan paket ini dibebankan pada baris anggaran itu; KAK terbuka untuk umum."
        ),
        verdict=rules.may_take_step(asker(request), package, "prepare", request.at),
        template="buyer/prepare_package.jinja",
        checks=checks,
        more={
            "options": [_option(line) for line in lines],
            "kind": "radios" if len(lines) < LEAST_LINES_FOR_LIST else "select",
        },
        can_send=bool(lines),
    )


def _option(line: dict[str, Any]) -> tuple[str, str, str]:
    left = _("Sisa %(left)s dari %(ceiling)s") % {
        "left": rupiah(line["left"]),
        "ceiling": rupiah(line["ceiling"]),
    }
    return (
        str(line["id"]),
        f"{line['account_id']} {line['account__name']}",
        f"{left} · {line['sub_activity_name']}",
    )


def hps_check(package: LoadedPackage, request: PageRequest) -> tuple[str, str, str]:
    """Say whether the law asks for an HPS, and by which article; both limits are inclusive."""
    is_electronic = "purchasing" in package.method.lower()
    limit = book.parameter("hps_exempt_epurchasing" if is_electronic else "hps_exempt_ceiling").on(
        request.at.astimezone(ZONE).date()
    )
    facts = {
        "ceiling": rupiah(package.ceiling),
        "limit": rupiah(limit.rupiah),
        "source": limit.source,
        "method": package.method,
    }
    if package.ceiling <= limit.amount:
        words = _(
            "Pagu %(ceiling)s tidak lebih dari %(limit)s untuk %(method)s, jadi HPS tidak diminta (%(source)s)."
        )
        return "ok", _("Tanpa HPS"), words % facts
    words = _(
        "Pagu %(ceiling)s lebih dari %(limit)s untuk %(method)s (%(source)s): susun HPS dan gabungkan dalam berkas "
        "spesifikasi."
    )
    return "waits", _("HPS diperlukan"), words % facts
