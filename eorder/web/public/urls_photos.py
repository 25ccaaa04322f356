"""Addresses of photos; a picture speaks no language, so they have no English twin."""

from __future__ import annotations

from django.urls import path

from eorder.web.public.views.photo import photo

urlpatterns = [path("foto/<str:digest>.webp", photo, name="photo")]
