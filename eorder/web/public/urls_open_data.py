"""Addresses of the open data; programs read them, so they have no English twin."""

from __future__ import annotations

from django.urls import path

from eorder.web.public.views import ocds

urlpatterns = [
    path("ocds/openapi.json", ocds.described, name="ocds_description"),
    path("ocds/releases", ocds.releases, name="ocds_releases"),
    path("ocds/releases/<str:release_id>", ocds.release, name="ocds_release"),
    path("ocds/records/<str:ocid>", ocds.record, name="ocds_record"),
]
