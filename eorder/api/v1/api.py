"""The API of version 1: its resources, who may ask, and its addresses."""

from __future__ import annotations

from django.urls import URLPattern
from ninja import NinjaAPI

from eorder.api.v1.answers import answer_errors
from eorder.api.v1.asker import SignedIn
from eorder.api.v1.orders import router as orders

api = NinjaAPI(
    title="e-Order",
    version="1",
    description="Belanja kecil pemerintah daerah; uang dalam rupiah bulat, jumlah dalam perseribu satuan.",
    auth=SignedIn(),
    docs_url=None,
    urls_namespace="api-1",
)
api.add_router("", orders)
answer_errors(api)


def addresses() -> list[URLPattern]:
    """List the addresses; those who are not signed in get 401."""
    return [each for each in api.urls[0] if isinstance(each, URLPattern)]
