"""The fixed cast: who asks, approves, sells and pays, and those who must see nothing of it.

One unit (GBR) buys. Everybody has a twin in another unit (DPC) and a predecessor whose appointment has ended.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator import cast as demo
from eorder.simulator.demo_city import UNITS, DemoUnit, load_tables, load_unit
from eorder.simulator.sellers import OPENED, SHOPS, Shop, open_shop

ZONE = ZoneInfo("Asia/Jakarta")
YEAR = 2026
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
ENDED = datetime(2026, 7, 31, 17, tzinfo=UTC)
"""Since this moment (1 August 2026, 00.00 WIB) the predecessors hold no office any more."""
PASSWORD = demo.PASSWORD
ROLES = tuple(official.role for official in demo.OFFICIALS)
KEY_OF_ROLE = {official.role: official.key for official in demo.OFFICIALS}

_BY_KEY = {shop.key: shop for shop in SHOPS}
_BOXES = (
    ("makanan-warung", "Nasi kotak ayam bakar", "kotak", 42_000, 1, 0),
    ("makanan-warung", "Kudapan 3 macam", "kotak", 18_000, 1, 0),
)
CASES = {
    "A": _BY_KEY["mawar"],
    "B": _BY_KEY["sedap"],
    "C": _BY_KEY["lestari"],
    "D": _BY_KEY["baru"],
    "E": replace(_BY_KEY["bambu"], products=_BOXES),
    "goods": _BY_KEY["kertas"],
    "goods_suket": replace(
        _BY_KEY["kertas"], key="arsip", name="Toko Contoh Arsip", owner="Arsip Contoh", papers=("suket_pp55",)
    ),
    "small": _BY_KEY["pena"],
    "other": replace(
        _BY_KEY["mawar"], key="melur", name="Dapur Contoh Melur", owner="Melur Contoh", papers=()
    ),
}
"""Sellers by the tax case of the worked transaction that they stand for; `other` is the vendor of no order."""


@dataclass(frozen=True)
class Seller:
    """A business with the actor who acts for it."""

    id: UUID
    actor: Actor
    products: dict[str, UUID]


@dataclass(frozen=True)
class City:
    """Everybody there is, by demo key (`ppk`, `pp`, `bendahara`, ...)."""

    government: UUID
    unit: DemoUnit
    other_unit: DemoUnit
    people: dict[str, Actor]
    twins: dict[str, Actor]
    formers: dict[str, Actor]
    sellers: dict[str, Seller]
    mixed: Actor
    mixed_again: Actor

    def as_role(self, role: str) -> Actor:
        """Whoever holds an office in the buying unit."""
        return self.people[KEY_OF_ROLE[role]]


def at(day: int, clock: str = "09.00", month: int = 8) -> datetime:
    """A moment of 2026 in Jakarta, `at(13, "11.15")` is 13 August."""
    hour, minute = map(int, clock.split("."))
    return datetime(YEAR, month, day, hour, minute, tzinfo=ZONE)


def open_city(cases: tuple[str, ...] = tuple(CASES)) -> City:
    """Register the cast through the real acts, with the budget of 2026."""
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    load_tables()
    unit, other_unit = (load_unit(government, *given, year=YEAR) for given in UNITS)
    mixed = _mixed_person(unit.id)
    return City(
        government,
        unit,
        other_unit,
        demo.actors(unit.accounts),
        demo.actors(other_unit.accounts),
        _formers(unit.id),
        {case: open_seller(government, CASES[case], 601 + place) for place, case in enumerate(cases)},
        *mixed,
    )


def open_seller(government: UUID, shop: Shop, number: int) -> Seller:
    """Register a seller with its tax papers of 2026."""
    opened = open_shop(government, replace(shop, papers=()), number)
    for paper in shop.papers:
        state_tax(
            vendor_id=opened.vendor_id, kind=paper, number=f"{paper}/{number}/{YEAR}", since=date(YEAR, 1, 1),
            until=date(YEAR, 12, 31), by=CLOCK, at=OPENED, command=new_command(),
        )  # fmt: skip
    return Seller(opened.vendor_id, load_actor(opened.account_id), opened.products)


def offer(seller: Seller, category: str, price: int, *, name: str = "", when: datetime = OPENED) -> UUID:
    """List one more product of a seller, sold singly and at once."""
    form = ProductForm(category, name or f"Produk {price}", "", "buah", price, 1, 0)
    return list_product(vendor_id=seller.id, form=form, by=seller.actor, at=when, command=new_command())


def new_person(number: int, name: str = "Sakura Contoh") -> UUID:
    """Register one more natural person."""
    return register_person(
        name=f"{name} {number}", nik=demo.demo_nik(number), by=CLOCK, at=SINCE, command=new_command()
    )


def new_account(person: UUID, email: str) -> UUID:
    """Open an account of a person."""
    return open_account(
        person_id=person,
        kind="official",
        email=email,
        password=PASSWORD,
        by=CLOCK,
        at=SINCE,
        command=new_command(),
    )


def appoint(
    unit: UUID, person: UUID, role: str, since: datetime = SINCE, until: datetime | None = None
) -> UUID:
    """Appoint a person to an office."""
    return appoint_person(
        unit_id=unit, person_id=person, role=role, decree_number=f"SK/{role}", decree_date=date(2025, 1, 1),
        since=since, until=until, by=CLOCK, at=SINCE, command=new_command(),
    )  # fmt: skip


def _formers(unit: UUID) -> dict[str, Actor]:
    found = {}
    for number, role in enumerate(ROLES, 801):
        person = new_person(number, "Bekas")
        account = new_account(person, f"bekas.{role}@contoh.example")
        appoint(unit, person, role, until=ENDED)
        found[KEY_OF_ROLE[role]] = load_actor(account)
    return found


def _mixed_person(unit: UUID) -> tuple[Actor, Actor]:
    """One natural person who is Pejabat Pengadaan and PPK of the unit, under two accounts."""
    person = new_person(851, "Rangkap")
    accounts = [
        new_account(person, email) for email in ("rangkap@contoh.example", "rangkap.dua@contoh.example")
    ]
    appoint(unit, person, "pejabat_pengadaan")
    appoint(unit, person, "ppk")
    first, second = (load_actor(account) for account in accounts)
    return first, second


def later(moment: datetime, **span: float) -> datetime:
    """A moment some time after another."""
    return moment + timedelta(**span)
