"""Who is asking the API: the same session as in the browser, with its CSRF token, let in by the same policies."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie

from eorder.foundation.errors import NotFoundError
from eorder.parties.actors import signed_in_actor
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import Policy


class SignedIn(APIKeyCookie):
    """Lets in those whom a policy admits, as `request.auth`; without one, nobody. 1 statement."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, policy: Policy | None = None) -> None:
        super().__init__()
        self.policy = policy

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Find the actor of the session cookie.

        Raises:
            NotFoundError: Somebody is signed in whom the policy does not admit.
        """
        actor = signed_in_actor(request) if key else None
        if actor and not (self.policy and self.policy.admits(actor, timezone.now())):
            raise NotFoundError("Halaman ini tidak ada.")
        return actor
