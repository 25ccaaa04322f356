"""Addresses of joining."""

from __future__ import annotations

from django.urls import path

from eorder.web.joining.views.claims import claims
from eorder.web.joining.views.code import prove
from eorder.web.joining.views.join import join
from eorder.web.joining.views.step import join_step

urlpatterns = [
    path("gabung", join, name="join"),
    path("gabung/kode", prove, name="prove_contact"),
    path("gabung/klaim", claims, name="claims"),
    path("gabung/langkah/<str:step>", join_step, name="join_step"),
]
