"""Who is acting: one account with every appointment and business of its natural person."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from eorder.parties.identity.actor import Actor, Hat
from eorder.parties.identity.sessions import account_of, is_opened_with

_ACTOR = """
SELECT a.id, a.person_id, p.name, a.kind, a.password,
    (SELECT coalesce(json_agg(
            json_build_array(h.id, h.government_id, h.unit_id, h.role, h.since, h.until)), '[]')
     FROM workunits_appointment h WHERE h.person_id = a.person_id)::text,
    (SELECT coalesce(json_agg(DISTINCT m.vendor_id), '[]')
     FROM vendors_member m WHERE m.person_id = a.person_id AND m.tie <> 'account_holder')::text
FROM identity_account a JOIN identity_person p ON p.id = a.person_id
WHERE a.id = %s AND a.is_active
"""


def load_actor(account_id: UUID) -> Actor | None:
    """Load an active account as an actor; None when it is unknown or closed; 1 statement."""
    row = _row_of(account_id)
    return _actor(row) if row else None


def signed_in_actor(request: HttpRequest) -> Actor | None:
    """Give who is signed in, when the session is still valid for the account's password; 2 statements."""
    account_id = account_of(request)
    row = account_id and _row_of(account_id)
    if not row or not is_opened_with(request, password=row[4]):
        return None
    return _actor(row)


def _row_of(account_id: UUID) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, [account_id])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _actor(row: tuple[Any, ...]) -> Actor:
    account, person, name, kind, _password, hats, vendors = row
    return Actor(
        account,
        person,
        name,
        kind,
        tuple(_hat(each) for each in json.loads(hats)),
        frozenset(UUID(each) for each in json.loads(vendors)),
    )


def _hat(row: list[Any]) -> Hat:
    appointment, government, unit, role, since, until = row
    return Hat(
        UUID(appointment),
        UUID(government),
        UUID(unit),
        role,
        datetime.fromisoformat(since),
        datetime.fromisoformat(until) if until else None,
    )
