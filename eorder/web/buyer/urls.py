"""Addresses of the buyer pages: packages, meetings, delivery addresses, and placing an order."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from eorder.web.buyer.views.addresses import addresses
from eorder.web.buyer.views.attendance import record_attendance
from eorder.web.buyer.views.choose_product import choose_product
from eorder.web.buyer.views.dispose_package import dispose_to_officer, dispose_to_ppk
from eorder.web.buyer.views.meeting import record_meeting
from eorder.web.buyer.views.package import package
from eorder.web.buyer.views.package_steps import (
    finish_package,
    recall_package,
    return_package,
    take_up_package,
    withdraw_package,
)
from eorder.web.buyer.views.packages import packages
from eorder.web.buyer.views.place_order import place_order
from eorder.web.buyer.views.prepare_package import prepare_package

PACKAGE = "kerja/paket/<uuid:package_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("kerja/paket", packages, name="packages"),
    path(PACKAGE, package, name="package"),
    path(f"{PACKAGE}/disposisi-ppk", dispose_to_ppk, name="dispose_to_ppk"),
    path(f"{PACKAGE}/siapkan", prepare_package, name="prepare_package"),
    path(f"{PACKAGE}/disposisi-pejabat", dispose_to_officer, name="dispose_to_officer"),
    path(f"{PACKAGE}/terima", take_up_package, name="take_up_package"),
    path(f"{PACKAGE}/kembalikan", return_package, name="return_package"),
    path(f"{PACKAGE}/tarik-disposisi", recall_package, name="recall_package"),
    path(f"{PACKAGE}/tarik", withdraw_package, name="withdraw_package"),
    path(f"{PACKAGE}/selesai", finish_package, name="finish_package"),
    path(f"{PACKAGE}/rapat", record_meeting, name="record_meeting"),
    path("kerja/rapat/<uuid:meeting_id>/hadir", record_attendance, name="record_attendance"),
    path(f"{PACKAGE}/produk", choose_product, name="choose_product"),
    path(f"{PACKAGE}/pesan/<uuid:vendor_id>", place_order, name="place_order"),
    path("kerja/alamat", addresses, name="addresses"),
    path("", include("eorder.web.buyer.urls_orders")),
]
