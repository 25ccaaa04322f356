"""Tell whoever has the next step of a package."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from eorder.buying.packages.models import Package
from eorder.buying.packages.states import LABELS, OWNERS, PackageState
from eorder.foundation.money import Rupiah
from eorder.parties.identity.letters import send_letter
from eorder.parties.readers import officials_of


def tell_next(event: dict[str, Any]) -> None:
    """Write to those whose step the package waits for; nothing when it moved on since."""
    package = Package.objects.select_related("unit").filter(id=event["subject_id"]).first()
    if package is None or event["public"].get("state") != package.state:
        return
    state = PackageState(package.state)
    if state not in OWNERS:
        return
    send_letter(
        event["id"],
        f"e-Order paket {package.rup_id}: {LABELS[state]}",
        officials_of(package.unit_id, OWNERS[state], event["at"]),
        {
            "what": f"{LABELS[state]}: {package.name}",
            "source": package.unit.name,
            "amount": Rupiah(package.ceiling),
            "due_at": None,
            "link": f"{settings.EORDER_PUBLIC_URL}/kerja/paket/{package.id}",
        },
    )
