"""What lets a phone keep the site as an app, and read its last inbox where there is no connection."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from eorder.foundation.browsers import NOTHING
from eorder.parties.identity.policy import PUBLIC
from eorder.web.jinja import static
from eorder.web.pages import PageRequest, page

FROM_THE_APP = "?dari=aplikasi"
"""Ends the address that an installed app begins at; only there a browser is asked to keep the inbox."""
HOUR = 3600
"""How long a browser may go without asking for these again, in seconds."""
_MAY_ASK_US = f"{NOTHING}; connect-src 'self'"


@page(PUBLIC, is_same_for_all=True)
def app_manifest(_request: PageRequest) -> HttpResponse:
    """Describe the app to a browser that offers to install it; no statement."""
    described = {
        "id": "/",
        "name": "e-Order",
        "short_name": "e-Order",
        "lang": "id",
        "description": "Belanja kecil pemerintah daerah langsung dari usaha mikro dan kecil.",
        "start_url": reverse("inbox") + FROM_THE_APP,
        "scope": "/",
        "display": "standalone",
        "background_color": "#fffdf9",
        "theme_color": "#fffdf9",
        "icons": [{"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return _kept_an_hour(JsonResponse(described, content_type="application/manifest+json"))


@page(PUBLIC, is_same_for_all=True)
def offline_script(_request: PageRequest) -> HttpResponse:
    """Give the program that keeps the inbox; it stands at the root, or it could not answer for the pages there."""
    return _kept_an_hour(HttpResponse(_script(), content_type="text/javascript; charset=utf-8"))


@cache
def _script() -> bytes:
    return (settings.ROOT / "eorder" / "web" / "offline.js").read_bytes()


def _kept_an_hour(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = _MAY_ASK_US
    patch_cache_control(response, public=True, max_age=HOUR)
    return response
