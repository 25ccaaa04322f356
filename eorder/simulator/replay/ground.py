"""What purchases stand on: units with people and budgets, sellers with prices, and packages taken up.

All of it is assumed (`assumptions.toml`), made by the acts, and found again when it was made before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.budgets.import_rows import AccountRow
from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.queries import find_package_by_rup
from eorder.foundation.ids import CommandId
from eorder.foundation.moments import day_in
from eorder.foundation.tables.report import ImportReport
from eorder.law import book
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.parties.identity.shared_password import HashedPassword, hash_password
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import RegionRow
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator.cast import PASSWORD, demo_nik, stable
from eorder.simulator.purchase import Purchase
from eorder.simulator.replay.assumptions import assumptions, category_of, marked, since
from eorder.simulator.replay.samples import small_pdf
from eorder.simulator.replay.source import SourcePurchase

ROLES = {"pa": "pa", "ppk": "ppk", "pp": "pejabat_pengadaan", "pptk": "pptk", "bendahara": "bendahara"}
SUB_ACTIVITY = ("X.XX.01.2.06.0000", "Kegiatan andaian")
REGION = ("99", "99.01", "99.01.01")
FIRST_OFFICIAL, FIRST_SELLER = 30_001, 31_001
"""Numbers of the reserved identity numbers."""


def command_of(*parts: object) -> CommandId:
    """Make the command id of one act of a replay: the same for the same purchase and act, also after a kill."""
    return stable(":".join([assumptions()["seed"], *map(str, parts)]))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packages and budget of one unit and account: what was bought, and the largest that was refused."""

    unit: str
    account: str
    rup_id: int
    accepted: int
    refused: int

    @property
    def ceiling(self) -> int:
        """Budget: exactly what the accepted purchases use; where there are none, one order of the ceiling."""
        return self.accepted or _order_ceiling()


def _order_ceiling() -> int:
    return book.parameter("order_ceiling").on(day_in("Asia/Jakarta", since())).amount


