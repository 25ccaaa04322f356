"""A small plainly fictional city, loaded through the acts at the first start; a repeat has no effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from uuid import UUID

from django.db import transaction

from eorder.buying.budgets.actions.import_accounts import import_accounts
from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.budgets.import_rows import AccountRow
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.follow_template import follow_template
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.templates.actions.publish_template import publish_template, template_digest
from eorder.market.templates.book import templates
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import RegionRow
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator import cast
from eorder.simulator.drawing import draw_product
from eorder.simulator.sanctioned import sanction_some
from eorder.simulator.sellers import ACCOUNTS, CATEGORIES, OPENED, OpenShop, open_shops
from eorder.simulator.stories import tell_stories

UNITS = (
    ("GBR", "7.01.0.00.0.00.01.0001", "Kecamatan Gambir Contoh", "31.71.01", 1),
    ("DPC", "1.01.0.00.0.00.01.0000", "Dinas Pendidikan Contoh", "31.71.06", 101),
)
CEILINGS = {
    "5.1.02.01.01.0052": 96_250_000,
    "5.1.02.01.01.0024": 120_000_000,
    "5.1.02.01.01.0026": 60_000_000,
}
SUB_ACTIVITIES = {
    "5.1.02.01.01.0052": ("7.02.01.1.06.0009", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD"),
    "5.1.02.01.01.0024": ("7.02.01.1.06.0002", "Penyediaan Peralatan dan Perlengkapan Kantor"),
    "5.1.02.01.01.0026": ("7.02.01.1.06.0005", "Penyediaan Barang Cetakan dan Penggandaan"),
}

PHOTOGRAPHED = {"Nasi kotak ayam bakar": ("ricebox", 0), "Kudapan 3 macam": ("snackbox", 3)}
"""Products of the first caterer with a photo, and the picture drawn for it: shape and variant."""


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """One demo unit with its people and budget lines by account."""

    id: UUID
    code: str
    unit_code: str
    name: str
    accounts: dict[str, UUID]
    lines: dict[str, UUID]


@transaction.atomic
def load_demo_city(now: datetime | None = None) -> None:
    """Load units, people, budgets, sellers, packages, purchases at every stage and sanctions, wholly or not at all."""
    today = now or datetime.now(UTC)
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    load_tables()
    load_templates(government)
    units = [load_unit(government, *unit, year=today.year) for unit in UNITS]
    sellers = open_shops(government)
    show_photos(sellers)
    tell_stories(units, sellers, today)
    sanction_some(government, {unit.code: unit for unit in units}, today)


def load_tables() -> None:
    """Load Jakarta's region codes, the accounts and categories of the demo."""
    text = files("eorder.simulator").joinpath("data/jakarta_regions.csv").read_text(encoding="utf-8")
    regions = [line.split(",", 1) for line in text.splitlines()[1:]]
    import_regions(
        [
            (number, RegionRow(code, name, code.count(".") + 1, code.rpartition(".")[0]))
            for number, (code, name) in enumerate(regions, 2)
        ],
        ImportReport("Wilayah"),
    )
    rows = [(number, AccountRow(code, name, "")) for number, (code, name) in enumerate(ACCOUNTS.items(), 2)]
    import_accounts(rows, ImportReport("Rekening"))
    for category in CATEGORIES:
        define_category(**category)


def load_templates(government: UUID) -> None:
    """Publish every template that comes with the program, and let its category follow it."""
    for code, template in templates().items():
        version = publish_template(
            government_id=government, template=template, by=CLOCK, at=cast.SINCE,
            command=cast.stable(f"template:{code}:{template_digest(template)}"),
        )  # fmt: skip
        follow_template(version_id=version)


def show_photos(sellers: dict[str, OpenShop]) -> None:
    """Show photos of some products of the first caterer, as a seller sends them in."""
    shop = sellers["mawar"]
    seller = load_actor(shop.account_id)
    if seller is None:
        raise LookupError("the demo seller has no account")
    for name, picture in PHOTOGRAPHED.items():
        add_photo(
            product_id=shop.products[name], upload=draw_product(*picture), alt=name, by=seller, at=OPENED,
            command=cast.stable(f"photo:{shop.vendor_id}:{name}"),
        )  # fmt: skip


def load_unit(
    government: UUID, short: str, code: str, name: str, region: str, first_number: int, *, year: int
) -> DemoUnit:
    """Load one unit with people, address and budget lines of a year."""
    unit = add_unit(
        government_id=government, code=code, short_code=short, name=name, level="ukpd", region_code=region
    )
    add_address(
        unit_id=unit, label=f"Ruang Pola, {name}", street="Jalan Contoh 1", region_code=region, by=CLOCK,
        at=cast.SINCE, command=cast.stable(f"address:{short}"),
    )  # fmt: skip
    accounts = cast.hire(unit, short, first_number)
    return DemoUnit(unit, short, code, name, accounts, fund(government, unit, short, year))


def fund(government: UUID, unit: UUID, short: str, year: int) -> dict[str, UUID]:
    """Give a unit its budget lines of a year."""
    lines = {}
    for account, ceiling in CEILINGS.items():
        sub_activity, name = SUB_ACTIVITIES[account]
        lines[account] = set_ceiling(
            government_id=government,
            fiscal_year=year,
            unit_id=unit,
            sub_activity_code=sub_activity,
            sub_activity_name=name,
            account_id=account,
            ceiling=ceiling,
            reason="Anggaran kota contoh",
            by=CLOCK,
            at=datetime(year, 1, 2, 2, tzinfo=UTC),
            command=cast.stable(f"budget:{short}:{account}:{year}"),
        )
    return lines
