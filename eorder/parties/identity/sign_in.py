"""Sign in by e-mail address or NRK, with equal effort for known and unknown names."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from eorder.parties.identity.models import Account


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
