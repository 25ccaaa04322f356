"""Answer 304 to somebody who has the page already, before anything is loaded or rendered for it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from eorder.web.formats import ZONE, locale
from eorder.web.pages import SECONDS, PageRequest

WEB = Path(__file__).resolve().parent.parent


def when_changed(
    request: PageRequest, version: object, changed_at: datetime | None, render: Callable[[], HttpResponse]
) -> HttpResponse:
    """Render a public page only when its reader has an older one; signed-in readers always get a fresh page.

    Args:
        request: The request, whose actor is known.
        version: Whatever changes with the content; its `repr` is compared.
        changed_at: When the content last changed.
        render: Loads the rest and renders.
    """
    if request.actor is not None:
        return render()
    midnight = datetime.combine(
        request.at.astimezone(ZONE).date(), time(), ZONE
    )  # words such as "2 days left"
    etag = hashlib.sha256(repr((version, midnight.date(), locale(), look())).encode()).hexdigest()
    moment = max(changed_at or midnight, midnight)
    response = get_conditional_response(request, f'"{etag[:32]}"', int(moment.timestamp())) or render()
    response["ETag"] = f'"{etag[:32]}"'
    response["Last-Modified"] = http_date(moment.timestamp())
    patch_cache_control(response, public=True, max_age=SECONDS)
    patch_vary_headers(response, ["Cookie"])
    return response


@functools.cache
def look() -> str:
    """Digest of the program's own pages, so that a new release is seen at once."""
    digest = hashlib.sha256()
    for file in sorted(
        each for each in WEB.rglob("*") if each.suffix in {".py", ".jinja", ".css", ".js", ".mo"}
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()
