"""Addresses of the pages about sanctions that need a sign-in."""

from __future__ import annotations

from django.urls import path

from eorder.web.sanctions.views.decide import decide_sanction
from eorder.web.sanctions.views.desk import sanction_desk
from eorder.web.sanctions.views.own import appeal_sanction, own_sanctions
from eorder.web.sanctions.views.propose import propose_blacklist
from eorder.web.sanctions.views.suspend import suspend_seller

urlpatterns = [
    path("kerja/sanksi", sanction_desk, name="sanction_desk"),
    path("kerja/sanksi/<uuid:sanction_id>", decide_sanction, name="decide_sanction"),
    path("kerja/penjual/<uuid:seller_id>/tangguhkan", suspend_seller, name="suspend_seller"),
    path("kerja/pesanan/<uuid:order_id>/daftar-hitam", propose_blacklist, name="propose_blacklist"),
    path("usaha/sanksi", own_sanctions, name="own_sanctions"),
    path("usaha/sanksi/<uuid:sanction_id>", appeal_sanction, name="appeal_sanction"),
]
