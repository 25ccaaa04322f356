"""A buying unit with its people, a seller and a package, met through the acts; and clients signed in by role."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.queries import find_package_by_rup
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator import cast
from eorder.simulator.demo_city import UNITS, load_tables, load_unit
from eorder.simulator.purchase import Purchase
from eorder.simulator.samples import sample_pdf
from eorder.simulator.sellers import SHOPS, open_shop

ZONE = ZoneInfo("Asia/Jakarta")
FOOD, STATIONERY = "5.1.02.01.01.0052", "5.1.02.01.01.0024"
RUP = 99_020_000
SESSION = 1
"""Statements that finding out who is asking takes on every page."""
BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"


@dataclass
class City:
    """Two units, one kitchen and one shop for stationery."""

    government: object
    unit: object
    other: object
    kitchen: object
    shop: object
    packages: int = 0
    clients: dict = field(default_factory=dict)

    def people(self, *, other=False):
        return cast.actors((self.other if other else self.unit).accounts)

    def client(self, key, *, other=False):
        """Give a browser in which the holder of an office is signed in."""
        return signed_in((self.other if other else self.unit).accounts[key])

    def announce(self, name="Konsumsi rapat koordinasi", ceiling=90_000_000, *, other=False):
        """Announce one more package of a unit."""
        self.packages += 1
        now, unit = timezone.now(), self.other if other else self.unit
        day = now.date()
        row = PackageRow(
            now.year, "KOTA-CONTOH", "Pemerintah Kota Contoh", unit.unit_code, unit.unit_code, unit.name,
            str(RUP + self.packages), name, ceiling, 9, "E-Purchasing", "Barang", True, True, "1 paket", name, name,
            day, day, day, day, day, day, now - timedelta(days=30), {},
        )  # fmt: skip
        import_packages(
            rows=[(2, row)],
            report=ImportReport("Paket"),
            by=CLOCK,
            at=now,
            command=cast.stable(f"web:{self.packages}"),
        )
        return find_package_by_rup(RUP + self.packages)

    def ready_package(self, account=FOOD, ceiling=90_000_000, *, meets=True, is_over=False):
        """Walk a package to the point where it can be ordered from; `meets` records a meeting of the days to come.

        `is_over` puts it two days back instead.
        """
        package = self.announce(ceiling=ceiling)
        walk = Purchase(self.people(), self.people()["pa"], package.id, timezone.now() - timedelta(hours=3))
        walk.dispose(self.unit.lines[account])
        if meets:
            walk.meet("Rapat koordinasi wilayah", tomorrow(12) - timedelta(days=4 if is_over else 0))
        return package, walk.meeting_id

    def list_product(self, name, price, *, shop=None, category="alat-tulis"):
        """Let a seller offer one more product."""
        seller = shop or self.shop
        return list_product(
            vendor_id=seller.vendor_id, form=ProductForm(category, name, f"{name}, contoh.", "buah", price, 1, 0),
            by=load_actor(seller.account_id), at=timezone.now() - timedelta(days=4), command=cast.stable(f"web:{name}"),
        )  # fmt: skip


def tomorrow(hour):
    """A moment of tomorrow in Jakarta."""
    return (
        (datetime.now(ZONE) + timedelta(days=2))
        .replace(hour=hour, minute=0, second=0, microsecond=0)
        .astimezone(UTC)
    )


def signed_in(account_id):
    """A browser with a session of an account."""
    account = get_user_model().objects.get(id=account_id)
    client = Client()
    session = client.session
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.id), BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    client.cookies["sid"] = session.session_key
    return client


@pytest.fixture
def city(db):
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    load_tables()
    unit, other = (load_unit(government, *each, year=timezone.now().year) for each in UNITS)
    shops = {
        shop.key: open_shop(government, shop, 501 + index)
        for index, shop in enumerate(SHOPS)
        if shop.key in {"mawar", "pena"}
    }
    return City(government, unit, other, shops["mawar"], shops["pena"])


@pytest.fixture
def pdf():
    """Make an upload of a one-page paper."""

    def make(text="KAK contoh"):
        return SimpleUploadedFile("berkas.pdf", sample_pdf(text).content, "application/pdf")

    return make
