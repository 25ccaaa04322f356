"""Packages and orders in any state, brought there by the real acts in August 2026."""

from dataclasses import dataclass
from uuid import UUID

from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.placement import Wanted
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.actions.finish_package import finish_package
from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.actions.return_package import return_package
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.models import Package
from eorder.buying.packages.queries import find_package_by_rup
from eorder.buying.packages.states import PackageState
from eorder.foundation.ids import new_command
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import CLOCK
from eorder.simulator.demo_city import DemoUnit
from eorder.simulator.purchase import Purchase
from tests.factories.cast import YEAR, City, Seller, at

FOOD, STATIONERY, PRINT = "5.1.02.01.01.0052", "5.1.02.01.01.0024", "5.1.02.01.01.0026"
REASON = "Lauk sesuai spesifikasi dan diantar tepat waktu."
MEETING = at(13, "09.00")
MEALS = ("Nasi kotak ayam bakar", "Kudapan 3 macam")


def open_package(
    city: City,
    state: PackageState = PackageState.ACTIVE,
    *,
    account: str = FOOD,
    ceiling: int = 90_000_000,
    rup: int | None = None,
    name: str = "Konsumsi rapat koordinasi",
) -> Purchase:
    """Announce a package and bring it to a state; the walk that comes back can place an order in it."""
    number = rup or 58_020_001 + Package.objects.count()
    row = package_row(city.unit, number, name, ceiling)
    import_packages(
        rows=[(2, row)], report=ImportReport("Paket"), by=CLOCK, at=at(5, month=1), command=new_command()
    )
    walk = Purchase(city.people, city.sellers["A"].actor, find_package_by_rup(number).id, at(3))
    _bring(walk, state, city.unit.lines[account])
    return walk


def package_row(unit: DemoUnit, number: int, name: str, ceiling: int) -> PackageRow:
    """A row of the announcement."""
    first, last = at(5, month=1), at(20, month=12)
    return PackageRow(
        fiscal_year=YEAR, agency_code="KOTA-CONTOH", agency_name="Pemerintah Kota Contoh", unit_code=unit.unit_code,
        unit_code_text=unit.unit_code, unit_name=unit.name, rup_id=str(number), name=name, ceiling=ceiling,
        method_code=9, method="E-Purchasing", kind="Barang", is_pdn=True, is_umkm=True, volume="1 paket",
        description=name, specification=name, selection_start_date=first.date(), selection_end_date=last.date(),
        contract_start_date=first.date(), contract_end_date=last.date(), use_start_date=first.date(),
        use_end_date=last.date(), announced_at=first, source={},
    )  # fmt: skip


def _bring(walk: Purchase, state: PackageState, line: UUID) -> None:
    S = PackageState  # noqa: N806 (the state table's own short name)
    give_back = {"package_id": walk.package_id, "reason": "Tidak jadi dilaksanakan."}
    if state is S.WITHDRAWN:
        return_package(step="withdraw", by=walk.people["pa"], at=walk.at, command=new_command(), **give_back)
    elif state is S.WITH_PPK:
        walk.dispose_to_ppk()
    elif state in {S.ACTIVE, S.FINISHED}:
        walk.dispose(line)
    elif state is not S.IMPORTED:
        walk.dispose_to_ppk().prepare(line)
    if state is S.WITH_OFFICER:
        walk.dispose_to_officer()
    if state is S.FINISHED:
        finish_package(package_id=walk.package_id, by=walk.people["ppk"], at=walk.at, command=new_command())


@dataclass(frozen=True)
class Basket:
    """What an order asks for: products with quantities in thousandths of a unit."""

    seller: Seller
    quantities: tuple[tuple[UUID, int], ...]
    account: str


def basket(city: City, case: str = "A", count: int = 20) -> Basket:
    """The usual order of a tax case: boxes and snacks for some people, or paper."""
    seller = city.sellers[case]
    meals = [seller.products[name] for name in MEALS if name in seller.products]
    chosen = meals or list(seller.products.values())[:1]
    return Basket(seller, tuple((each, count * 1000) for each in chosen), FOOD if meals else STATIONERY)


def wanted(walk: Purchase, chosen: Basket, **changed: object) -> Wanted:
    """The form of an order on a walk's package, for delivery on 13 August 11.00 to 11.30."""
    given = {
        "package_id": walk.package_id,
        "vendor_id": chosen.seller.id,
        "quantities": chosen.quantities,
        "window_start": at(13, "11.00"),
        "window_end": at(13, "11.30"),
        "meeting_id": walk.meeting_id,
        "reason": REASON,
    }
    return Wanted(**{**given, **changed})


