"""The open data of every purchase: releases and records as OCDS packages, for programs of any site."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from datetime import UTC
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from eorder.openness.opendata.description import description
from eorder.openness.opendata.packaging import (
    StoredRelease,
    newest,
    package_tag,
    record_package,
    release_package,
)
from eorder.openness.opendata.queries import find_release, releases_after, releases_of
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import page


@page(PUBLIC)
def release(request: HttpRequest, release_id: str) -> HttpResponse:
    """Serve one release as it was stored; 1 statement."""
    found = [find_release(release_id)]
    path = reverse("ocds_release", args=[release_id])
    return _package(request, found, path, lambda: release_package(found, site=_site(), path=path))


@page(PUBLIC)
def releases(request: HttpRequest) -> HttpResponse:
    """Serve a page of all releases by date; 1 statement."""
    mark = request.GET.get("after", "")
    found, more = releases_after(mark)
    path = _page_path(mark)
    following = _page_path(more) if more else None
    response = _package(
        request,
        found,
        f"{path} {following}",
        lambda: release_package(found, site=_site(), path=path, following=following),
    )
    if following:
        response["Link"] = f'<{_site()}{following}>; rel="next"'
    return response


@page(PUBLIC)
def record(request: HttpRequest, ocid: str) -> HttpResponse:
    """Serve all releases of one process with what holds now; 1 statement."""
    found = releases_of(ocid)
    path = reverse("ocds_record", args=[ocid])
    return _package(request, found, path, lambda: record_package(found, site=_site(), path=path))


@page(PUBLIC)
def described(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the same for everybody)
    """Serve the description of these addresses in OpenAPI; no statement."""
    return _open(HttpResponse(_description(), content_type="application/json"))


@functools.cache
def _description() -> str:
    return json.dumps(description(), ensure_ascii=False)


def _open(response: HttpResponse) -> HttpResponse:
    """Let programs of any site read an answer, and keep it for a minute."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return response


def _package(
    request: HttpRequest, found: Sequence[StoredRelease], place: str, write: Callable[[], str]
) -> HttpResponse:
    tag, changed = package_tag(found, _site(), place), newest(found)
    response = get_conditional_response(request, etag=tag, last_modified=int(changed.timestamp()))
    if response is None:
        response = HttpResponse(write(), content_type="application/json")
    response["ETag"] = tag
    response["Last-Modified"] = http_date(changed.astimezone(UTC).timestamp())
    return _open(response)


def _page_path(mark: str) -> str:
    path = reverse("ocds_releases")
    return f"{path}?{urlencode({'after': mark})}" if mark else path


def _site() -> str:
    return str(settings.EORDER_PUBLIC_URL)
