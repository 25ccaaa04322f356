"""Invoices, the tax decision on each, and payments with every rupiah withheld."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from eorder.buying.orders.models import Order
from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.parties.vendors.models import BankAccount


class Invoice(models.Model):
    """The vendor's bill for what was handed over; the system writes it."""

    PUBLIC_FIELDS = ("number", "amount", "issued_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="invoice")
    number = models.CharField(max_length=60)
    amount = models.BigIntegerField()
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "number", name="invoice_number_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST_AMOUNT), name="invoice_amount_in_range"
            ),
        ]


class Verification(models.Model):
    """The treasurer's check of an invoice: input and result of the tax decision, recomputable (M13).

    An invoice is checked again when the law or the seller's papers of the day of payment say otherwise; the
    last check counts.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    invoice = models.ForeignKey(
        Invoice, on_delete=models.PROTECT, related_name="verifications", related_query_name="verification"
    )
    seq = models.PositiveSmallIntegerField(default=1)
    verified_at = models.DateTimeField()
    inputs = models.JSONField()
    decision = models.JSONField()
    gross = models.BigIntegerField()
    withheld = models.BigIntegerField()
    net = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("invoice", "seq", name="verification_seq_once"),
            models.CheckConstraint(
                condition=Q(
                    gross=F("net") + F("withheld"), gross__lte=LARGEST_AMOUNT, net__gte=0, withheld__gte=0
                ),
                name="verification_adds_up",
            ),
        ]


class Payment(models.Model):
    """One payment of an order: gross = net to the vendor + taxes withheld, whole rupiah (M10).

    It went to an account of the seller that was in force then, or a waiting time before (S7).
    """

    append_only = True
    PUBLIC_FIELDS = ("seq", "gross", "withheld", "net", "paid_at", "method")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    seq = models.PositiveSmallIntegerField(default=1)
    account = models.ForeignKey(
        BankAccount,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="account of the seller that it went to",
    )
    method = models.CharField(max_length=20, default="manual")
    provider = models.CharField(max_length=40, help_text="bank that carried it")
    external_ref = models.CharField(max_length=60, help_text="the bank's reference")
    gross = models.BigIntegerField()
    withheld = models.BigIntegerField()
    net = models.BigIntegerField()
    paid_at = models.DateTimeField()
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "government_id", Upper("provider"), "external_ref", name="payment_reference_once"
            ),
            models.UniqueConstraint("order", "seq", name="payment_seq_once"),
            models.CheckConstraint(
                condition=Q(
                    gross=F("net") + F("withheld"),
                    net__gte=0,
                    withheld__gte=0,
                    gross__gt=0,
                    gross__lte=LARGEST_AMOUNT,
                ),
                name="payment_adds_up",
            ),
        ]


class Withholding(models.Model):
    """One tax kept back from one payment, with the rule version that decided it."""

    append_only = True
    PUBLIC_FIELDS = ("tax", "base", "rate", "amount", "rule")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="withholdings")
    tax = models.CharField(max_length=12)
    base = models.BigIntegerField()
    rate = models.PositiveIntegerField(help_text="parts per ten thousand")
    amount = models.BigIntegerField()
    rule = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint("payment", "tax", name="withholding_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST_AMOUNT, base__gte=0, base__lte=LARGEST_AMOUNT),
                name="withholding_amounts_in_range",
            ),
        ]


class TaxProof(models.Model):
    """The state receipt number (NTPN) that shows the withheld tax was deposited."""

    append_only = True

    payment = models.OneToOneField(
        Payment, primary_key=True, on_delete=models.PROTECT, related_name="tax_proof"
    )
    government_id = models.UUIDField()
    receipt_number = models.CharField(max_length=40)
    deposited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "receipt_number", name="tax_receipt_once"),
        ]
