"""What every release of an order shares: who takes part, and the goods with their prices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eorder.buying.orders.facts import LineFacts, PurchaseFacts, SellerFacts
from eorder.buying.packages.release_parties import buyer_party, government_party
from eorder.foundation.canonical import utc_text
from eorder.foundation.money import Rupiah
from eorder.records.journal.ocds import (
    CATEGORY_SCHEME,
    Body,
    classification,
    money,
    present,
    quantity,
)

SCALES = frozenset({"micro", "small", "medium", "large"})
TREASURY: Body = {"id": "IDN-KAS-NEGARA", "name": "Kas Negara", "roles": ["payee"]}
"""Who receives the taxes that the treasurer keeps back from a payment."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one release tells of.

    Attributes:
        facts: The purchase after the event.
        at: Business time of the event.
        release_id: The release's own id.
        site: Public address of this installation, without a slash at the end.
        lines_before: How many lines the order had before a change.
    """

    facts: PurchaseFacts
    at: datetime
    release_id: str
    site: str
    lines_before: int = 0

    @property
    def page(self) -> str:
        """Address of the purchase's public page."""
        return f"{self.site}/pembelian/{self.facts.number}"

    @property
    def award_id(self) -> str:
        """Local id of the one award."""
        return f"{self.facts.number}-A"

    @property
    def contract_id(self) -> str:
        """Local id of the one contract."""
        return f"{self.facts.number}-C"


def parties_of(facts: PurchaseFacts) -> list[Body]:
    """List buyer, seller, government and, once taxes were kept back, the treasury.

    Lists of roles replace one another in a merge, so each release repeats every role earned so far.
    """
    paid = bool(facts.payments)
    parties = [
        buyer_party(facts.buyer, *(["payer"] if paid else [])),
        seller_party(facts.seller, *(["payee"] if paid else [])),
    ]
    if facts.package.budget:
        parties.append(government_party(facts.buyer))
    if any(payment.withholdings for payment in facts.payments):
        parties.append(TREASURY)
    return parties


def seller_party(seller: SellerFacts, *roles: str) -> Body:
    """State the seller as the public sees it: our own stable id, business name, kecamatan and scale."""
    scale = {"scale": seller.scale} if seller.scale in SCALES else {}
    return present(
        {
            "id": f"VND-{seller.id}",
            "name": seller.name,
            "roles": ["supplier", *roles],
            "address": present({"locality": seller.region_name, "countryName": "Indonesia"}),
            "details": scale or None,
        }
    )


def items_of(facts: PurchaseFacts) -> list[Body]:
    """List the goods; a unit's price is before PPN."""
    return [_item(line) for line in facts.lines]


def price_note(facts: PurchaseFacts) -> str:
    """Say how the total and the prices of single units relate to PPN."""
    if not facts.ppn:
        return "Nilai ini tanpa PPN."
    return f"Nilai ini termasuk PPN {Rupiah(facts.ppn)}; harga satuan belum termasuk PPN."


def delivery_window(facts: PurchaseFacts) -> Body:
    """State when the goods may arrive; both ends inclusive."""
    return {"startDate": utc_text(facts.window_start), "endDate": utc_text(facts.window_end)}


def _item(line: LineFacts) -> Body:
    own = classification(CATEGORY_SCHEME, line.category_code, line.category_name)
    unspsc = classification("UNSPSC", line.unspsc, line.category_name)
    return {
        "id": str(line.position),
        "description": line.name,
        "quantity": quantity(line.quantity),
        "unit": {"name": line.unit, "value": money(line.unit_price)},
        "classification": unspsc if line.unspsc else own,
        "additionalClassifications": [own],
    }
