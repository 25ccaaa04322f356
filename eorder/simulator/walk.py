"""Take one package, real or of the demo, and walk a purchase on it through every act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from eorder.buying.packages.models import Package
from eorder.buying.packages.queries import find_package_by_rup
from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import NotAllowedError
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.models import Unit
from eorder.simulator import cast
from eorder.simulator.calendar import morning, mornings_later
from eorder.simulator.demo_city import CEILINGS, fund
from eorder.simulator.purchase import Purchase
from eorder.simulator.sellers import SHOPS, OpenShop, open_shop
from eorder.simulator.stories import FOOD, RUP_BASE

SHOP = "mawar"
PORTIONS = 25
FIRST_GUEST = 10_001
"""Number of the first demo official hired for a unit that has none."""


def walk_purchase(rup_id: int = 0) -> Purchase:
    """Walk a meal for a meeting through all acts on a package.

    A unit that has no officials, address or budget line yet gets those of the demo; they are plainly
    fictional. The acts take place on working days of the package's own fiscal year.

    Args:
        rup_id: RUP id of the package; 0 takes the demo's own.

    Raises:
        NotFoundError: There is no such package.
        NotAllowedError: The package is too small, or not open for disposition any more.
    """
    package = find_package_by_rup(rup_id or RUP_BASE + 1)
    shop = shop_for(package.government_id)
    seller = load_actor(shop.account_id)
    unit = package.unit
    people = cast.actors(_people_of(unit))
    if seller is None:
        raise LookupError("the demo seller has no account")
    start = _start(package)
    walk = Purchase(people, seller, package.id, start)
    if package.state == PackageState.IMPORTED:
        walk.dispose(_budget_line(unit, package.fiscal_year))
    elif package.state != PackageState.ACTIVE:
        raise NotAllowedError(f"Paket {package.rup_id} sedang didisposisi; pilih paket lain.")
    _buy(walk, shop, package)
    return walk


def _buy(walk: Purchase, shop: OpenShop, package: Package) -> None:
    meal, snack = shop.products["Nasi kotak ayam bakar"], shop.products["Kudapan 3 macam"]
    people = min(PORTIONS, (package.ceiling - package.ordered) // 60_000)
    if people < 20:  # noqa: PLR2004 (the seller's least quantity)
        raise NotAllowedError(
            f"Sisa pagu paket {package.rup_id} terlalu kecil untuk pesanan contoh (Rp 1.200.000)."
        )
    meeting = mornings_later(walk.at, 2)
    walk.meet(f"Rapat koordinasi {meeting:%d-%m-%Y %H%M%S}", meeting, insiders=5, outsiders=people - 5)
    walk.place(
        shop.vendor_id,
        ((meal, people * 1000), (snack, people * 1000)),
        meeting + timedelta(hours=2),
        reason="Penjual terdekat dengan lauk sesuai spesifikasi.",
    )
    walk.accept()
    walk.at = meeting + timedelta(hours=1, minutes=40)
    walk.ship().receive().hand_over().attend(people - 1).invoice()
    walk.at = mornings_later(walk.at, 1)
    walk.verify().pay().close_with_proof()


def shop_for(government_id: UUID) -> OpenShop:
    """Open the demo's caterer in a government; each government has its own sellers."""
    shop = next(shop for shop in SHOPS if shop.key == SHOP)
    return open_shop(government_id, shop, 501)


def _start(package: Package) -> datetime:
    """A working morning that leaves room for the whole chain, in the package's own year."""
    now = datetime.now(UTC)
    if package.fiscal_year == now.year:
        return morning(now, 9)
    return morning(datetime(package.fiscal_year, 12, 1, tzinfo=UTC), 0)


def _people_of(unit: Unit) -> dict[str, UUID]:
    """Find the demo officials of a unit, or hire them."""
    emails = {cast.email_of(official.key, unit.short_code): official.key for official in cast.OFFICIALS}
    known = Account.objects.filter(email__in=emails).values_list("email", "id")
    accounts = {emails[email]: account for email, account in known}
    if accounts:
        return accounts
    add_address(
        unit_id=unit.id,
        label=f"Kantor {unit.name}"[:120],
        street="Jalan Contoh 1",
        by=CLOCK,
        at=cast.SINCE,
        command=cast.stable(f"address:{unit.id}"),
    )
    taken = Account.objects.exclude(nrk=None).count()  # demo numbers only ever grow
    return cast.hire(unit.id, unit.short_code, FIRST_GUEST + taken)


def _budget_line(unit: Unit, year: int) -> UUID:
    if FOOD not in CEILINGS:
        raise LookupError("the demo has no budget for meals")
    return fund(unit.government_id, unit.id, unit.short_code, year)[FOOD]
