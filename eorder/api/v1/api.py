"""The API of version 1: its resources and addresses, each with who may ask."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.operation import Operation

from eorder.api.v1.answers import answer_errors
from eorder.api.v1.asker import SignedIn
from eorder.api.v1.orders import router as orders
from eorder.api.v1.products import router as products
from eorder.parties.identity.policy import PUBLIC, Policy

ROUTERS = (orders, products)
api = NinjaAPI(
    title="e-Order",
    version="1",
    description="Belanja kecil pemerintah daerah; uang dalam rupiah bulat, jumlah dalam perseribu satuan.",
    auth=SignedIn(),  # an operation that names no policy of its own is closed to all
    docs_url=None,
    urls_namespace="api-1",
)
for router in ROUTERS:
    api.add_router("", router)
answer_errors(api)


def addresses() -> list[URLPattern]:
    """List the addresses with the policy and methods of each, as pages carry theirs; nobody signed in gets 401.

    Operations of one address (read and add products) have one policy; it goes by the name of each.
    """
    views = [path_view for router in ROUTERS for path_view in router.path_operations.values()]
    asked = {
        operation.view_func.__name__: path_view.operations
        for path_view in views
        for operation in path_view.operations
    }
    found = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    for each in found:
        operations = asked.get(each.name or "", [])
        if not operations:
            each.callback = require_safe(each.callback)  # the library's own pages answer every method
        methods = tuple(sorted({method for operation in operations for method in operation.methods})) or (
            "GET",
        )
        each.callback.policy = policy_of(operations[0]) if operations else PUBLIC  # type: ignore[attr-defined]  # as `page` does
        each.callback.methods = methods  # type: ignore[attr-defined]  # likewise
    return found


def policy_of(operation: Operation) -> Policy | None:
    """Read the policy that an operation enforces; None where it declares none."""
    (door,) = operation.auth_callbacks
    return door.policy if isinstance(door, SignedIn) else None
