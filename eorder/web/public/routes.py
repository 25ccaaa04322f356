"""Every address of the site with its declared policy, walked out of Django's resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTER = re.compile(r"<\w+:")


@dataclass(frozen=True, slots=True)
class Route:
    """One address; `policy` is empty where a view declares none, which the tests refuse."""

    path: str
    name: str
    methods: tuple[str, ...]
    policy: str
    words: str


def routes() -> list[Route]:
    """List every address in the order it is looked up."""
    return [_route(prefix, pattern) for prefix, pattern in _walk(get_resolver().url_patterns, "/")]


def _walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix, each


def _route(prefix: str, pattern: URLPattern) -> Route:
    policy = getattr(pattern.callback, "policy", None)
    return Route(
        CONVERTER.sub("<", prefix + str(pattern.pattern)),
        pattern.name or "",
        tuple(getattr(pattern.callback, "methods", ())),
        policy.name if policy else "",
        policy.words if policy else "",
    )
