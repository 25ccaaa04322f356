"""A business's own products over the API: list, read, add, another price, off sale."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Header, Query, Router, Schema
from ninja.responses import Response
from pydantic import ConfigDict

from eorder.api.v1.asker import Holder, asker
from eorder.api.v1.orders import NOT_MODIFIED, REFUSALS, CommandKey, StrictSchema
from eorder.foundation.errors import InvalidFormError, InvalidValueError, NotFoundError
from eorder.foundation.ids import read_command
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.foundation.reasons import LONGEST_REASON
from eorder.market.catalogue.actions.change_price import change_price as publish_price
from eorder.market.catalogue.actions.delist_product import delist_product as take_off_sale
from eorder.market.catalogue.actions.list_product import LONGEST, ProductForm
from eorder.market.catalogue.actions.list_product import list_product as put_on_sale
from eorder.market.catalogue.actions.set_capacity import set_capacity as state_capacity
from eorder.market.catalogue.category_queries import chosen_category
from eorder.market.catalogue.own_queries import PAGE, own_product, own_products
from eorder.market.catalogue.rules import may_sell
from eorder.market.templates.answers import FIELD, NO, YES
from eorder.parties.identity.policy import VENDOR
from eorder.parties.tokens.scopes import Scope

router = Router(tags=["products"])

MOST_MINIMUM, MOST_PER_DAY, LONGEST_LEAD, LONGEST_ANSWER = 1_000_000, 1_000_000, 365, 500
STALE: dict[int, Any] = {412: REFUSALS[409]}
Key = Annotated[CommandKey, Header(alias="Idempotency-Key")]
Answer = Annotated[str, Field(max_length=LONGEST_ANSWER)] | Annotated[int, Field(strict=True)] | bool


class ProductShown(Schema):
    """One product; `price` in whole rupiah per unit before PPN, `price_version` from 1.

    `per_day` is how many units can be delivered in one day, null without a limit.
    """

    model_config = ConfigDict(json_schema_extra={"description": "A product as its seller's system sees it."})
    id: UUID
    category: str
    template_version: int | None
    name: str
    description: str
    unit: str
    minimum: int
    lead_days: int
    per_day: int | None
    attributes: dict[str, str | int | bool]
    state: str
    price: int
    price_version: int
    published_at: datetime


class ProductsShown(Schema):
    """A page of products; `next` is the `after` of the page that follows, null on the last."""

    products: list[ProductShown]
    next: UUID | None


class ProductAsked(StrictSchema):
    """A product to sell; `attributes` answers the template of the category by key."""

    category: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=LONGEST["name"])]
    unit: Annotated[str, Field(min_length=1, max_length=LONGEST["unit"])]
    price: Annotated[int, Field(strict=True, ge=1, le=LARGEST_AMOUNT)]
    minimum: Annotated[int, Field(strict=True, ge=1, le=MOST_MINIMUM)] = 1
    lead_days: Annotated[int, Field(strict=True, ge=0, le=LONGEST_LEAD)] = 1
    description: Annotated[str, Field(max_length=LONGEST["description"])] = ""
    attributes: dict[str, Answer] = {}


class PriceAsked(StrictSchema):
    """Another price, in whole rupiah per unit before PPN."""

    price: Annotated[int, Field(strict=True, ge=1, le=LARGEST_AMOUNT)]


class CapacityAsked(StrictSchema):
    """How many units can be delivered in one day; null takes the limit away."""

    per_day: Annotated[int, Field(strict=True, ge=1, le=MOST_PER_DAY)] | None


class ReasonAsked(StrictSchema):
    """Why the product is taken off sale; buyers read it."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


@router.get("/products", auth=Holder(VENDOR, Scope.READ), response={200: ProductsShown, **REFUSALS})
def read_products(request: HttpRequest, after: Annotated[UUID | None, Query()] = None) -> ProductsShown:
    """List the business's products, also those off sale, in the order in which they were made."""
    rows = own_products(_business(request), after=after)
    shown, more = rows[:PAGE], rows[PAGE:]
    return ProductsShown(
        products=[ProductShown.model_validate(_shown(row)) for row in shown],
        next=shown[-1]["id"] if more else None,
    )


