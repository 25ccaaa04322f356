"""Letters about a change of account: each step to the addresses the business had before, a proposal to the curators."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from eorder.foundation.ids import derive_id
from eorder.foundation.wording import moment_text
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.queries import payable_from
from eorder.parties.banking.states import STEPS
from eorder.parties.identity.letters import send_letter
from eorder.parties.readers import curators_of
from eorder.parties.vendors.accounts import masked
from eorder.parties.workunits.queries import time_zone_of

_STEP_OF = {step.event: name for name, step in STEPS.items()}
_OBJECT = (
    "Bukan Anda yang meminta? Masuk dan hentikan lewat alamat di bawah. Bila tidak dapat masuk, hubungi kurator di "
    "dinas; kurator dapat menghentikannya. Sampai rekening baru berlaku, pembayaran tetap ke rekening lama."
)


def tell_business(event: dict[str, Any]) -> None:
    """Write to the addresses that the business had when the change was proposed: what happened, and how to object."""
    change = AccountChange.objects.select_related("vendor").filter(id=event["subject_id"]).first()
    if change is None:
        return
    what = _words(change, _STEP_OF[event["name"]])
    send_letter(
        event["id"],
        f"e-Order: rekening {change.vendor.name}",
        change.contacts,
        {"what": what, "link": f"{settings.EORDER_PUBLIC_URL}/usaha/{change.vendor_id}/rekening"},
    )


def _words(change: AccountChange, step: str) -> str:
    account = f"{change.bank_name} {masked(change.number)}"
    if step == "propose":
        return (
            f"Rekening baru diusulkan untuk {change.vendor.name}: {account}. Kurator memeriksanya. {_OBJECT}"
        )
    if step == "verify":
        since = payable_from(change.id)
        told = moment_text(since, time_zone_of(change.government_id)) if since else ""
        return f"Kurator memastikan rekening {account}. Pembayaran ke rekening itu mulai {told}. {_OBJECT}"
    if step == "refuse":
        return (
            f"Kurator menolak rekening {account}. Yang ditemukan: {change.finding} Yang perlu dilakukan: "
            f"{change.remedy} Pembayaran tetap ke rekening lama."
        )
    if step == "withdraw":
        return f"Usulan rekening {account} ditarik. Pembayaran tetap ke rekening lama."
    return f"Perubahan ke rekening {account} dihentikan. Pembayaran tetap ke rekening lama."


def tell_curators(event: dict[str, Any]) -> None:
    """Write to the curators of the government that a proposal waits."""
    change = AccountChange.objects.select_related("vendor").filter(id=event["subject_id"]).first()
    if change is None or change.due_at is None:
        return
    zone = ZoneInfo(time_zone_of(change.government_id))
    send_letter(
        derive_id(event["id"], "curators"),
        "e-Order: periksa rekening penjual",
        curators_of(change.government_id, event["at"]),
        {
            "what": f"Periksa rekening baru {change.vendor.name}.",
            "due_at": change.due_at.astimezone(zone),
            "link": f"{settings.EORDER_PUBLIC_URL}/kerja/rekening/{change.id}",
        },
    )
