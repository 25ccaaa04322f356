"""Addresses of the treasury pages."""

from __future__ import annotations

from eorder.web.desk.acting import route
from eorder.web.treasury.order_acts import PAY, PROVE_TAX, VERIFY

urlpatterns = [
    route("periksa", VERIFY),
    route("bayar", PAY),
    route("bukti-pajak", PROVE_TAX),
]
