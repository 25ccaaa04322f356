"""Who is asking the API: the same session as in the browser, with its CSRF token."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from eorder.parties.actors import signed_in_actor
from eorder.parties.identity.actor import Actor


class SignedIn(APIKeyCookie):
    """Admits an active account; the actor becomes `request.auth`. 2 statements."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Find the actor of the session cookie."""
        return signed_in_actor(request) if key else None
