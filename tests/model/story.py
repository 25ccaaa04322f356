"""What has happened in the city before each example begins, as commands: packages and orders at every stage."""

import datetime as dt

from tests.model.ground import START
from tests.model.regular import WORD, regular


def day(number, hour=9):
    """A moment so many days after the start of the story."""
    return (START + dt.timedelta(days=number)).replace(hour=hour, minute=0)


def tell(bench):
    """Send the commands of the ground."""
    for name, ceiling in {
        "ATK 2025": 70,
        "ATK 2026": 60,
        "ATK lain 2025": 20,
        "MAMIN 2025": 8,
        "MAMIN 2026": 8,
        "ATK DPC": 30,
    }.items():
        _done(bench, "budget.set_ceiling", "clock", budget=name, ceiling=ceiling * 1_000_000)
    for package, (unit, year, ceiling) in {
        "P1": ("GBR", 2025, 55), "P2": ("GBR", 2025, 40), "P3": ("GBR", 2025, 7), "P4": ("GBR", 2026, 50),
        "P5": ("GBR", 2026, 7), "P6": ("DPC", 2025, 30), "P7": ("GBR", 2025, 10), "P8": ("GBR", 2025, 20),
    }.items():  # fmt: skip
        _done(
            bench,
            "package.import",
            "clock",
            package=package,
            unit=unit,
            year=year,
            ceiling=ceiling * 1_000_000,
        )
    _appoint(bench)
    _done(bench, "vendor.state_tax", "mawar", seller="mawar", number="OMZET/2025", year=2025)
    for package, budget, officer in (
        ("P1", "ATK 2025", "pp"), ("P2", "ATK 2025", "rangkap"), ("P3", "MAMIN 2025", "pp"), ("P4", "ATK 2026", "pp"),
        ("P5", "MAMIN 2026", "pp"),
    ):  # fmt: skip
        _dispose(bench, package, budget, officer)
    _done(bench, "package.dispose_to_ppk", "kpa", package="P7", person="kepala")
    _done(bench, "meeting.record", "pptk", package="P3", meeting="R1", ends=day(3, 13), hours=3, outsiders=20)
    _done(bench, "meeting.record", "ppk", package="P3", meeting="R2", ends=day(4, 11), hours=1, outsiders=20)
    for number, stages in enumerate(((), ("accept",), ("accept", "ship"), _ALL[:4], _ALL)):
        package, product, count = (("P2", "Pulpen gel hitam", 60), ("P1", "Kertas A4 80 gram", 40))[
            number % 2
        ]
        place(bench, package, {product: count * 1000}, day(3))
        for stage in stages:
            act, who, facts = regular(bench.city, list(bench.city.orders)[-1], stage)
            _done(bench, act, who, **facts)
    place(bench, "P3", {"Nasi kotak ayam bakar": 20_000, "Kudapan 3 macam": 20_000}, day(3), meeting="R1")


_ALL = ("accept", "ship", "receive", "hand_over", "invoice", "verify")


def _done(bench, act, who, **facts):
    if bench.send(act, who, facts) != "done":
        raise AssertionError(f"{act} by {who} was not done")


def _appoint(bench):
    for person, role, until in (
        ("rangkap", "ppk", None), ("rangkap", "pejabat_pengadaan", None), ("kepala", "kpa", None),
        ("kepala", "ppk", None),
        ("sementara", "pejabat_pengadaan", dt.datetime(2026, 1, 1)),  # noqa: DTZ001
        ("lama", "ppk", day(0, 8) + dt.timedelta(minutes=1)), ("juru", "bendahara", day(10, 0)),
    ):  # fmt: skip
        facts = {"person": person, "unit": "GBR", "role": role, "since": day(0, 8), "until": until}
        _done(bench, "appointment.make", "clock", **facts)
    bench.city.now += dt.timedelta(minutes=1)


def _dispose(bench, package, budget, officer):
    _done(bench, "package.dispose_to_ppk", "pa", package=package, person="ppk")
    _done(bench, "package.prepare", "ppk", package=package, budget=budget)
    _done(bench, "package.dispose_to_officer", "ppk", package=package, person=officer)
    _done(bench, "package.take_up", officer, package=package)


def place(bench, package, wanted, start, meeting=None):
    """Place an order by the officer of the package."""
    city = bench.city
    seller = city.products[next(iter(wanted))].seller
    facts = {"package": package, "seller": seller, "wanted": wanted, "meeting": meeting, "reason": WORD}
    _done(
        bench,
        "order.place",
        city.packages[package].pp,
        window=(start, start + dt.timedelta(hours=6)),
        **facts,
    )