def ready(
    city: City, case: str = "A", *, count: int = 20, ceiling: int = 90_000_000
) -> tuple[Purchase, Basket]:
    """A walk with an active package and, for food, its meeting: one act before the order is placed."""
    chosen = basket(city, case, count)
    walk = open_package(city, account=chosen.account, ceiling=ceiling)
    walk.seller = chosen.seller.actor
    if chosen.account == FOOD:
        walk.at = at(7)
        walk.meet("Rapat koordinasi", MEETING)
    walk.at = at(10, "09.10")
    return walk, chosen


def order_in(
    state: OrderState, city: City, case: str = "A", *, count: int = 20, rejected: bool = False
) -> Purchase:
    """An order that the real acts have brought to a state.

    Args:
        state: Where it stands.
        city: The cast.
        case: The seller's tax case.
        count: Of each product, whole units.
        rejected: Nothing that was counted at receipt was accepted.
    """
    walk, chosen = ready(city, case, count=count)
    walk.place(chosen.seller.id, chosen.quantities, at(13, "11.00"), reason=REASON)
    if state in _ENDINGS:
        _ENDINGS[state](walk)
        return walk
    for reached, step in _WAY:
        if reached is OrderState.PARTLY_RECEIVED and state is not reached:
            continue
        if reached is not OrderState.PLACED:
            step(walk, rejected)
        if reached is state:
            return walk
    raise LookupError(state)


def state_of(walk: Purchase) -> str:
    """Where the order of a walk stands now."""
    return Order.objects.values_list("state", flat=True).get(id=walk.order)


def full_count(walk: Purchase, *, rejected: bool = False) -> dict[int, Count]:
    """Everything that was ordered, accepted or rejected."""
    positions = enumerate(walk.quantities, 1)
    return {place: Count(0, each, "Basi.") if rejected else Count(each) for place, (_, each) in positions}


def part_count(walk: Purchase, *, rejected: bool = False) -> dict[int, Count]:
    """Half of the first line and nothing else."""
    half = walk.quantities[0][1] // 2
    return {1: Count(0, half, "Basi.") if rejected else Count(half)}


def _ship(walk: Purchase, _: bool) -> None:  # noqa: FBT001
    walk.at = at(13, "10.50")
    walk.ship()


def _receive_partly(walk: Purchase, rejected: bool) -> None:  # noqa: FBT001
    walk.receive(part_count(walk, rejected=rejected))


def _receive_fully(walk: Purchase, rejected: bool) -> None:  # noqa: FBT001
    walk.receive(full_count(walk, rejected=rejected))


def _verify(walk: Purchase, _: bool) -> None:  # noqa: FBT001
    walk.at = at(18, "10.00")
    walk.verify()


def _pay(walk: Purchase, _: bool) -> None:  # noqa: FBT001
    walk.at = at(19, "10.00")
    walk.pay()


_WAY = (
    (OrderState.PLACED, None),
    (OrderState.ACCEPTED, lambda walk, _: walk.accept()),
    (OrderState.SHIPPED, _ship),
    (OrderState.PARTLY_RECEIVED, _receive_partly),
    (OrderState.RECEIVED, _receive_fully),
    (OrderState.HANDED_OVER, lambda walk, _: walk.hand_over()),
    (OrderState.INVOICED, lambda walk, _: walk.attend(20).invoice()),
    (OrderState.VERIFIED, _verify),
    (OrderState.PAID, _pay),
    (OrderState.CLOSED, lambda walk, _: walk.close_with_proof()),
)


def _end(act: object, walk: Purchase, by: object, **more: object) -> None:
    act(order_id=walk.order, by=by, at=walk.at, command=new_command(), **more)


def _lapse(walk: Purchase) -> None:
    walk.at = at(14, "00.00")
    _end(lapse_order, walk, CLOCK)


_ENDINGS = {
    OrderState.REFUSED: lambda walk: _end(refuse_order, walk, walk.seller, reason="Dapur penuh hari itu."),
    OrderState.CANCELLED: lambda walk: _end(cancel_order, walk, walk.people["pp"], reason="Rapat ditunda."),
    OrderState.LAPSED: _lapse,
}


def send_back(walk: Purchase) -> Purchase:
    """The PPK rejects the whole delivery."""
    _end(reject_delivery, walk, walk.people["ppk"], reason="Makanan basi.")
    return walk
