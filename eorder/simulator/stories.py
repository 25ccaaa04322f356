"""The demo's packages and purchases: one at every stage, so that no inbox is empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.queries import find_package_by_rup
from eorder.buying.packages.states import PackageState
from eorder.foundation.tables.report import ImportReport
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.simulator import cast
from eorder.simulator.calendar import morning, mornings_later
from eorder.simulator.purchase import Purchase
from eorder.simulator.sellers import OpenShop

if TYPE_CHECKING:
    from eorder.simulator.demo_city import DemoUnit

FOOD, STATIONERY, PRINT = "5.1.02.01.01.0052", "5.1.02.01.01.0024", "5.1.02.01.01.0026"
RUP_BASE = 99_010_000
PACKAGES = (  # number, unit, name, ceiling, account
    (1, "GBR", "Konsumsi rapat koordinasi", 96_250_000, FOOD),
    (2, "GBR", "Alat tulis kantor triwulan", 60_000_000, STATIONERY),
    (3, "GBR", "Spanduk dan undangan kegiatan warga", 25_000_000, PRINT),
    (4, "GBR", "Konsumsi musyawarah kelurahan", 30_000_000, FOOD),
    (5, "DPC", "Konsumsi rapat kepala sekolah", 48_000_000, FOOD),
    (6, "DPC", "Alat tulis ujian", 45_000_000, STATIONERY),
    (7, "GBR", "Konsumsi rapat evaluasi akhir tahun", 20_000_000, FOOD),
)
STAGES = ("closed", "paid", "invoiced", "handed_over", "shipped", "accepted", "placed")


def tell_stories(units: Iterable[DemoUnit], sellers: dict[str, OpenShop], now: datetime) -> None:
    """Import the demo's packages and walk purchases to every stage; on a later start nothing happens."""
    by_code = {unit.code: unit for unit in units}
    report = ImportReport("Paket contoh")
    rows = [
        (number, _row(number, by_code[unit], name, ceiling, now))
        for number, unit, name, ceiling, _ in PACKAGES
    ]
    import_packages(
        rows=rows, report=report, by=CLOCK, at=morning(now, 40), command=cast.stable(f"packages:{now.year}")
    )
    food = find_package_by_rup(RUP_BASE + 1)
    if food.state != PackageState.IMPORTED or food.fiscal_year != now.year:
        return
    _dispose_all(by_code, now)
    for index, stage in enumerate(STAGES):
        _tell_meal(by_code["GBR"], sellers, stage, now, index)
    _tell_goods(by_code["DPC"], sellers["kertas"], now)


def _row(number: int, unit: DemoUnit, name: str, ceiling: int, now: datetime) -> PackageRow:
    first, last = now.date().replace(month=1, day=5), now.date().replace(month=12, day=20)
    return PackageRow(
        now.year, "KOTA-CONTOH", "Pemerintah Kota Contoh", unit.unit_code, unit.unit_code, unit.name,
        str(RUP_BASE + number), name, ceiling, 9, "E-Purchasing", "Barang", True, True, "1 paket", name, name,
        first, last, first, last, first, last, morning(now, 60), {},
    )  # fmt: skip


def _dispose_all(units: dict[str, DemoUnit], now: datetime) -> None:
    """Leave package 4 with the PA and package 7 with the PPK; the others can be ordered from."""
    for number, code, _, _, account in PACKAGES:
        unit = units[code]
        people = cast.actors(unit.accounts)
        package = find_package_by_rup(RUP_BASE + number)
        walk = Purchase(people, people["pa"], package.id, morning(now, 35))
        if number == 7:  # noqa: PLR2004 (the package that waits at the PPK)
            walk.dispose_to_ppk()
        elif number != 4:  # noqa: PLR2004 (the package that waits at the PA)
            walk.dispose(unit.lines[account])


def _tell_meal(unit: DemoUnit, sellers: dict[str, OpenShop], stage: str, now: datetime, index: int) -> None:
    shop = sellers[("mawar", "sedap", "lestari", "mawar", "baru", "sedap", "mawar")[index]]
    seller = load_actor(shop.account_id)
    if seller is None:
        return
    package = find_package_by_rup(RUP_BASE + 1)
    days_ago = (24, 17, 12, 9, 6, 3, 2)[index]
    start = morning(now, days_ago)
    people = 40 + 10 * index
    ahead = stage in {"placed", "accepted"}
    meeting_day = mornings_later(now, 3) if ahead else mornings_later(start, 1)
    walk = Purchase(cast.actors(unit.accounts), seller, package.id, start)
    walk.meet(f"Rapat koordinasi wilayah {index + 1}", meeting_day, insiders=5, outsiders=people - 5)
    quantities = (
        (shop.products["Nasi kotak ayam bakar"], people * 1000),
        (shop.products["Kudapan 3 macam"], people * 1000),
    )
    walk.place(
        shop.vendor_id, quantities, meeting_day + timedelta(hours=2), reason=_REASONS[index % len(_REASONS)]
    )
    _continue(walk, stage, meeting_day, people)


_REASONS = (
    "Penjual terdekat yang belum pernah dibeli, lauk sesuai spesifikasi.",
    "Tiga penjual dibandingkan; yang ini dapat mengantar tepat jam 11.00.",
    "Harga terendah dari tiga penjual dengan lauk yang sama.",
)


def _continue(walk: Purchase, stage: str, delivery: datetime, people: int) -> None:
    """Take the purchase as far as its stage."""
    if stage == "placed":
        return
    walk.accept()
    if stage == "accepted":
        return
    walk.at = delivery + timedelta(hours=1, minutes=40)
    walk.ship()
    if stage == "shipped":
        return
    walk.receive().hand_over().attend(people - 2)
    if stage == "handed_over":
        return
    walk.invoice()
    if stage == "invoiced":
        return
    walk.wait(hours=20).verify().pay()
    if stage == "closed":
        walk.close_with_proof()


def _tell_goods(unit: DemoUnit, shop: OpenShop, now: datetime) -> None:
    """Stationery from a PKP shop: PPN and PPh 22 in one purchase."""
    seller = load_actor(shop.account_id)
    if seller is None:
        return
    start = morning(now, 15)
    package = find_package_by_rup(RUP_BASE + 6)
    walk = Purchase(cast.actors(unit.accounts), seller, package.id, start)
    walk.place(
        shop.vendor_id, ((shop.products["Kertas A4 80 gram"], 250_000),), mornings_later(start, 3),
        reason="Penjual dengan stok cukup dan harga terendah dari dua penjual.",
    )  # fmt: skip
    walk.accept()
    walk.at = mornings_later(start, 3)
    walk.ship().receive().hand_over().invoice().wait(hours=20)
    walk.verify().pay().close_with_proof()
