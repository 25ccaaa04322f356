"""Shipments, counts at receipt, and the hand-over report (BAST)."""

from __future__ import annotations

from django.db import models

from eorder.buying.orders.models import Line, Order
from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT


class Shipment(models.Model):
    """One dispatch by the vendor, with its delivery note (surat jalan)."""

    PUBLIC_FIELDS = ("number", "shipped_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    number = models.CharField(max_length=60)
    shipped_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, default="")


class Receipt(models.Model):
    """One count by the PPK of what a shipment brought."""

    PUBLIC_FIELDS = ("received_at",)

    id = models.UUIDField(primary_key=True, default=new_id)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="receipts")
    received_at = models.DateTimeField()
    received_by = models.UUIDField(help_text="natural person who counted")


class ReceiptLine(models.Model):
    """Quantities of one order line counted at one receipt, in thousandths of a unit."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="receipts")
    accepted = models.BigIntegerField()
    rejected = models.BigIntegerField()
    rejection = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted__gte=0, rejected__gte=0), name="receipt_line_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(rejected=0) | ~models.Q(rejection=""),
                name="receipt_line_rejection_has_reason",
            ),
        ]


class HandOver(models.Model):
    """The BAST: the PPK takes over what was accepted, and the payment clock starts."""

    PUBLIC_FIELDS = ("number", "handed_over_at", "accepted_value", "payment_due_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="hand_over")
    government_id = models.UUIDField()
    number = models.CharField(max_length=60)
    handed_over_at = models.DateTimeField()
    accepted_value = models.BigIntegerField(help_text="value of accepted lines with PPN, whole rupiah")
    payment_due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "number", name="hand_over_number_once"),
            models.CheckConstraint(
                condition=models.Q(accepted_value__gt=0, accepted_value__lte=LARGEST_AMOUNT),
                name="hand_over_value_in_range",
            ),
        ]