def shelves_of(purchases: Iterable[SourcePurchase]) -> dict[tuple[str, str], Shelf]:
    """Add up what each unit buys on each account; RUP ids are numbered in order."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for each in purchases:
        key = (each.key[1], category_of(each.category).account)
        sums[key][each.total > _order_ceiling()] += each.total
    first = assumptions()["rup_first"]
    return {key: Shelf(*key, first + number, *sums[key]) for number, key in enumerate(sorted(sums))}


def lay_tables() -> None:
    """Make the region, the accounts and the categories."""
    rows = [(2 + level, RegionRow(code, marked("Wilayah", 120), level + 1, code.rpartition(".")[0]))
            for level, code in enumerate(REGION)]  # fmt: skip
    import_regions(rows, ImportReport("Wilayah"))
    accounts = assumptions()["accounts"].items()
    import_accounts([(2, AccountRow(code, name, "")) for code, name in accounts], ImportReport("Rekening"))
    for code, each in assumptions()["categories"].items():
        define_category(
            code=code, name=each["name"], tax_nature=each["nature"], account_codes=[each["account"]]
        )


def lay_packages(purchases: list[SourcePurchase], shelves: dict[tuple[str, str], Shelf]) -> None:
    """Announce one package for each unit and account; governments and units are made with them."""
    unit_of = {each.key[1]: each for each in purchases}
    rows = [
        (number, _package(unit_of[shelf.unit], shelf)) for number, shelf in enumerate(shelves.values(), 2)
    ]
    import_packages(
        rows=rows, report=ImportReport("Paket"), by=CLOCK, at=since(), command=command_of("packages")
    )


def _package(unit: SourcePurchase, shelf: Shelf) -> PackageRow:
    year = assumptions()["fiscal_year"]
    first, last = date(year, 1, 3), date(year, 12, 20)
    name = f"{assumptions()['accounts'][shelf.account]} (andaian)"
    return PackageRow(
        year, unit.government_code, marked(unit.government, 160), shelf.unit, shelf.unit, marked(unit.unit, 200),
        str(shelf.rup_id), name, shelf.ceiling + shelf.refused, 9, "E-Purchasing", "Barang", True, True, "1 tahun",
        name, name, first, last, first, last, first, last, since(), {},
    )  # fmt: skip


def hire(government_code: str, government: str, units: dict[str, str], number: int) -> dict[str, UUID]:
    """Appoint one person to each office of a government, in all of its units; returns accounts by key.

    Args:
        government_code: The source's code.
        government: Its name in the source.
        units: Names of its units by code.
        number: First of the reserved identity numbers.
    """
    accounts = {}
    owner = set_up_government(code=government_code, name=marked(government, 160))
    unit_ids = {code: unit_id(owner, code, name) for code, name in sorted(units.items())}
    for offset, (key, role) in enumerate(ROLES.items()):
        tag = (government_code, key)
        person = register_person(
            name=assumptions()["offices"][key], nik=demo_nik(number + offset), by=CLOCK, at=since(),
            command=command_of("person", *tag),
        )  # fmt: skip
        accounts[key] = open_account(
            person_id=person, kind="official", email=f"{key}.{government_code.lower()}@contoh.example",
            password=_password(), by=CLOCK, at=since(), command=command_of("account", *tag),
        )  # fmt: skip
        for code, unit in unit_ids.items():
            appoint_person(
                unit_id=unit, person_id=person, role=role, decree_number=f"SK-ANDAIAN/{code}",
                decree_date=since().date(), since=since(), by=CLOCK, at=since(),
                command=command_of("appointment", code, key),
            )  # fmt: skip
    for code, unit in unit_ids.items():
        add_address(
            unit_id=unit, label=marked("Kantor", 120), street="Alamat tidak diketahui", region_code=REGION[-1],
            by=CLOCK, at=since(), command=command_of("address", code),
        )  # fmt: skip
    return accounts


def unit_id(government: UUID, code: str, name: str) -> UUID:
    """Find a unit that the announcement of its packages made."""
    return add_unit(government_id=government, code=code, short_code=f"S{code}", name=marked(name, 200))


def take_up(shelf: Shelf, unit: UUID, people: dict[str, Actor]) -> UUID:
    """Fund a package and dispose it to the officer; returns its id."""
    package = find_package_by_rup(shelf.rup_id)
    line = set_ceiling(
        government_id=package.government_id, fiscal_year=package.fiscal_year, unit_id=unit,
        sub_activity_code=SUB_ACTIVITY[0], sub_activity_name=SUB_ACTIVITY[1], account_id=shelf.account,
        ceiling=shelf.ceiling, reason="Andaian putaran ulang", by=CLOCK, at=since(),
        command=command_of("budget", shelf.unit, shelf.account),
    )  # fmt: skip
    Disposing(people, people["pa"], package.id, since(), tag=str(shelf.rup_id)).dispose(line)
    return package.id


@dataclass
class Disposing(Purchase):
    """The acts on a package, with command ids and papers of a replay."""

    tag: str = ""

    def _command(self) -> CommandId:
        self.commands.append(command_of("package", self.tag, len(self.commands)))
        return self.commands[-1]

    def prepare(self, budget_line_id: UUID) -> Purchase:
        """The PPK binds the package to its budget line, with the smallest papers there can be."""
        from eorder.buying.packages.actions.prepare_package import prepare_package

        prepare_package(
            package_id=self.package_id, budget_line_id=budget_line_id, kak=small_pdf(f"kak {self.tag}"),
            by=self.people["ppk"], at=self.at, command=self._command(),
        )  # fmt: skip
        return self.wait(minutes=10)


@cache
def _password() -> HashedPassword:
    """Hash the demo password once: five hundred people of a replay share it."""
    return hash_password(PASSWORD, seed=assumptions()["seed"])


@dataclass(frozen=True, slots=True)
class Seller:
    """One merchant in one government."""

    vendor_id: UUID
    actor: Actor


def open_seller(government: UUID, government_code: str, merchant: str, number: int) -> Seller:
    """Register a merchant of the source in a government; one owner for all governments."""
    owner = register_person(
        name=f"Pemilik {number} Andaian", nik=demo_nik(number), by=CLOCK, at=since(),
        command=command_of("owner", merchant),
    )  # fmt: skip
    account = open_account(
        person_id=owner, kind="umkm", email=f"penjual{number}@contoh.example", password=_password(), by=CLOCK,
        at=since(), command=command_of("account", merchant),
    )  # fmt: skip
    name = marked(merchant, 120)
    profile = VendorProfile(
        name=name, legal_form=assumptions()["legal_form"], nib=f"99{number:011d}", npwp=f"{number % 1000:016d}",
        kbli="47610", scale=assumptions()["scale"], scale_evidence="Andaian", scale_date=since().date(),
        region_code=REGION[-1], street="Alamat tidak diketahui", phone=f"0899{number:08d}", bank_name="Bank Contoh",
        bank_account=f"99{number:08d}", bank_holder=name, yearly_sales=assumptions()["yearly_sales"],
    )  # fmt: skip
    vendor = register_vendor(
        government_id=government, owner_id=owner, profile=profile, by=CLOCK, at=since(),
        command=command_of("vendor", government_code, merchant),
    )  # fmt: skip
    actor = load_actor(account)
    if actor is None:
        raise LookupError(f"the account of {merchant} is gone")
    return Seller(vendor, actor)


def product_of(seller: Seller, category: str, words: str, value: int) -> UUID:
    """List what a line names at its value, once for each seller; its words are the source's own."""
    command = command_of("product", seller.vendor_id, category, words, value)
    name = " ".join(words.split())[:160] or assumptions()["nameless"]
    form = ProductForm(category, name, "", assumptions()["unit_of_measure"], value, 1, 0)
    return list_product(vendor_id=seller.vendor_id, form=form, by=seller.actor, at=since(), command=command)
