"""Publish what happens to a package as OCDS planning releases."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.packages.facts import PackageFacts
from eorder.buying.packages.release_parties import buyer_party, category_of, government_party, planned_budget
from eorder.buying.packages.states import PackageState
from eorder.records.journal.ocds import (
    Body,
    envelope,
    milestone,
    money,
    present,
    reference,
    release_bytes,
    release_id,
)
from eorder.records.journal.recording import ReleaseBytes

TENDER_STATUS = {
    PackageState.IMPORTED: "planned",
    PackageState.WITH_PPK: "planned",
    PackageState.PREPARED: "planned",
    PackageState.WITH_OFFICER: "planned",
    PackageState.ACTIVE: "active",
    PackageState.FINISHED: "complete",
    PackageState.WITHDRAWN: "cancelled",
}
STAGES = {
    "package.disposed_to_ppk": ("to_ppk", "Disposisi PA/KPA kepada PPK"),
    "package.prepared": ("prepared", "Spesifikasi dan KAK siap"),
    "package.disposed_to_officer": ("to_officer", "Disposisi PPK kepada Pejabat Pengadaan"),
    "package.taken_up": ("taken_up", "Paket dapat dipesan"),
    "package.finished": ("finished", "Paket selesai"),
    "package.withdrawn": ("withdrawn", "Paket ditarik"),
}
"""The stage that an event reaches, as a milestone of the planning."""
UNDONE: dict[str, tuple[str, ...]] = {
    "package.returned_to_pa": ("package.disposed_to_ppk", "package.prepared"),
    "package.returned_to_ppk": ("package.prepared", "package.disposed_to_officer"),
    "package.recalled": (
        "package.disposed_to_ppk",
        "package.prepared",
        "package.disposed_to_officer",
        "package.taken_up",
    ),
}
"""The stages that a return or a recall opens again."""


def package_release(event: str, facts: PackageFacts, *, at: datetime, command: UUID) -> ReleaseBytes:
    """Write the release of one event of a package.

    The first announcement is tagged `planning`, everything later `planningUpdate`. Each release repeats the
    package as it stands (budget, ceiling, method) and adds the stage it reached.

    Args:
        event: `package.` and what happened; an event without a stage of its own adds no milestone.
        facts: The package after the event.
        at: Business time of the event.
        command: The command that caused it.
    """
    buyer = buyer_party(facts.buyer)
    parties = [buyer, government_party(facts.buyer)] if facts.budget else [buyer]
    tag = "planning" if event == "package.imported" else "planningUpdate"
    body = envelope(facts.ocid, at=at, tags=[tag], buyer=buyer, parties=parties)
    body["planning"] = present(
        {"budget": planned_budget(facts, facts.ceiling), "milestones": _milestones(event, facts, at)}
    )
    body["tender"] = _tender(facts, buyer)
    return release_bytes(facts.ocid, release_id(f"RUP-{facts.rup_id}", event, command), body)


def _milestones(event: str, facts: PackageFacts, at: datetime) -> list[Body]:
    if event == "package.imported":
        announced = facts.announced_at
        return [milestone("announced", "preProcurement", "RUP diumumkan", met=announced)] if announced else []
    reached = [STAGES[event]] if event in STAGES else []
    opened = [STAGES[undone] for undone in UNDONE.get(event, ())]
    return [
        *(milestone(key, "preProcurement", title, met=at) for key, title in reached),
        *({**milestone(key, "preProcurement", title), "dateMet": None} for key, title in opened),
    ]


def _tender(facts: PackageFacts, buyer: Body) -> Body:
    return present(
        {
            "id": f"RUP-{facts.rup_id}-T",
            "title": facts.name,
            "status": TENDER_STATUS[PackageState(facts.state)],
            "value": money(facts.ceiling),
            "procuringEntity": reference(buyer),
            "procurementMethodDetails": facts.method,
            "mainProcurementCategory": category_of(facts),
        }
    )
