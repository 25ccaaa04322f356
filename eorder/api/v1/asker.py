"""Who is asking the API: the same session as in the browser with its CSRF token, or a business's own system.

Both are let in by the same policies as the pages.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie

from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.parties.actors import signed_in_actor, token_actor
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import Policy
from eorder.parties.tokens.scopes import Scope

BEARER = "Bearer "


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
        return self._admitted(signed_in_actor(request) if key else None)

    def _admitted(self, actor: Actor | None) -> Actor | None:
        if actor and not (self.policy and self.policy.admits(actor, timezone.now())):
            raise NotFoundError("Halaman ini tidak ada.")
        return actor


class Holder(SignedIn):
    """Lets in a business's system by `Authorization: Bearer`, if its token has the right, or else its members."""

    def __init__(self, policy: Policy, scope: Scope) -> None:
        super().__init__(policy)
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """Look at the token before any cookie; a token needs no CSRF token, because no browser sends it by itself.

        Raises:
            NotAllowedError: The token does not have the right.
        """
        given = request.headers.get("Authorization", "")
        if not given.startswith(BEARER):
            return super().__call__(request)
        found = token_actor(given.removeprefix(BEARER).strip())
        if found is None:
            return None
        actor, scopes = found
        if self.scope not in scopes:
            raise NotAllowedError(
                f"Token ini tidak punya hak {self.scope}. Buat token dengan hak itu.", code="scope_missing"
            )
        return self._admitted(actor)


def asker(request: HttpRequest) -> Actor:
    """Give who was let in.

    Raises:
        NotFoundError: Nobody was.
    """
    actor = getattr(request, "auth", None)
    if not isinstance(actor, Actor):
        raise NotFoundError("Halaman ini tidak ada.")
    return actor
