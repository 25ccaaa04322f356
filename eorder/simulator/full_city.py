"""Fill the demo city: hundreds of sellers and thousands of products in every category, with pictures drawn for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from django.db import transaction

from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.import_products import import_products
from eorder.market.catalogue.models import Product
from eorder.market.catalogue.offers import Offer
from eorder.market.photos.actions.keep_picture import keep_picture
from eorder.market.photos.actions.show_pictures import Showing, show_pictures
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.shared_password import HashedPassword, hash_password
from eorder.parties.regions.models import Region
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.workunits.queries import government_of
from eorder.records.documents.apart import HELPER
from eorder.records.documents.intake import check_photo
from eorder.records.journal.models import Command
from eorder.simulator.assortment import Made, products_of, shop_name, trade_of
from eorder.simulator.cast import PASSWORD, demo_nik, stable
from eorder.simulator.drawing import draw_product

SELLERS = 300
FIRST_NUMBER = 3_001
"""Number of the first of these sellers among those whose identity numbers no real one has."""
OPENED = datetime(2025, 2, 3, 2, tzinfo=UTC)
GOVERNMENT = "KOTA-CONTOH"
SMALL_EVERY = 4
"""Every fourth seller is a small business, the others are micro."""


@transaction.atomic
def fill_city(sellers: int = SELLERS) -> int:
    """Fill the small demo city, wholly or not at all; a repeat has no effect.

    Args:
        sellers: How many; each offers ten products.

    Returns:
        How many products are new.

    Raises:
        NotFoundError: The small city is not loaded.
    """
    government = government_of(GOVERNMENT)
    done = stable(f"city:photos:{sellers}")
    if not sellers or Command.objects.filter(id=done).exists():
        return 0
    password = hash_password(PASSWORD, seed=GOVERNMENT)
    regions = list(Region.objects.filter(level=3).order_by("code").values_list("code", flat=True))
    vendors = [
        _open(government, number, regions[number * 7 % len(regions)], password) for number in range(sellers)
    ]
    made = {
        (vendor, each.form.name): each
        for number, vendor in enumerate(vendors)
        for each in products_of(number)
    }
    report = ImportReport("Kota contoh")
    import_products(
        offers=_offers(made), report=report, by=CLOCK, at=OPENED, command=stable(f"city:products:{sellers}")
    )
    if report.refused:
        raise ValueError(report.render())
    show_pictures(showings=list(_showings(vendors, made)), by=CLOCK, at=OPENED, command=done)
    return report.new


def _offers(made: dict[tuple[UUID, str], Made]) -> Iterator[tuple[int, Offer]]:
    for number, ((vendor, _), each) in zip(count(2), made.items()):
        yield number, Offer(vendor, each.form, each.answers)


def _showings(vendors: list[UUID], made: dict[tuple[UUID, str], Made]) -> Iterator[Showing]:
    """Draw each picture once, and say which products show it."""
    drawn: dict[tuple[str, int], str] = {}
    listed = (
        Product.objects.filter(vendor_id__in=vendors).order_by("id").values_list("id", "vendor_id", "name")
    )
    with HELPER.files_of_our_own():
        for product, vendor, name in listed:
            each = made.get((vendor, name))
            if each is None:
                continue
            picture = (each.shape, each.variant)
            if picture not in drawn:
                drawn[picture] = keep_picture(check_photo(draw_product(*picture)))
            yield Showing(product, drawn[picture], f"Gambar contoh: {name}")


def _open(government: UUID, number: int, region: str, password: HashedPassword) -> UUID:
    """Register one seller with its owner and account."""
    own, is_small = FIRST_NUMBER + number, number % SMALL_EVERY == SMALL_EVERY - 1
    template, _ = trade_of(number)
    owner_name, tag = f"Pemilik Contoh {number + 1:03d}", f"city:{number}"
    owner = register_person(
        name=owner_name, nik=demo_nik(own), by=CLOCK, at=OPENED, command=stable(f"{tag}:owner")
    )
    open_account(
        person_id=owner, kind="umkm" if is_small else "jakpreneur", email=f"penjual-{number + 1:03d}@contoh.example",
        password=password, by=CLOCK, at=OPENED, command=stable(f"{tag}:account"),
    )  # fmt: skip
    profile = VendorProfile(
        name=shop_name(number),
        legal_form="cv" if is_small else "individual",
        nib=f"990000000{own:04d}",
        npwp=f"000000000000{own:04d}" if is_small else demo_nik(own),
        kbli=template.kbli[0],
        scale="small" if is_small else "micro",
        scale_evidence="Pernyataan omzet tahunan (contoh)",
        scale_date=date(2025, 2, 3),
        region_code=region,
        street=f"Gang Contoh {own}",
        phone=f"08990000{own:04d}",
        bank_name="Bank Contoh",
        bank_account=f"990{own:07d}",
        bank_holder=owner_name,
        yearly_sales=3_000_000_000 if is_small else 400_000_000,
    )
    return register_vendor(
        government_id=government, owner_id=owner, profile=profile, by=CLOCK, at=OPENED,
        command=stable(f"{tag}:vendor"),
    )  # fmt: skip
