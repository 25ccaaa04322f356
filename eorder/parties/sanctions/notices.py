"""Letters about a sanction: to the seller it falls on, and to whoever decides next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from eorder.parties.identity.letters import send_letter
from eorder.parties.identity.models import Account
from eorder.parties.readers import curators_of, members_of, officials_of
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.states import STEPS, SanctionKind, SanctionState

S = SanctionState
_TO_SELLER = {
    S.IMPOSED: "Usaha Anda dikenai sanksi sampai {until:%d-%m-%Y}: selama itu tidak ada pesanan baru. Pesanan yang "
    "sudah Anda terima tetap berjalan sampai dibayar. Baca alasannya dan cara mengajukan keberatan.",
    S.UPHELD: "Keberatan Anda sudah diputuskan: sanksi tetap berlaku sampai {until:%d-%m-%Y}.",
    S.LIFTED: "Sanksi usaha Anda dicabut. Usaha Anda dapat menerima pesanan lagi.",
}


def tell_next(event: dict[str, Any]) -> None:
    """Write to the seller what was decided, and to the deciders what waits for them."""
    sanction = Sanction.objects.filter(id=event["subject_id"]).first()
    if sanction is None or event["public"].get("state") != sanction.state:
        return
    state = S(sanction.state)
    if state in _TO_SELLER:
        what, link = _TO_SELLER[state].format(until=sanction.until), f"/usaha/sanksi/{sanction.id}"
        readers, due_at = (
            members_of(sanction.vendor_id),
            sanction.appeal_due_at if state == S.IMPOSED else None,
        )
    elif state in {S.PROPOSED, S.APPEALED}:
        what = "Usul daftar hitam" if state == S.PROPOSED else "Keberatan seorang penjual"
        what, link, due_at = f"{what} menunggu putusan Anda.", f"/kerja/sanksi/{sanction.id}", None
        readers = _deciders(sanction, event["at"])
    else:
        return
    context = {"what": what, "due_at": due_at, "link": f"{settings.EORDER_PUBLIC_URL}{link}"}
    send_letter(event["id"], "e-Order sanksi penjual", readers, context)


def _deciders(sanction: Sanction, at: datetime) -> list[str]:
    """List the addresses of those who may decide, without whoever proposed or decided before; at most 2 statements."""
    if sanction.kind == SanctionKind.BLACKLIST and sanction.unit_id is not None:
        found = officials_of(sanction.unit_id, STEPS["impose"].by, at)
    else:
        found = curators_of(sanction.government_id, at)
    done = [person for person in (sanction.proposed_by_id, sanction.decided_by_id) if person is not None]
    theirs = set(Account.objects.filter(person_id__in=done).values_list("email", flat=True))
    return [each for each in found if each not in theirs]
