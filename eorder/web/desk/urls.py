"""Addresses of the desk pages."""

from __future__ import annotations

from django.urls import path

from eorder.web.desk.views.change_password import change_password
from eorder.web.desk.views.inbox import inbox
from eorder.web.desk.views.order import order
from eorder.web.desk.views.orders import orders

urlpatterns = [
    path("tugas", inbox, name="inbox"),
    path("kata-sandi", change_password, name="change_password"),
    path("kerja/pesanan", orders, name="orders"),
    path("kerja/pesanan/<uuid:order_id>", order, name="order"),
]
