"""The ground of the benchmarks: units with officers, budget lines and active packages, and one seller."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.budgets.import_rows import AccountRow
from eorder.buying.packages.models import Package
from eorder.foundation.ids import new_command, new_id
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import RegionRow
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.parties.workunits.models import Address, Appointment
from eorder.simulator.cast import PASSWORD, demo_nik

ACCOUNT = "5.1.02.01.01.0024"
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
PRICE = 10_000


@transaction.atomic
def lay(units: int, officers: int, ceiling: int, *, one_line: bool, room: int) -> dict:
    """Lay the ground; with `one_line` every package draws on one budget line, with `room` for so many orders."""
    government = set_up_government(code="BENCH", name="Pemerintah Kota Ukur")
    import_regions([(2, RegionRow("31.71.01", "Gambir", 3, "31.71"))], ImportReport(""))
    import_accounts([(2, AccountRow(ACCOUNT, "Alat tulis kantor", ""))], ImportReport(""))
    define_category(code="alat", name="Alat tulis", tax_nature="goods", account_codes=[ACCOUNT])
    people = [_person(f"Petugas {n}", 1000 + n) for n in range(officers)]
    chiefs = [_person(f"Pejabat {n}", 2000 + n) for n in range(3)]
    emails = [f"petugas{n}@contoh.example" for n in range(officers)]
    for person, email in zip(people, emails, strict=True):
        open_account(person_id=person, kind="official", email=email, password=PASSWORD, by=CLOCK, at=SINCE,
                     command=new_command())  # fmt: skip
    offices = {"ppk": chiefs[1], "treasurer": chiefs[2]}
    for office, person in offices.items():
        open_account(person_id=person, kind="official", email=f"{office}@contoh.example", password=PASSWORD, by=CLOCK,
                     at=SINCE, command=new_command())  # fmt: skip
    vendor, products = _seller(government)
    total = 6 * PRICE
    line, packages = None, []
    for number in range(units):
        unit = add_unit(
            government_id=government, code=f"U{number}", short_code=f"U{number}", name=f"Unit {number}"
        )
        Address.objects.create(unit_id=unit, label="Kantor", street="Jalan Ukur", is_active=True)
        hats = [_appoint(unit, chiefs[0], "pa"), _appoint(unit, chiefs[1], "ppk"),
                _appoint(unit, people[number % officers], "pejabat_pengadaan")]  # fmt: skip
        _appoint(unit, chiefs[2], "bendahara")
        if line is None or not one_line:
            line = _line(government, unit, room * total if room else ceiling)
        packages.append(_package(government, unit, line, number, ceiling, hats))
    return {
        "officers": emails, "password": PASSWORD, "vendor": str(vendor), "products": [str(each) for each in products],
        "packages": [str(each) for each in packages], "seller": "penjual@contoh.example",
        **{office: f"{office}@contoh.example" for office in offices},
    }  # fmt: skip


def _person(name: str, number: int) -> UUID:
    return register_person(name=name, nik=demo_nik(number), by=CLOCK, at=SINCE, command=new_command())


def _appoint(unit: UUID, person: UUID, role: str) -> Appointment:
    made = appoint_person(
        unit_id=unit, person_id=person, role=role, decree_number="SK-UKUR", decree_date=date(2025, 1, 1), since=SINCE,
        by=CLOCK, at=SINCE, command=new_command(),
    )  # fmt: skip
    return Appointment.objects.get(id=made)


def _line(government: UUID, unit: UUID, ceiling: int) -> UUID:
    return set_ceiling(
        government_id=government, fiscal_year=datetime.now(UTC).year, unit_id=unit, sub_activity_code="7.02",
        sub_activity_name="Ukur", account_id=ACCOUNT, ceiling=ceiling, reason="ukur", by=CLOCK, at=SINCE,
        command=new_command(),
    )  # fmt: skip


def _package(
    government: UUID, unit: UUID, line: UUID, number: int, ceiling: int, hats: list[Appointment]
) -> UUID:
    return Package.objects.create(
        id=new_id(), government_id=government, unit_id=unit, fiscal_year=datetime.now(UTC).year,
        rup_id=99_000_000 + number,
        name=f"Paket {number}", ceiling=ceiling, method="E-Purchasing", kind="Barang", state="active",
        budget_line_id=line, pa_appointment=hats[0], ppk_appointment=hats[1], officer_appointment=hats[2],
    ).id  # fmt: skip


def _seller(government: UUID) -> tuple[UUID, list[UUID]]:
    owner = _person("Penjual Ukur", 3000)
    account = open_account(person_id=owner, kind="umkm", email="penjual@contoh.example", password=PASSWORD, by=CLOCK,
                           at=SINCE, command=new_command())  # fmt: skip
    profile = VendorProfile("Toko Ukur", "individual", "9900000000999", demo_nik(3000), "47610", "micro", "ukur",
                            date(2025, 1, 1), "31.71.01", "", "", "Bank Contoh", "1", "Penjual Ukur",
                            yearly_sales=400_000_000)  # fmt: skip
    vendor = register_vendor(government_id=government, owner_id=owner, profile=profile, by=CLOCK, at=SINCE,
                             command=new_command())  # fmt: skip
    seller = load_actor(account)
    products = [
        list_product(
            vendor_id=vendor,
            form=ProductForm("alat", f"Alat {n}", "", "buah", PRICE),
            by=seller,
            at=SINCE,
            command=new_command(),
        )
        for n in range(100)
    ]
    return vendor, products
