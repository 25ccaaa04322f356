"""Announce packages of the demo unit, as a program of its own beside the running site; prints nothing."""

import sys
from datetime import UTC, datetime, timedelta

from eorder.cli.ready import ready

FIRST_RUP = 99_030_001


def announce(names: list[str]) -> None:
    """Announce one package for each name, numbered from `FIRST_RUP`; they wait for the PA."""
    from eorder.buying.packages.actions.import_packages import import_packages
    from eorder.foundation.ids import new_command
    from eorder.foundation.tables.report import ImportReport
    from eorder.parties.identity.actor import CLOCK

    now = datetime.now(UTC)
    rows = [(number, _row(FIRST_RUP + number, name, now)) for number, name in enumerate(names)]
    import_packages(rows=rows, report=ImportReport("Paket"), by=CLOCK, at=now, command=new_command())


def _row(rup, name, now):
    from eorder.buying.packages.import_rows import PackageRow
    from eorder.simulator.demo_city import UNITS

    _, code, unit, *_ = UNITS[0]
    first, last = now.date().replace(month=1, day=5), now.date().replace(month=12, day=20)
    return PackageRow(
        now.year, "KOTA-CONTOH", "Pemerintah Kota Contoh", code, code, unit, str(rup), name, 20_000_000, 9,
        "E-Purchasing", "Barang", True, True, "1 paket", name, name, first, last, first, last, first, last,
        now - timedelta(days=3), {},
    )  # fmt: skip


if __name__ == "__main__":
    ready()
    announce(sys.argv[1:])
    from config import database

    database.stop()
