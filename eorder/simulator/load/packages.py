"""Packages of a simulated city: announced, funded and disposed to the officer before the first purchase in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.packages.actions.dispose_package import dispose_to_officer, dispose_to_ppk
from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.actions.prepare_package import prepare_package
from eorder.buying.packages.actions.take_up_package import take_up_package
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.queries import find_package_by_rup
from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import CLOCK
from eorder.simulator.load import names
from eorder.simulator.load.distributions import distributions
from eorder.simulator.load.ground import Ground, LaidUnit, government_code, government_name
from eorder.simulator.load.papers import scan_of
from eorder.simulator.load.plan import PlannedPackage, kinds, package_values
from eorder.simulator.purchase import hat_of

RUP_BASE = 990_000_000_000
"""RUP ids of the load have 12 digits and begin with 99; real ones have 8."""


@dataclass
class Packages:
    """The packages of a seed's city as far as they are announced; harmless when repeated."""

    ground: Ground
    _known: dict[PlannedPackage, UUID] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget what a transaction laid that was undone."""
        self._known.clear()

    def find(self, planned: PlannedPackage) -> UUID:
        """Find a package, or announce it and bring it to the Pejabat Pengadaan."""
        if planned not in self._known:
            rup = self._rup_of(planned)
            try:
                self._known[planned] = find_package_by_rup(rup).id
            except NotFoundError:
                self._known[planned] = self._announce(planned, rup)
        return self._known[planned]

    def _rup_of(self, planned: PlannedPackage) -> int:
        place = list(kinds()).index(planned.kind)
        within = (planned.epoch * 1_000 + planned.unit) * 10 + place
        return RUP_BASE + self.ground.seed * 100_000_000 + within

    def _announce(self, planned: PlannedPackage, rup: int) -> UUID:
        unit, seed = self.ground.unit(planned.unit), self.ground.seed
        ceiling = package_values(seed, planned.epoch)[planned]
        year = distributions().fiscal_year
        at = datetime(year, 1, 2, 2, tzinfo=UTC)
        first = names.command_of(seed, f"package:{rup}", planned.epoch)
        import_packages(
            rows=[(2, self._row(planned, unit, rup, ceiling, at))], report=ImportReport("Paket"), by=CLOCK, at=at,
            command=first,
        )  # fmt: skip
        kind = kinds()[planned.kind]
        line = set_ceiling(
            government_id=self.ground.government_id,
            fiscal_year=year,
            unit_id=unit.id,
            sub_activity_code=f"9.99.{planned.epoch:05d}",
            sub_activity_name=f"Kegiatan contoh {planned.epoch}",
            account_id=kind.account,
            ceiling=ceiling,
            reason="Anggaran kota contoh",
            by=CLOCK,
            at=at,
            command=names.command_of(seed, f"budget:{rup}", planned.epoch),
        )
        package = find_package_by_rup(rup).id
        self._dispose(package, unit, line, rup, planned.epoch, at)
        return package

    def _row(
        self, planned: PlannedPackage, unit: LaidUnit, rup: int, ceiling: int, at: datetime
    ) -> PackageRow:
        year, seed, name = at.year, self.ground.seed, f"{kinds()[planned.kind].name} {planned.epoch + 1}"
        first, last = date(year, 1, 5), date(year, 12, 20)
        return PackageRow(
            year, government_code(seed), government_name(seed), unit.code, unit.code, unit.name, str(rup), name,
            ceiling, 9, "E-Purchasing", "Barang", True, True, "1 paket", name, name, first, last, first, last,
            first, last, at, {},
        )  # fmt: skip

    def _dispose(self, package: UUID, unit: LaidUnit, line: UUID, rup: int, epoch: int, at: datetime) -> None:
        officers, seed = unit.officers, self.ground.seed

        def command(step: str) -> CommandId:
            return names.command_of(seed, f"{step}:{rup}", epoch)

        ppk, officer = (
            hat_of(officers["ppk"], "ppk"),
            hat_of(officers["pejabat_pengadaan"], "pejabat_pengadaan"),
        )
        dispose_to_ppk(
            package_id=package, ppk_id=ppk.appointment_id, by=officers["pa"], at=at,
            command=command("to_ppk"),
        )  # fmt: skip
        prepare_package(
            package_id=package,
            budget_line_id=line,
            kak=scan_of(f"kak {rup}"),
            specification=scan_of(f"specification {rup}"),
            by=officers["ppk"],
            at=at + timedelta(hours=1),
            command=command("prepare"),
        )
        dispose_to_officer(
            package_id=package, officer_id=officer.appointment_id, by=officers["ppk"],
            at=at + timedelta(hours=2), command=command("to_officer"),
        )  # fmt: skip
        take_up_package(
            package_id=package,
            by=officers["pejabat_pengadaan"],
            at=at + timedelta(hours=3),
            command=command("take_up"),
        )
