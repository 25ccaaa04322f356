"""The ground that every example begins on: one city, told alike to the model and to the program."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from eorder.foundation.ids import new_command
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator import cast
from eorder.simulator.demo_city import UNITS, load_tables
from eorder.simulator.sellers import OPENED, open_shop
from tests.factories.cast import CASES, SINCE, new_account, new_person
from tests.model.model import Budget, City, Office, Product, Seller

START = datetime(2025, 12, 8, 8)  # noqa: DTZ001 (the model knows one clock, the city's own)
"""Monday; the fiscal year has 24 days left."""
BUDGETS = {
    "ATK 2025": Budget("GBR", "ATK", 2025),
    "ATK 2026": Budget("GBR", "ATK", 2026),
    "ATK lain 2025": Budget("GBR", "ATK", 2025),
    "MAMIN 2025": Budget("GBR", "MAMIN", 2025),
    "MAMIN 2026": Budget("GBR", "MAMIN", 2026),
    "ATK DPC": Budget("DPC", "ATK", 2025),
}
PRODUCTS = {
    "Kertas A4 80 gram": Product("kertas", "ATK", 56_000, lead=2),
    "Map plastik folio": Product("kertas", "ATK", 24_000, lead=2),
    "Spidol papan tulis": Product("kertas", "ATK", 96_000, lead=2),
    "Pulpen gel hitam": Product("pena", "ATK", 38_000),
    "Buku tulis 58 lembar": Product("pena", "ATK", 47_500),
    "Nasi kotak ayam bakar": Product("mawar", "MAMIN", 42_000, minimum=20, is_food=True),
    "Kudapan 3 macam": Product("mawar", "MAMIN", 18_000, minimum=20, is_food=True),
    "Nasi kotak ikan pepes": Product("mawar", "MAMIN", 39_500, minimum=20, is_food=True),
    "Air mineral 330 ml": Product("mawar", "MAMIN", 3_500, minimum=24, is_food=True),
}
SHOPS = {"kertas": CASES["goods"], "pena": CASES["small"], "mawar": CASES["A"]}
"""Businesses, each with its owner's account of the same name."""
EXTRA = ("rangkap", "kepala", "sementara", "lama", "juru", "cadangan")
"""People of the buying unit beside one for each office; what they hold is told by commands."""


@dataclass
class Names:
    """What the program calls the records that the model calls by name."""

    government: UUID
    units: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)
    sellers: dict[str, UUID] = field(default_factory=dict)
    products: dict[str, UUID] = field(default_factory=dict)
    packages: dict[str, UUID] = field(default_factory=dict)
    budgets: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[str, UUID] = field(default_factory=dict)
    orders: dict[str, UUID] = field(default_factory=dict)

    def copied(self) -> "Names":
        """Names that an example may add to."""
        return replace(
            self, **{name: dict(each) for name, each in vars(self).items() if isinstance(each, dict)}
        )


def open_ground() -> tuple[City, Names]:
    """Register units, people, sellers and products by the real acts; the same city in the model."""
    city, names = City(START), Names(set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh"))
    load_tables()
    for unit, place in zip(("GBR", "DPC"), UNITS, strict=True):
        _open_unit(city, names, unit, place)
    for number, who in enumerate(EXTRA, 861):
        _know(city, names, who, new_account(new_person(number, who.title()), f"{who}@contoh.example"))
    second = new_account(names.persons["rangkap"], "rangkap.dua@contoh.example")
    _know(city, names, "rangkap dua", second, person="rangkap")
    for number, (who, shop) in enumerate(SHOPS.items(), 601):
        _open_shop(city, names, who, shop, number)
    city.budgets = {name: replace(each) for name, each in BUDGETS.items()}
    return city, names


def _know(city, names, who, account, person=""):
    """Note an account and the natural person behind it."""
    names.accounts[who], city.accounts[who] = account, person or who
    names.persons[person or who] = load_actor(account).person_id


def _open_unit(city, names, unit, place):
    _, code, name, region, first = place
    found = add_unit(
        government_id=names.government,
        code=code,
        short_code=unit,
        name=name,
        level="ukpd",
        region_code=region,
    )
    names.units[unit] = found
    address = {"unit_id": found, "label": f"Ruang {unit}", "street": "Jalan Contoh 1"}
    add_address(**address, by=CLOCK, at=SINCE, command=new_command())
    for official, account in zip(cast.OFFICIALS, cast.hire(found, unit, first).values(), strict=True):
        who = official.key if unit == "GBR" else f"{official.key} {unit}"
        _know(city, names, who, account)
        city.offices.append(Office(who, unit, official.role, SINCE.replace(tzinfo=None), None))


def _open_shop(city, names, who, shop, number):
    opened = open_shop(names.government, replace(shop, papers=()), number)
    paper = {"kind": "pbjt_exempt", "number": f"PBJT/{number}", "since": date(2025, 1, 1)}
    state_tax(vendor_id=opened.vendor_id, **paper, by=CLOCK, at=OPENED, command=new_command())
    _know(city, names, who, opened.account_id)
    names.sellers[who] = opened.vendor_id
    names.products |= {name: opened.products[name] for name, each in PRODUCTS.items() if each.seller == who}
    city.sellers[who] = Seller(shop.is_pkp, {(who, "owner")}, set())
    city.products |= {name: replace(each) for name, each in PRODUCTS.items() if each.seller == who}
