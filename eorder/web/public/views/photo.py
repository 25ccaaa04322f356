"""The bytes of a product's photo, under an address made of their digest: whoever has them never asks again."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.market.photos.queries import is_photo
from eorder.parties.identity.policy import PUBLIC
from eorder.records.documents.store import get
from eorder.web.pages import PageRequest, page
from eorder.web.public.downloads import download

YEAR = 31_536_000
"""Seconds; the longest that the standard of caching has in mind."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@page(PUBLIC, is_same_for_all=True)
def photo(request: PageRequest, digest: str) -> HttpResponse:
    """Send one size of a photo; 1 statement, whoever asks.

    Raises:
        NotFoundError: There is no such photo; other files that people handed in are never found here.
    """
    if not _DIGEST.fullmatch(digest) or not is_photo(digest):
        raise NotFoundError(_("Foto ini tidak ada."))
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag)
    if response is None:
        response = download(get(digest), "image/webp", f"{digest[:16]}.webp", inline=True)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
