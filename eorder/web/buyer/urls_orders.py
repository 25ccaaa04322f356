"""Addresses of the buyer's pages on an order that stands."""

from __future__ import annotations

from eorder.web.buyer.views.change_order import CHANGE
from eorder.web.buyer.views.order_acts import CANCEL, CLOSE, HAND_OVER, REJECT
from eorder.web.buyer.views.receive_order import RECEIVE
from eorder.web.desk.acting import route

urlpatterns = [
    route("ubah", CHANGE),
    route("batalkan", CANCEL),
    route("penerimaan", RECEIVE),
    route("bast", HAND_OVER),
    route("kembalikan", REJECT),
    route("tutup", CLOSE),
]
