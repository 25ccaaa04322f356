"""Addresses of the curators' pages."""

from __future__ import annotations

from django.urls import path

from eorder.web.curator.views.applications import applications
from eorder.web.curator.views.check_account import check_account
from eorder.web.curator.views.check_application import check_application
from eorder.web.curator.views.check_claim import check_claim
from eorder.web.curator.views.decide_appeal import decide_appeal
from eorder.web.curator.views.score_product import score_product

urlpatterns = [
    path("kerja/pendaftaran", applications, name="applications"),
    path("kerja/pendaftaran/<uuid:application_id>", check_application, name="check_application"),
    path("kerja/klaim/<uuid:claim_id>", check_claim, name="check_claim"),
    path("kerja/kurasi/<uuid:case_id>", score_product, name="score_product"),
    path("kerja/kurasi/keberatan/<uuid:appeal_id>", decide_appeal, name="decide_appeal"),
    path("kerja/rekening/<uuid:change_id>", check_account, name="check_account"),
]
