"""Who a session belongs to, how long it lasts, and whether it is still valid for the account's password."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from eorder.parties.identity.models import Account
from eorder.parties.identity.session_store import LAST_MOMENT, SEEN

STEP = 300
"""Seconds of use that are not written down (`SEEN` is up to so old), so that most requests write nothing."""


def open_session(request: HttpRequest, account: Account) -> None:
    """Begin a session under a new key; it ends without use, at the latest after the longest time."""
    login(request, account)
    now = int(timezone.now().timestamp())
    request.session[SEEN] = now
    request.session[LAST_MOMENT] = now + int(settings.EORDER_LONGEST_SESSION.total_seconds())


def go_on_with_new_password(request: HttpRequest) -> None:
    """Give this session another key and tie it to the account's present password; all others of the account end."""
    account = Account.objects.get(id=request.session[SESSION_KEY])
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()


def go_on(request: HttpRequest) -> None:
    """Put off the end of a session that is in use; it is written after the request, at most once in `STEP` seconds."""
    now, seen = int(timezone.now().timestamp()), request.session.get(SEEN)
    if seen is not None and now - seen > STEP:
        request.session[SEEN] = now


def account_of(request: HttpRequest) -> UUID | None:
    """Give the account a session was opened for; None when nobody is signed in; 1 statement, or none if it was read."""
    session = request.session
    if SESSION_KEY not in session or BACKEND_SESSION_KEY not in session:
        return None
    return UUID(session[SESSION_KEY])


def is_opened_with(request: HttpRequest, *, password: str) -> bool:
    """Tell whether the session was opened with the account's present password hash; ends it when not.

    A session signed with a former secret key goes on under the present one, so that a rotation signs nobody out.
    """
    opened, present = request.session.get(HASH_SESSION_KEY, ""), _hash_under(settings.SECRET_KEY, password)
    if constant_time_compare(opened, present):
        return True
    former = Account(password=password).get_session_auth_fallback_hash()
    if any(constant_time_compare(opened, each) for each in former):
        request.session[HASH_SESSION_KEY] = present
        return True
    request.session.flush()
    return False


@lru_cache(maxsize=4096)
def _hash_under(_key: str, password: str) -> str:
    """Digest a password's hash as sessions carry it: the same under one secret key, so it is made once."""
    return str(Account(password=password).get_session_auth_hash())
