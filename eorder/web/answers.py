"""The last look at every answer: what it tells browsers, and that nothing private is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from eorder.foundation.browsers import KEPT_BY_NOBODY, NOTHING, TOLD_ALWAYS
from eorder.foundation.errors import EorderError
from eorder.web.middleware import FOR_PROGRAMS, error_page

POLICY = "Content-Security-Policy"
OPEN_DATA = "/ocds/"


class PlainTextError(EorderError):
    """A program asks over plain HTTP; a redirect would hide that it already sent everything in the open."""

    code = "needs_tls"
    status = 403


class LastLook:
    """Adds to every answer what it does not say itself: the strictest of what fits its kind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and complete its answer."""
        if (
            settings.SECURE_SSL_REDIRECT
            and request.path_info.startswith(FOR_PROGRAMS)
            and not request.is_secure()
        ):
            response = error_page(
                request, PlainTextError(f"Pakai {settings.EORDER_PUBLIC_URL}{request.path_info}.")
            )
        else:
            response = self.get_response(request)
        return _completed(request.path_info, response)


def _completed(path: str, response: HttpResponse) -> HttpResponse:
    told = response.headers
    if path.startswith(FOR_PROGRAMS):
        told[POLICY] = NOTHING
    if path.startswith(OPEN_DATA):
        told.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
    told.setdefault(POLICY, NOTHING)
    for name, value in TOLD_ALWAYS.items():
        told.setdefault(name, value)
    if response.cookies:
        told["Cache-Control"] = KEPT_BY_NOBODY
    told.setdefault("Cache-Control", KEPT_BY_NOBODY)
    return response
