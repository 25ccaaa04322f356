"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from eorder.web.public.views.access import access
from eorder.web.public.views.catalogue import catalogue
from eorder.web.public.views.categories import categories, category
from eorder.web.public.views.certificate import certificate, certificate_paper
from eorder.web.public.views.compare import compare
from eorder.web.public.views.components_page import components_page
from eorder.web.public.views.curation_queue import curation_queue
from eorder.web.public.views.document import document
from eorder.web.public.views.home import home
from eorder.web.public.views.open_data import open_data
from eorder.web.public.views.package import package_public
from eorder.web.public.views.paper import paper
from eorder.web.public.views.product import product
from eorder.web.public.views.purchase import purchase
from eorder.web.public.views.purchases import purchases
from eorder.web.public.views.sanctions import sanction, sanctions
from eorder.web.public.views.sign_in import sign_in
from eorder.web.public.views.sign_out import sign_out
from eorder.web.public.views.turns import turns, turns_of

urlpatterns = [
    path("", home, name="home"),
    path("pembelian", purchases, name="purchases"),
    path("pembelian/<str:number>", purchase, name="purchase"),
    path("paket/<int:rup_id>", package_public, name="package_public"),
    path("katalog", catalogue, name="catalogue"),
    path("kategori", categories, name="categories"),
    path("kategori/<str:code>", category, name="category"),
    path("katalog/banding", compare, name="compare"),
    path("katalog/urutan", turns, name="turns"),
    path("katalog/urutan.csv", turns_of, name="turns_of"),
    path("produk/<uuid:product_id>", product, name="product"),
    path("sanksi", sanctions, name="sanctions"),
    path("sanksi/<uuid:sanction_id>", sanction, name="sanction"),
    path("kurasi", curation_queue, name="curation_queue"),
    path("kurasi/<str:number>", certificate, name="certificate"),
    path("kurasi/<str:number>/sertifikat.pdf", certificate_paper, name="certificate_paper"),
    path("dokumen/<uuid:document_id>", document, name="document"),
    path("surat/<str:number>/<str:kind>.pdf", paper, name="paper"),
    path("masuk", sign_in, name="sign_in"),
    path("keluar", sign_out, name="sign_out"),
    path("akses", access, name="access"),
    path("data-terbuka", open_data, name="open_data"),
    path("komponen", components_page, name="components"),
]
