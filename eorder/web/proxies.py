"""Where a request came from, and over what: its peer, or what a trusted reverse proxy says about it."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SENDER = "HTTP_X_FORWARDED_FOR"
SCHEME = "HTTP_X_FORWARDED_PROTO"
HEARSAY = ("HTTP_X_FORWARDED_", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_CLIENT_IP")
"""Beginnings of headers in which one machine speaks for another."""


class TrustedProxies:
    """Puts the sender's address where everything looks for it, and drops what nobody vouches for.

    Of the scheme the last value counts: the one that our own proxy wrote, whatever its sender had claimed before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with its sender's address."""
        peer = request.META.get("REMOTE_ADDR", "")
        told = {name: request.META.pop(name) for name in [*request.META] if name.startswith(HEARSAY)}
        senders = (each.strip() for each in reversed(told.get(SENDER, "").split(",")))
        request.META["REMOTE_ADDR"] = _sender([peer, *senders])
        if SCHEME in told and _is_trusted(peer):
            request.META[SCHEME] = told[SCHEME].rpartition(",")[2].strip()
        return self.get_response(request)


def _sender(hops: list[str]) -> str:
    """Follow the proxies back from the peer to the first address that is not one of ours."""
    sender = hops[0]
    for before, hop in pairwise(hops):
        if not _is_trusted(before) or not _is_address(hop):
            break
        sender = hop
    return sender


def _is_trusted(text: str) -> bool:
    return _is_address(text) and any(ip_address(text) in each for each in settings.EORDER_TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def address_of(request: HttpRequest) -> str:
    """Give the sender's address of a request that passed `TrustedProxies`."""
    return str(request.META.get("REMOTE_ADDR", ""))
