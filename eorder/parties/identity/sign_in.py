"""Sign in by e-mail address or NRK, with equal effort for known and unknown names."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q, Sum
from django.http import HttpRequest

from eorder.parties.identity.models import Account

LONGEST_PASSWORD = 1024
MOST_GUESSES = 20
"""Wrong passwords for one name from all addresses together, within the time that one address is locked for."""


def is_being_guessed(name: str, address: str, at: datetime) -> bool:
    """Tell whether a name gets too many wrong passwords to be tried from a new address just now.

    Guesses spread over many addresses stay below the limit of each; together they are slowed to 80 an hour. From
    an address where the account was signed in before, its owner gets in all the same; 1 statement, 2 beyond the limit.
    """
    since = at - settings.AXES_COOLOFF_TIME
    recent = AccessAttempt.objects.filter(username=name, attempt_time__gte=since)
    if (recent.aggregate(guesses=Sum("failures_since_start"))["guesses"] or 0) < MOST_GUESSES:
        return False
    emails = Account.objects.filter(Q(email=name) | Q(nrk=name)).values("email")
    return not AccessLog.objects.filter(ip_address=address, username__in=emails).exists()


def is_locked_out(request: HttpRequest, account_id: UUID, password: str) -> bool:
    """Try a password of somebody who is signed in; a wrong one counts as at the sign-in."""
    email = Account.objects.values_list("email", flat=True).get(id=account_id)
    authenticate(request, username=email, password=password)
    was_locked = bool(getattr(request, "axes_locked_out", False))
    request.axes_locked_out = False  # type: ignore[attr-defined]  # answered by the page, not by the library's own
    return was_locked


class EmailOrNrkBackend(ModelBackend):
    """Django's own backend, with the NRK as a second name."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - the signature is Django's
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,  # noqa: ARG002 - the signature is Django's
    ) -> Account | None:
        """Check a password; None when the name or the password is wrong or the account is closed."""
        name = (username or "").strip()
        if not name or password is None:
            return None
        account = Account.objects.filter(Q(email=name.lower()) | Q(nrk=name)).first()
        if account is None:
            Account().set_password(password)  # the same work as for a known name
            return None
        if account.check_password(password) and self.user_can_authenticate(account):
            return account
        return None
