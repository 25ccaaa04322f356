"""Sign somebody in whose address was just proved."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from eorder.parties.identity.models import Account
from eorder.parties.identity.sessions import open_session

BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"


def enter(request: HttpRequest, account_id: UUID) -> None:
    """Begin a session of an account that was opened by a proof."""
    account = Account.objects.get(id=account_id)
    account.backend = BACKEND  # Django's login asks which backend knew the person
    open_session(request, account)
