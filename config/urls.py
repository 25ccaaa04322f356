"""All addresses: pages in Indonesian, the same pages in English under /en/, and the files for programs."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from eorder.api.v1.api import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include((addresses(), "api-1"))),
    path("", include("eorder.web.public.urls_open_data")),
    path("", include("eorder.web.public.urls_photos")),
    path("", include("eorder.web.public.urls_app")),
]
urlpatterns += i18n_patterns(
    path("", include("eorder.web.public.urls")),
    path("", include("eorder.web.desk.urls")),
    path("", include("eorder.web.buyer.urls")),
    path("", include("eorder.web.joining.urls")),
    path("", include("eorder.web.vendor.urls")),
    path("", include("eorder.web.curator.urls")),
    path("", include("eorder.web.sanctions.urls")),
    path("", include("eorder.web.treasury.urls")),
    prefix_default_language=False,
)

handler404 = "eorder.web.public.views.errors.not_found"
handler500 = "eorder.web.public.views.errors.broken"
handler403 = "eorder.web.public.views.errors.forbidden"
handler400 = "eorder.web.public.views.errors.bad_request"
