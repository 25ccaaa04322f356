"""Categories, products and the versions of their prices, which never vanish."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.templates.models import TemplateVersion
from eorder.parties.vendors.models import Vendor
from eorder.records.sorting import SortKeyField

MOST_PER_DAY = 1_000_000
"""Largest capacity of a day, in whole units (inclusive)."""


class TaxNature(models.TextChoices):
    """What the law taxes: the same box is catering when served at the customer's place, goods from a shop."""

    CATERING = "catering", "jasa katering"
    SHOP_FOOD = "shop_food", "makanan dari toko atau warung"
    GOODS = "goods", "barang"
    SERVICE = "service", "jasa"


class Category(models.Model):
    """A kind of thing, with the accounts it may be charged to, its tax nature and the template in force, if any."""

    PUBLIC_FIELDS = ("code", "name", "tax_nature", "account_codes")
    changed_by_acts = ("name", "sort_key", "tax_nature", "account_codes", "unspsc", "template")

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    sort_key = SortKeyField()
    tax_nature = models.CharField(max_length=10, choices=TaxNature.choices)
    account_codes = models.JSONField(help_text="budget accounts the category may be charged to")
    unspsc = models.CharField(max_length=8, blank=True, default="")
    template = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, null=True, related_name="+")


class ProductState(models.TextChoices):
    """Whether a product can be ordered; delisting leaves a readable page."""

    LISTED = "listed", "Dijual"
    DELISTED = "delisted", "Tidak dijual lagi"


class Product(models.Model):
    """One thing one vendor sells, in one unit of measure.

    `per_day` is the capacity of one delivery day in whole units, as the seller states it; none means that the
    seller states no limit. What orders take of it is counted from the orders (ADR 19).
    """

    PUBLIC_FIELDS = (
        "id",
        "name",
        "description",
        "unit",
        "minimum",
        "lead_days",
        "per_day",
        "state",
        "attributes",
    )
    changed_by_acts = ("state", "per_day")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="products",
        db_index=False,  # an index of its own below serves the list of a category
    )
    name = models.CharField(max_length=160)
    sort_key = SortKeyField()
    description = models.TextField(blank=True, default="")
    unit = models.CharField(max_length=20, help_text="unit of measure, such as kotak or rim")
    minimum = models.PositiveIntegerField(default=1, help_text="smallest whole quantity sold")
    lead_days = models.PositiveSmallIntegerField(default=1)
    per_day = models.PositiveIntegerField(
        null=True, help_text="whole units for one delivery day; none: no limit"
    )
    template = models.ForeignKey(
        TemplateVersion,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,  # nothing looks products up by it, and no version is ever deleted
        help_text="version that the attributes answer; none in a category without a template",
    )
    attributes = models.JSONField(default=dict, help_text="answers to the template by key")
    state = models.CharField(max_length=10, choices=ProductState.choices)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index("government_id", "state", "id", name="product_by_state"),
            models.Index("category", "state", "id", name="product_by_category"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(per_day__isnull=True)
                | models.Q(per_day__gte=1, per_day__lte=MOST_PER_DAY),
                name="product_capacity_in_range",
            )
        ]


class PriceVersion(models.Model):
    """A published price before PPN, in whole rupiah per unit; later versions replace, never remove it."""

    append_only = True
    PUBLIC_FIELDS = ("amount", "published_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="prices")
    seq = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    published_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("product", "seq", name="price_version_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, amount__lte=LARGEST_AMOUNT), name="price_in_range"
            ),
        ]


class ProductSheet(models.Model):
    """The last sheet of products that a business had checked; its cells are kept until it is taken in.

    `content` holds the cells as JSON and is empty afterwards; `report` is what the check, and then the taking in,
    said of the rows.
    """

    changed_by_acts = ("name", "content", "sha256", "report", "checked_at", "taken_at")

    vendor = models.OneToOneField(Vendor, on_delete=models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=60, help_text="of the file, as its sender calls it")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, help_text="digest of the content as it was checked")
    report = models.JSONField()
    checked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_at__isnull=True) | models.Q(content=b""), name="sheet_taken_once"
            )
        ]
