"""What only pages need: language, htmx, lock-out notices, and where a page may load from."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from axes.middleware import AxesMiddleware
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.locale import LocaleMiddleware
from django_htmx.middleware import HtmxMiddleware

FOR_PROGRAMS = "/api/"


class OnPages:
    """Runs the middleware of pages for pages, and none of it for the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._api = get_response
        inner: Callable[[HttpRequest], HttpResponse] = get_response
        for each in (
            AxesMiddleware,
            HtmxMiddleware,
            CSPMiddleware,
            XFrameOptionsMiddleware,
            LocaleMiddleware,
        ):
            inner = cast("Callable[[HttpRequest], HttpResponse]", each(inner))
        self._pages = inner

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return (self._api if request.path_info.startswith(FOR_PROGRAMS) else self._pages)(request)