@router.get(
    "/products/{uuid:product_id}", auth=Holder(VENDOR, Scope.READ), response={200: ProductShown, **REFUSALS}
)
def read_product(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Show one product, with its version as ETag."""
    row = _own(request, product_id)
    if request.headers.get("If-None-Match") == _tag(row):
        return HttpResponse(status=NOT_MODIFIED, headers={"ETag": _tag(row)})
    return _answer(row, 200)


@router.post("/products", auth=Holder(VENDOR, Scope.WRITE), response={201: ProductShown, **REFUSALS})
def create_product(request: HttpRequest, asked: ProductAsked, idempotency_key: Key) -> HttpResponse:
    """List a product at its first price; the same `Idempotency-Key` (a UUID) lists it once."""
    form = ProductForm(
        category_code=asked.category,
        name=asked.name,
        description=asked.description,
        unit=asked.unit,
        price=asked.price,
        minimum=asked.minimum,
        lead_days=asked.lead_days,
    )
    if chosen_category(asked.category) is None:
        raise InvalidFormError({"category": "Kategori ini tidak ada; kodenya ada di halaman /kategori."})
    answers = {"attributes": {key: _as_typed(each) for key, each in asked.attributes.items()}}
    try:
        product_id = put_on_sale(
            vendor_id=_business(request),
            form=form,
            **(answers if asked.attributes else {}),
            by=asker(request),
            at=timezone.now(),
            command=read_command(idempotency_key),
        )
    except InvalidFormError as error:
        raise InvalidFormError(_by_path(error.problems)) from None
    return _answer(own_product(product_id), 201)


@router.post(
    "/products/{uuid:product_id}/prices",
    auth=Holder(VENDOR, Scope.PRICES),
    response={201: ProductShown, **REFUSALS, **STALE},
)
def create_price(
    request: HttpRequest,
    product_id: UUID,
    asked: PriceAsked,
    idempotency_key: Key,
    if_match: Annotated[str, Header(alias="If-Match")] = "",
) -> HttpResponse:
    """Publish another price; with `If-Match` only if nobody published one since the product was read."""
    publish_price(
        product_id=product_id,
        price=asked.price,
        **({"seen": _version(if_match)} if if_match else {}),
        by=asker(request),
        at=timezone.now(),
        command=read_command(idempotency_key),
    )
    return _answer(own_product(product_id), 201)


@router.post(
    "/products/{uuid:product_id}/capacity",
    auth=Holder(VENDOR, Scope.CAPACITY),
    response={200: ProductShown, **REFUSALS},
)
def create_capacity(
    request: HttpRequest, product_id: UUID, asked: CapacityAsked, idempotency_key: Key
) -> HttpResponse:
    """State how many units can be delivered in one day; orders that stand keep their room."""
    state_capacity(
        product_id=product_id,
        per_day=asked.per_day,
        by=asker(request),
        at=timezone.now(),
        command=read_command(idempotency_key),
    )
    return _answer(own_product(product_id), 200)


@router.post(
    "/products/{uuid:product_id}/delisting",
    auth=Holder(VENDOR, Scope.WRITE),
    response={200: ProductShown, **REFUSALS},
)
def create_delisting(
    request: HttpRequest, product_id: UUID, asked: ReasonAsked, idempotency_key: Key
) -> HttpResponse:
    """Take a product off sale; its page stays readable."""
    take_off_sale(
        product_id=product_id,
        reason=asked.reason,
        by=asker(request),
        at=timezone.now(),
        command=read_command(idempotency_key),
    )
    return _answer(own_product(product_id), 200)


def _business(request: HttpRequest) -> UUID:
    """Give the business somebody acts for; the first one where there are several, as the pages do."""
    return min(asker(request).vendor_ids)


def _own(request: HttpRequest, product_id: UUID) -> dict[str, Any]:
    row = own_product(product_id)
    if not may_sell(asker(request), row["vendor_id"]):
        raise NotFoundError("Produk ini tidak ada.")
    return row


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "category": row["category_id"]}


def _tag(row: Mapping[str, Any]) -> str:
    return f'"{row["price_version"]}-{row["state"]}-{row["per_day"] or 0}"'


def _version(tag: str) -> int:
    """Read the version of the price from an ETag that was given out.

    Raises:
        InvalidValueError: It is none of ours.
    """
    number, _, _state = tag.strip('"').partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - nobody publishes so many
        raise InvalidValueError("If-Match harus berisi ETag produk ini apa adanya.", code="bad_etag")
    return int(number)


def _answer(row: Mapping[str, Any], status: int) -> HttpResponse:
    shown = ProductShown.model_validate(_shown(row))
    return Response(shown.model_dump(mode="json"), status=status, headers={"ETag": _tag(row)})


def _as_typed(answer: object) -> str:
    if isinstance(answer, bool):
        return YES if answer else NO
    return str(answer)


def _by_path(problems: Mapping[str, str]) -> dict[str, str]:
    """Name the fields as the request does: `attr_isi` is `attributes.isi`."""
    return {
        f"attributes.{name.removeprefix(FIELD)}" if name.startswith(FIELD) else name: sentence
        for name, sentence in problems.items()
    }
