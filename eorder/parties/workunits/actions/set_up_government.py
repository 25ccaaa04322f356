"""Set up a government and its units; repeatable."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from eorder.foundation.errors import ConflictError
from eorder.parties.workunits.models import Government, Unit
from eorder.records.constraints import refusing


@transaction.atomic
def set_up_government(*, code: str, name: str, time_zone: str = "Asia/Jakarta") -> UUID:
    """Find or make a government by its code."""
    government, _ = Government.objects.get_or_create(
        code=code, defaults={"name": name, "time_zone": time_zone}
    )
    return government.id


@transaction.atomic
def add_unit(
    *,
    government_id: UUID,
    code: str,
    short_code: str,
    name: str,
    level: str = "skpd",
    parent_id: UUID | None = None,
    region_code: str | None = None,
) -> UUID:
    """Find or make a unit by its code; `short_code` goes into the numbers of its orders.

    Raises:
        ConflictError: Another unit of the government has this short code.
    """
    given = {
        "short_code": short_code,
        "name": name,
        "level": level,
        "parent_id": parent_id,
        "region_id": region_code,
    }
    known = ConflictError(f"Kode singkat {short_code} sudah dipakai unit lain.", code="short_code_known")
    with refusing(unit_short_code_once=known):
        unit, _ = Unit.objects.get_or_create(government_id=government_id, code=code, defaults=given)
    return unit.id
