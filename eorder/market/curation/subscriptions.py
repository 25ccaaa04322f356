"""What this app hears of."""

from __future__ import annotations

from typing import Any

from eorder.foundation.ids import CommandId, derive_id
from eorder.market.catalogue.models import Product, ProductState
from eorder.market.curation.actions.hand_in_product import hand_in_product
from eorder.market.curation.models import CurationCase
from eorder.market.curation.notices import tell_next, tell_of_appeal
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.models import VendorState
from eorder.records.journal.subscriptions import subscribe


def hand_in_the_first(event: dict[str, Any]) -> None:
    """Hand in the first product of a business that waits for curation, at the moment it was listed."""
    if event["name"] != "product.listed":
        return
    product = Product.objects.select_related("vendor").filter(id=event["subject_id"]).first()
    if product is None or (product.vendor.state, product.state) != (VendorState.CHECKED, ProductState.LISTED):
        return
    if CurationCase.objects.filter(vendor_id=product.vendor_id).exists():
        return  # the seller hands in what is mended
    command = CommandId(derive_id(event["id"], "curation"))
    hand_in_product(product_id=product.id, by=CLOCK, at=event["at"], command=command)


def start() -> None:
    """Hear of listed products, of its own cases and of appeals."""
    subscribe("product.", hand_in_the_first)
    subscribe("curation.", tell_next)
    subscribe("curation_appeal.", tell_of_appeal)
