"""Orders with their lines, and the duties each natural person has done on them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate, Upper

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.models import Meeting, Package
from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.foundation.reasons import LONGEST_REASON
from eorder.market.catalogue.models import PriceVersion, Product, TaxNature
from eorder.parties.vendors.models import Vendor
from eorder.parties.workunits.models import Unit
from eorder.records.rows import update_row


class Order(models.Model):
    """One direct purchase of one unit from one vendor, within one package and one budget line.

    `total` is what the vendor may bill (lines plus PPN), `accepted_value` what was handed over, `paid` what
    was paid; all whole rupiah. `ceiling`, `ceiling_rule` and whether PPN counts towards it held when the order
    was placed and never change (M6). `placed_at` is the first placing, `priced_at` the moment whose published
    prices and tariffs the lines carry: that of placing, or of the last change.
    """

    PUBLIC_FIELDS = (
        "number",
        "fiscal_year",
        "state",
        "subtotal",
        "ppn",
        "total",
        "accepted_value",
        "paid",
        "delivery_label",
        "window_start",
        "window_end",
        "reason",
        "placed_at",
        "accepted_at",
        "handed_over_at",
        "paid_at",
    )
    changed_by_acts = (
        "state",
        "version",
        "due_at",
        # while it is not answered
        "subtotal",
        "ppn",
        "total",
        "window_start",
        "window_end",
        "reason",
        "priced_at",
        # on its way
        "reservation_id",
        "refusal",
        "accepted_at",
        "accepted_value",
        "handed_over_at",
        "paid",
        "paid_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="orders")
    budget_line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="orders")
    fiscal_year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40, db_collation="C")
    state = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=1)
    subtotal = models.BigIntegerField()
    ppn = models.BigIntegerField()
    total = models.BigIntegerField()
    ceiling = models.BigIntegerField()
    ceiling_rule = models.CharField(max_length=60)
    ceiling_includes_ppn = models.BooleanField(default=True)
    accepted_value = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    reservation_id = models.UUIDField(help_text="ledger transfer that holds the budget")
    delivery_label = models.CharField(max_length=120)
    delivery_street = models.CharField(max_length=200)
    window_start = models.DateTimeField()
    window_end = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, default="")
    refusal = models.CharField(max_length=500, blank=True, default="")
    due_at = models.DateTimeField(null=True, help_text="when the next act is due")
    placed_at = models.DateTimeField()
    priced_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "number", name="order_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OrderState]), name="order_state_known"
            ),
            models.CheckConstraint(
                condition=Q(total__gt=0, total__lte=LARGEST_AMOUNT), name="order_total_in_range"
            ),
            models.CheckConstraint(condition=Q(total=F("subtotal") + F("ppn")), name="order_total_adds_up"),
            models.CheckConstraint(
                condition=Q(total__lte=F("ceiling"))
                | Q(ceiling_includes_ppn=False, subtotal__lte=F("ceiling")),
                name="order_not_over_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(subtotal__gte=0, ppn__gte=0, ceiling__gte=0, ceiling__lte=LARGEST_AMOUNT),
                name="order_amounts_in_range",
            ),
            models.CheckConstraint(
                condition=Q(accepted_value__gte=0, accepted_value__lte=F("total")),
                name="order_accepted_in_range",
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("accepted_value")),
                name="order_not_overpaid",
            ),
            models.CheckConstraint(
                condition=Q(window_end__gt=F("window_start")),
                name="order_window_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index("unit", "state", "due_at", name="order_by_unit_state"),
            models.Index("vendor", "state", "due_at", name="order_by_vendor_state"),
            models.Index("package", name="order_by_package"),
            models.Index("state", "due_at", name="order_by_due"),
            models.Index("placed_at", "id", name="order_by_time"),
            models.Index("unit", "placed_at", "id", name="order_by_unit_time"),
            models.Index("vendor", "placed_at", "id", name="order_by_vendor_time"),
            models.Index(Collate(Upper("number"), "C"), name="order_by_number"),
        ]

    def take(self, step: str, *, due_at: datetime | None, **changed: object) -> None:
        """Move along the table of steps and save the named fields; the caller's rule has allowed it."""
        self.state = STEPS[step].target
        self.version += 1
        self.due_at = due_at
        for name, value in changed.items():
            setattr(self, name, value)
        update_row(self, "state", "version", "due_at", *changed)


class Line(models.Model):
    """One product of an order: a copy of the published price, quantities in thousandths of a unit.

    `day` is the day, where the buyer is, on which the delivery window begins: the line takes of that day's capacity.
    `emergency` is the officer's public reason for ordering at a price that was still cooling; empty for any other.
    """

    PUBLIC_FIELDS = (
        "position",
        "name",
        "unit",
        "quantity",
        "unit_price",
        "line_total",
        "ppn",
        "accepted",
        "rejected",
        "rejection",
        "day",
        "emergency",
    )
    changed_by_acts = ("accepted", "rejected", "rejection")
    deleted_by_acts = True  # a changed order has new lines

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    price_version = models.ForeignKey(
        PriceVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=20)
    tax_nature = models.CharField(max_length=10, choices=TaxNature.choices)
    quantity = models.BigIntegerField()
    unit_price = models.BigIntegerField()
    line_total = models.BigIntegerField()
    ppn = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    rejection = models.CharField(max_length=200, blank=True, default="")
    day = models.DateField()
    emergency = models.CharField(max_length=LONGEST_REASON, blank=True, default="")

    class Meta:
        indexes = [models.Index("product", "day", name="line_by_product_day")]
        constraints = [
            models.UniqueConstraint("order", "position", name="line_position_once"),
            models.UniqueConstraint("order", "product", name="line_product_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=10**12), name="line_quantity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(line_total=(F("quantity") * F("unit_price") * 2 + 1000) / 2000),
                name="line_total_rounded_half_up",
            ),
            models.CheckConstraint(
                condition=Q(accepted__gte=0, rejected__gte=0, quantity__gte=F("accepted") + F("rejected")),
                name="line_accepted_in_range",
            ),
            models.CheckConstraint(
                condition=Q(
                    unit_price__gte=0,
                    unit_price__lte=LARGEST_AMOUNT,
                    line_total__gte=0,
                    line_total__lte=LARGEST_AMOUNT,
                    ppn__gte=0,
                    ppn__lte=LARGEST_AMOUNT,
                ),
                name="line_amounts_in_range",
            ),
        ]


class Duty(models.Model):
    """A duty one natural person did on one order; a trigger compares it with the others (S1, S2, S3)."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=20)
    person_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint("order", "duty", "person_id", name="duty_once")]


class DutyConflict(models.Model):
    """A pair of duties that one natural person may not both do on an order; filled from the law's table."""

    written_by_migrations = True

    first = models.CharField(max_length=20)
    second = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint("first", "second", name="duty_conflict_once")]


class CoolingTime(models.Model):
    """Hours that a new product or a raised price waits, by days (inclusive); filled from the book of law."""

    written_by_migrations = True

    since = models.DateField(primary_key=True)
    until = models.DateField(null=True)
    hours = models.PositiveIntegerField()
