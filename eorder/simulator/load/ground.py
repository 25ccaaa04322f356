"""Units with their officers, sellers with their products, and packages: laid when the first purchase needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.import_rows import AccountRow
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.parties.identity.passwords import HashedPassword, hash_password
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import RegionRow
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator.cast import PASSWORD
from eorder.simulator.load import names
from eorder.simulator.load.distributions import distributions, stream
from eorder.simulator.load.plan import kinds, products_of, trade_of

SINCE = datetime(2024, 12, 1, 2, tzinfo=UTC)
REGION = "31.71.01"
OFFICES = ("pa", "ppk", "pejabat_pengadaan", "pptk", "bendahara")
LARGEST_UNITS = 1_000
"""Numbers kept for officers; those of sellers come after."""


@dataclass(frozen=True, slots=True)
class LaidUnit:
    """One unit with an actor for each office."""

    id: UUID
    code: str
    name: str
    officers: dict[str, Actor]


@dataclass(frozen=True, slots=True)
class LaidShop:
    """One seller with its actor and its products, by their place in its list."""

    vendor_id: UUID
    seller: Actor
    products: tuple[UUID, ...]


def government_code(seed: int) -> str:
    """Code of the government of a seed's city."""
    return f"KOTA-BEBAN-{seed:02d}"


def government_name(seed: int) -> str:
    """Name of the government of a seed's city."""
    return f"Pemerintah Kota Contoh Beban {seed:02d}"


def lay_tables(seed: int) -> UUID:
    """Set up the government with its region, accounts and categories; repeatable.

    Returns:
        The government's id.
    """
    government = set_up_government(code=government_code(seed), name=government_name(seed))
    import_regions([(2, RegionRow(REGION, "Gambir", 3, "31.71"))], ImportReport("Wilayah"))
    accounts = {kind.account: kind.account_name for kind in kinds().values()}
    rows = [(number, AccountRow(code, name, "")) for number, (code, name) in enumerate(accounts.items(), 2)]
    import_accounts(rows, ImportReport("Rekening"))
    for kind in kinds().values():
        define_category(
            code=kind.code, name=kind.name, tax_nature=kind.tax_nature, account_codes=[kind.account]
        )
    return government


