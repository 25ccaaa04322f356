"""Three more sellers of the demo, sanctioned by the real acts: suspended, blacklisted, and one that is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.packages.queries import find_package_by_rup
from eorder.parties.actors import load_actor
from eorder.parties.sanctions.actions.impose_blacklist import impose_blacklist
from eorder.parties.sanctions.actions.propose_blacklist import propose_blacklist
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.sanctions.queries import sanctions_of
from eorder.simulator import cast
from eorder.simulator.calendar import morning, mornings_later
from eorder.simulator.purchase import Purchase
from eorder.simulator.samples import sample_pdf
from eorder.simulator.sellers import OpenShop, Shop, open_shop
from eorder.simulator.stories import RUP_BASE

if TYPE_CHECKING:
    from eorder.simulator.demo_city import DemoUnit

SANCTIONED = (
    Shop("pudar", "Warung Contoh Pudar", "Pudar Contoh", "cv", "31.71.02", (
        ("makanan-warung", "Lontong sayur bungkus", "bungkus", 17_000, 10, 1),
    )),
    Shop("ingkar", "Katering Contoh Ingkar", "Ingkar Contoh", "cv", "31.71.05", (
        ("katering-rapat", "Nasi kotak ayam goreng", "kotak", 38_000, 20, 1),
    )),
    Shop("pulih", "Kios Contoh Pulih", "Pulih Contoh", "cv", "31.71.03", ()),
)  # fmt: skip
"""Sellers that no other purchase of the demo is made from."""
FIRST_NUMBER = 551
"""Number of the first of them; those that anybody buys from begin at 501."""
PACKAGE = RUP_BASE + 5
"""Package of the Dinas Pendidikan from which one of them was ordered from."""
PORTIONS = 30_000
"""Thousandths of a box."""
DECISIONS = {
    "pulih": (
        38,
        12,
        "goods_differ",
        "Kertas yang dikirim lebih tipis daripada yang diumumkan; sudah diganti.",
    ),
    "pudar": (9, None, "evidence_void", "Izin edar pangan habis masa berlakunya dan belum diperpanjang."),
}
"""Suspensions: how many days ago, for how many days (None: the whole term), ground and reason."""


def sanction_some(government: UUID, units: Mapping[str, DemoUnit], now: datetime) -> None:
    """Open the sellers and sanction them, once; a later start has no effect."""
    shops = {
        shop.key: open_shop(government, shop, FIRST_NUMBER + index) for index, shop in enumerate(SANCTIONED)
    }
    if sanctions_of([shop.vendor_id for shop in shops.values()]):
        return
    curator = cast.actors(units["GBR"].accounts)["kurator"]
    for key, (days_ago, days, ground, reason) in DECISIONS.items():
        at = morning(now, days_ago)
        suspend_vendor(
            vendor_id=shops[key].vendor_id, ground=ground, reason=reason,
            until=at.date() + timedelta(days=days) if days else None,
            decree_number=f"SK-{key.upper()}/CONTOH/{at.year}", paper=sample_pdf(f"Keputusan penangguhan {key}"),
            by=curator, at=at, command=cast.stable(f"suspension:{key}"),
        )  # fmt: skip
    _blacklist(units["DPC"], shops["ingkar"], now)


def _blacklist(unit: DemoUnit, shop: OpenShop, now: datetime) -> None:
    """Let an order come to nothing, the PPK propose, and the PA decide."""
    people, seller = cast.actors(unit.accounts), load_actor(shop.account_id)
    if seller is None:
        raise LookupError("the demo seller has no account")
    walk = Purchase(people, seller, find_package_by_rup(PACKAGE).id, morning(now, 23))
    ready = mornings_later(walk.at, 2)
    product = next(iter(shop.products.values()))
    walk.meet("Rapat kepala sekolah", ready, insiders=10, outsiders=20)
    walk.place(shop.vendor_id, ((product, PORTIONS),), ready + timedelta(hours=2)).accept()
    cancel_order(
        order_id=walk.order, reason="Makanan tidak dikirim dan penjual tidak dapat dihubungi.", by=people["pp"],
        at=ready + timedelta(hours=6), command=cast.stable(f"cancelled:{shop.key}"),
    )  # fmt: skip
    sanction = propose_blacklist(
        vendor_id=shop.vendor_id, unit_id=unit.id, order_id=walk.order, ground="contract_broken",
        reason="Menerima pesanan makan siang 30 orang, tidak mengirim, dan tidak menjawab.", by=people["ppk"],
        at=morning(now, 15), command=cast.stable(f"proposal:{shop.key}"),
    )  # fmt: skip
    impose_blacklist(
        sanction_id=sanction, decree_number=f"SK-{shop.key.upper()}/CONTOH/{now.year}",
        paper=sample_pdf(f"Keputusan daftar hitam {shop.key}"), by=people["pa"], at=morning(now, 12),
        command=cast.stable(f"blacklist:{shop.key}"),
    )  # fmt: skip
