"""Addresses of the vendor pages."""

from __future__ import annotations

from django.urls import path

from eorder.web.desk.acting import route
from eorder.web.vendor.order_acts import ACCEPT, INVOICE, REFUSE, SHIP
from eorder.web.vendor.views import (
    accounts,
    business,
    chances,
    curation,
    new_product,
    photos,
    products,
    sheets,
    tokens,
)

urlpatterns = [
    route("terima", ACCEPT),
    route("tolak", REFUSE),
    route("kirim", SHIP),
    route("tagih", INVOICE),
    path("usaha", business.my_business, name="my_business"),
    path("usaha/produk", products.my_products, name="my_products"),
    path("usaha/produk/baru", new_product.list_product, name="list_product"),
    path("usaha/produk/impor", sheets.import_products, name="import_products"),
    path("usaha/produk/lembar", sheets.product_sheet, name="product_sheet"),
    path("usaha/produk/<uuid:product_id>/harga", products.change_price, name="change_price"),
    path("usaha/produk/<uuid:product_id>/kapasitas", products.set_capacity, name="set_capacity"),
    path("usaha/produk/<uuid:product_id>/foto", photos.product_photos, name="product_photos"),
    path("usaha/produk/<uuid:product_id>/kurasi", curation.product_curation, name="product_curation"),
    path("usaha/produk/<uuid:product_id>/belum-dipilih", chances.product_chances, name="product_chances"),
    path("usaha/produk/<uuid:product_id>/tarik", products.delist_product, name="delist_product"),
    path("usaha/<uuid:vendor_id>/rekening", accounts.bank_accounts, name="bank_accounts"),
    path("usaha/rekening/<uuid:change_id>/hentikan", accounts.stop_change, name="stop_change"),
    path("usaha/api", tokens.tokens, name="tokens"),
    path("usaha/api/<uuid:token_id>/cabut", tokens.revoke_token, name="revoke_token"),
]
