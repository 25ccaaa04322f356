"""Transfers and their entries: every rupiah reserved, committed, owed and paid."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT


class Transfer(models.Model):
    """One movement. A pending transfer is settled exactly once, by the transfer that `resolves` it.

    Phases: `pending` holds money for an order, `posted` spends it, `voided` gives it back. Transfers that
    hold nothing (a ceiling set, a payable recognised) are posted at once and resolve nothing.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    phase = models.CharField(max_length=8)
    budget_line_id = models.UUIDField()
    order_id = models.UUIDField(null=True)
    amount = models.BigIntegerField(help_text="whole rupiah held, spent or given back")
    resolves = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="resolved_by")
    command_id = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, amount__lte=LARGEST_AMOUNT), name="transfer_amount_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(phase__in=["pending", "posted", "voided"]), name="transfer_phase_known"
            ),
            # One order has one first reservation; every later one resolves its predecessor (M7, M14).
            models.UniqueConstraint(
                "order_id", condition=models.Q(kind="reserve"), name="transfer_one_reservation_per_order"
            ),
        ]
        indexes = [
            models.Index("order_id", name="transfer_by_order"),
            models.Index("budget_line_id", name="transfer_by_line"),
        ]


class Entry(models.Model):
    """One side of a transfer in whole rupiah, debit positive, credit negative; they sum to zero."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="entries", db_index=True)
    account = models.CharField(max_length=24)
    owner_id = models.UUIDField(help_text="budget line, vendor or unit the account belongs to")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="entry_not_zero"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=-LARGEST_AMOUNT, amount__lte=LARGEST_AMOUNT),
                name="entry_amount_in_range",
            ),
        ]
        indexes = [models.Index("account", "owner_id", name="entry_by_account")]
