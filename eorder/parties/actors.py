"""Who is acting: one account with every appointment and business of its natural person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from eorder.parties.identity.actor import Actor, Hat
from eorder.parties.identity.session_store import SessionStore
from eorder.parties.identity.sessions import account_of, go_on, is_opened_with
from eorder.parties.tokens.secrets import digest_of

_ACTOR = """
SELECT a.id, a.person_id, p.name, a.kind, a.password,
    (SELECT coalesce(json_agg(
            json_build_array(h.id, h.government_id, h.unit_id, h.role, h.since, h.until)
            ORDER BY h.since, h.id), '[]')
     FROM workunits_appointment h WHERE h.person_id = a.person_id)::text,
    (SELECT coalesce(json_agg(DISTINCT m.vendor_id), '[]')
     FROM vendors_member m WHERE m.person_id = a.person_id AND m.tie <> 'account_holder')::text
{source} identity_account a {on} JOIN identity_person p ON p.id = a.person_id {where}
"""
_BY_ACCOUNT = _ACTOR.format(source="FROM", on="", where="WHERE a.id = %s AND a.is_active")
_BY_TOKEN = _ACTOR.format(
    source="FROM tokens_token t JOIN",
    on="ON a.id = t.account_id",
    where="WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND a.is_active",
).replace("SELECT", "SELECT t.vendor_id, t.scopes::text,", 1)
_BY_SESSION = _ACTOR.format(
    source="FROM identity_session s JOIN",
    on="ON a.id = s.account_id",
    where="WHERE s.session_key = %s AND s.expire_date > %s AND a.is_active",
).replace("SELECT", "SELECT s.session_data,", 1)


def load_actor(account_id: UUID) -> Actor | None:
    """Load an active account as an actor; None when it is unknown or closed; 1 statement."""
    row = _row(_BY_ACCOUNT, [account_id])
    return _actor(row) if row else None


def signed_in_actor(request: HttpRequest) -> Actor | None:
    """Give who is signed in, when the session is still valid for the account's password; 1 statement."""
    key = request.session.session_key
    row = key and _row(_BY_SESSION, [key, timezone.now()])
    if not row:
        return None
    session_data, *account = row
    cast("SessionStore", request.session).was_read(session_data)
    if account_of(request) != account[0] or not is_opened_with(request, password=account[4]):
        return None
    go_on(request)
    return _actor(tuple(account))


def token_actor(secret: str) -> tuple[Actor, frozenset[str]] | None:
    """Give who made a token in force and what it may be used for; None for any other secret; 1 statement.

    The actor holds no office and acts for the token's business alone, and only while still a member of it.
    """
    digest = digest_of(secret)
    row = _row(_BY_TOKEN, [digest, timezone.now()]) if digest else None
    if row is None:
        return None
    vendor_id, scopes, *account = row
    actor = _actor(tuple(account))
    if vendor_id not in actor.vendor_ids:
        return None
    return replace(actor, hats=(), vendor_ids=frozenset({vendor_id})), frozenset(json.loads(scopes))


def _row(sql: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
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
