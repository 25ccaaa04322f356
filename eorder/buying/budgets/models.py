"""Budget lines with guarded counters: what was reserved, committed and spent can never exceed the ceiling."""

from __future__ import annotations

from django.db import models

from eorder.buying.budgets import lengths
from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.parties.workunits.models import Unit


class BudgetAccount(models.Model):
    """A budget account code (kode rekening, Permendagri 90/2019 and its updates)."""

    PUBLIC_FIELDS = ("code", "name")
    changed_by_acts = ("name",)

    code = models.CharField(primary_key=True, max_length=lengths.ACCOUNT_CODE, db_collation="C")
    name = models.CharField(max_length=lengths.ACCOUNT_NAME)


class BudgetLine(models.Model):
    """What a unit may spend in a year on one account of one sub-activity, in whole rupiah.

    `reserved` is held by placed orders, `committed` by accepted ones, `spent` was paid.
    """

    PUBLIC_FIELDS = ("id", "fiscal_year", "sub_activity_code", "sub_activity_name", "account", "ceiling")
    changed_by_acts = ("ceiling", "reserved", "committed", "spent")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budget_lines")
    fiscal_year = models.PositiveSmallIntegerField()
    sub_activity_code = models.CharField(max_length=lengths.SUB_ACTIVITY_CODE)
    sub_activity_name = models.CharField(max_length=lengths.SUB_ACTIVITY_NAME)
    account = models.ForeignKey(BudgetAccount, on_delete=models.PROTECT, related_name="lines")
    ceiling = models.BigIntegerField()
    reserved = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "government_id",
                "fiscal_year",
                "unit",
                "sub_activity_code",
                "account",
                name="budget_line_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    reserved__gte=0, committed__gte=0, spent__gte=0, ceiling__lte=LARGEST_AMOUNT
                ),
                name="budget_line_counters_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ceiling__gte=models.F("reserved") + models.F("committed") + models.F("spent")
                ),
                name="budget_line_not_overspent",
                violation_error_message="Sisa pagu tidak cukup.",
            ),
        ]