@dataclass
class Ground:
    """The city of a seed as far as it is laid; every method lays what is missing and is harmless when repeated."""

    seed: int
    government_id: UUID
    _units: dict[int, LaidUnit] = field(default_factory=dict)
    _shops: dict[int, LaidShop] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget what a transaction laid that was undone."""
        self._units.clear()
        self._shops.clear()

    def unit(self, number: int) -> LaidUnit:
        """Find or lay a unit with its address and officers."""
        if number not in self._units:
            self._units[number] = self._lay_unit(number)
        return self._units[number]

    def shop(self, number: int) -> LaidShop:
        """Find or lay a seller with its tax papers and products."""
        if number not in self._shops:
            self._shops[number] = self._lay_shop(number)
        return self._shops[number]

    def _lay_unit(self, number: int) -> LaidUnit:
        code, name = f"99.{number:04d}", names.unit_name(number)
        unit = add_unit(
            government_id=self.government_id,
            code=code,
            short_code=f"B{self.seed:02d}U{number:03d}",
            name=name,
            level="skpd",
            region_code=REGION,
        )
        add_address(
            unit_id=unit, label=f"Kantor {name}", street=f"Jalan Contoh {number}", region_code=REGION, by=CLOCK,
            at=SINCE, command=names.command_of(self.seed, f"address:{number}"),
        )  # fmt: skip
        officers = {
            role: self._officer(unit, number * len(OFFICES) + place, role)
            for place, role in enumerate(OFFICES)
        }
        return LaidUnit(unit, code, name, officers)

    def _officer(self, unit: UUID, number: int, role: str) -> Actor:
        command = names.command_of(self.seed, f"officer:{number}")
        account = key_of(derived(command, "account"))
        if (known := load_actor(account)) is not None:
            return known
        person = self._person(f"Petugas Contoh {number}", number)
        account = open_account(
            person_id=person, kind="official", email=f"petugas{number}.beban{self.seed}@contoh.example",
            password=_password(), nrk=names.nrk_of(self.seed, number), by=CLOCK, at=SINCE,
            command=derived(command, "account"),
        )  # fmt: skip
        appoint_person(
            unit_id=unit,
            person_id=person,
            role=role,
            decree_number=f"SK-{number:04d}/CONTOH",
            decree_date=SINCE.date(),
            since=SINCE,
            by=CLOCK,
            at=SINCE,
            command=derived(command, "appointment"),
        )
        return _present(account)

    def _person(self, name: str, number: int) -> UUID:
        return register_person(
            name=name, nik=names.nik_of(self.seed, number), by=CLOCK, at=SINCE,
            command=names.command_of(self.seed, f"person:{number}"),
        )  # fmt: skip

    def _lay_shop(self, number: int) -> LaidShop:
        command = names.command_of(self.seed, f"shop:{number}")
        vendor, account = key_of(command), key_of(derived(command, "account"))
        seller = load_actor(account)
        if seller is None:
            owner = self._person(f"Penjual Contoh {number}", LARGEST_UNITS + number)
            account = open_account(
                person_id=owner, kind="umkm", email=f"toko{number}.beban{self.seed}@contoh.example",
                password=_password(), by=CLOCK, at=SINCE, command=derived(command, "account"),
            )  # fmt: skip
            profile, has_final_tax = self._profile(number)
            vendor = register_vendor(
                government_id=self.government_id, owner_id=owner, profile=profile, by=CLOCK, at=SINCE,
                command=command,
            )  # fmt: skip
            if has_final_tax:
                self._state_tax(vendor, number)
            seller = _present(account)
        products = tuple(
            self._list(vendor, number, place, seller) for place in range(len(products_of(self.seed, number)))
        )
        return LaidShop(vendor, seller, products)

    def _list(self, vendor: UUID, number: int, place: int, seller: Actor) -> UUID:
        planned, kind = products_of(self.seed, number)[place], trade_of(number)
        return list_product(
            vendor_id=vendor,
            form=ProductForm(
                kind.code, planned.name, "Produk contoh untuk uji beban.", kind.unit, planned.price, 1, 0
            ),
            by=seller,
            at=SINCE,
            command=names.command_of(self.seed, f"product:{number}:{place}"),
        )

    def _state_tax(self, vendor: UUID, number: int) -> None:
        year = distributions().fiscal_year
        state_tax(
            vendor_id=vendor, kind="suket_pp55", number=f"CONTOH-{self.seed}-{number}/SUKET",
            since=date(year, 1, 1), until=date(year + 1, 12, 31), by=CLOCK, at=SINCE,
            command=names.command_of(self.seed, f"suket:{number}"),
        )  # fmt: skip

    def _profile(self, number: int) -> tuple[VendorProfile, bool]:
        """Draw a seller's standing; says too whether it pays the final tax of PP 55."""
        traits, draws = distributions().traits, stream(self.seed, "shop", number)
        is_individual = draws.random() < traits.individual_share
        is_pkp = not is_individual and draws.random() < traits.pkp_share / (1 - traits.individual_share)
        has_final_tax = not is_pkp and draws.random() < traits.final_tax_share
        person = LARGEST_UNITS + number
        npwp = names.nik_of(self.seed, person) if is_individual else names.body_npwp_of(self.seed, number)
        return VendorProfile(
            name=names.shop_name(number),
            legal_form="individual" if is_individual else "cv",
            nib=names.nib_of(self.seed, number),
            npwp=npwp,
            kbli="56210" if trade_of(number).tax_nature == "catering" else "47610",
            scale="small",
            scale_evidence="Pernyataan omzet tahunan (contoh)",
            scale_date=SINCE.date(),
            region_code=REGION,
            street=f"Gang Contoh {number}",
            phone=f"0899{self.seed:02d}{number:06d}",
            bank_name="Bank Contoh",
            bank_account=f"99{self.seed:02d}{number:06d}",
            bank_holder=f"Penjual Contoh {number}",
            is_pkp=is_pkp,
            yearly_sales=3_000_000_000,
        ), has_final_tax


def derived(command: UUID, part: str) -> CommandId:
    """Derive the command of a second act of the same thing."""
    return CommandId(derive_id(command, part))


@cache
def _password() -> HashedPassword:
    """Hash the demo password once: a thousand people of a city share it."""
    return hash_password(PASSWORD)


def _present(account: UUID) -> Actor:
    actor = load_actor(account)
    if actor is None:
        raise LookupError(f"the account {account} of the load is closed")
    return actor
