"""Where a request came from: its peer, or what a trusted reverse proxy says about it."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = "HTTP_X_FORWARDED_FOR"


class TrustedProxies:
    """Puts the sender's address where everything looks for it, and drops what nobody vouches for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with its sender's address."""
        told = request.META.pop(FORWARDED, "")
        hops = [request.META.get("REMOTE_ADDR", ""), *(each.strip() for each in reversed(told.split(",")))]
        request.META["REMOTE_ADDR"] = _sender(hops)
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
