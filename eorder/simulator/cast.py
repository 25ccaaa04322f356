"""The demo cast: plainly fictional people, units and businesses, one for every role.

Identity numbers come from a range that no real one uses (region code 99), passwords are printed on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from eorder.foundation.ids import CommandId
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.parties.workunits.actions.appoint_person import appoint_person

PASSWORD = "kota-contoh-2026"  # noqa: S105 (a demo password, printed at every start)
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
_NAMESPACE = UUID("7a1c6f0e-52a4-7c1b-9d34-0d5c8e0f2a11")


def stable(text: str) -> CommandId:
    """Make a command id from a text, so that loading the demo again has no effect."""
    return CommandId(uuid5(_NAMESPACE, text))


@dataclass(frozen=True, slots=True)
class Official:
    """One official of the demo: name, office, what the sign-in page lists."""

    key: str
    name: str
    role: str
    title: str


OFFICIALS = (
    Official("pa", "Anggrek Contoh", "pa", "Pengguna Anggaran (PA)"),
    Official("kpa", "Kenanga Contoh", "kpa", "Kuasa Pengguna Anggaran (KPA)"),
    Official("ppk", "Melati Contoh", "ppk", "Pejabat Pembuat Komitmen (PPK)"),
    Official("pp", "Cempaka Contoh", "pejabat_pengadaan", "Pejabat Pengadaan"),
    Official("pptk", "Dahlia Contoh", "pptk", "PPTK"),
    Official("bendahara", "Teratai Contoh", "bendahara", "Bendahara Pengeluaran"),
    Official("pembantu", "Seroja Contoh", "bendahara_pembantu", "Bendahara Pengeluaran Pembantu"),
    Official("kurator", "Flamboyan Contoh", "curator", "Kurator"),
    Official("auditor", "Kamboja Contoh", "auditor", "Auditor (Inspektorat)"),
    Official("admin", "Wijaya Contoh", "admin", "Administrator"),
)


def demo_nik(number: int) -> str:
    """Make a NIK that no person can have: region code 99 does not exist."""
    return f"9900{number // 9999:02d}010180{number % 9999 + 1:04d}"


def email_of(key: str, unit: str) -> str:
    """Address of a demo account."""
    return f"{key}.{unit.lower()}@contoh.example"


def hire(unit_id: UUID, unit: str, first_number: int, *, since: datetime = SINCE) -> dict[str, UUID]:
    """Register one person, account and appointment for every office of a unit; returns accounts by key."""
    accounts = {}
    for offset, official in enumerate(OFFICIALS):
        tag = f"{unit}:{official.key}"
        person = register_person(
            name=f"{official.name} {unit}", nik=demo_nik(first_number + offset), by=CLOCK, at=SINCE,
            command=stable(f"person:{tag}"),
        )  # fmt: skip
        accounts[official.key] = open_account(
            person_id=person,
            kind="admin" if official.role == "admin" else "official",
            email=email_of(official.key, unit),
            password=PASSWORD,
            nrk=f"{first_number + offset:06d}",
            by=CLOCK,
            at=SINCE,
            command=stable(f"account:{tag}"),
        )
        appoint_person(
            unit_id=unit_id,
            person_id=person,
            role=official.role,
            decree_number=f"SK-{first_number + offset:03d}/CONTOH/2025",
            decree_date=date(2025, 1, 1),
            since=since,
            by=CLOCK,
            at=SINCE,
            command=stable(f"appointment:{tag}"),
        )
    return accounts


def actors(accounts: dict[str, UUID]) -> dict[str, Actor]:
    """Load accounts as actors by key."""
    loaded = {key: load_actor(account) for key, account in accounts.items()}
    return {key: actor for key, actor in loaded.items() if actor is not None}


def print_sign_ins() -> None:
    """Print the demo sign-ins; called when the server is up."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Akun contoh (kata sandi semua: {PASSWORD})", title_justify="left")
    table.add_column("Peran")
    table.add_column("Surel")
    for official in OFFICIALS:
        table.add_row(official.title, email_of(official.key, "GBR"))
    table.add_row("Penjual (Dapur Contoh Mawar)", "mawar@contoh.example")
    table.add_row("Penjual (Toko Contoh Kertas)", "kertas@contoh.example")
    Console().print(table)
