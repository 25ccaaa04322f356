"""Addresses of the installed app, one for both languages."""

from __future__ import annotations

from django.urls import path

from eorder.web.public.views.app import app_manifest, offline_script

urlpatterns = [
    path("aplikasi.webmanifest", app_manifest, name="app_manifest"),
    path("luring.js", offline_script, name="offline_script"),
]
