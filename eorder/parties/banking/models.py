"""Changes of the account that a business is paid to, and the waiting time the database holds payments to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.parties.banking.states import LABELS, STEPS, ChangeState
from eorder.parties.identity.models import Person
from eorder.parties.vendors.models import Vendor

S = ChangeState
_CHECKED = [S.VERIFIED, S.REFUSED, S.STOPPED]


class AccountChange(models.Model):
    """A business wants to be paid to another account: who proposed it, who checked it, and who was told.

    Once verified, the account itself is the `BankAccount` with the key of the change.
    """

    PUBLIC_FIELDS = ()
    changed_by_acts = (
        "state",
        "decided_by",
        "decided_at",
        "finding",
        "remedy",
        "stopped_by",
        "stopped_at",
        "due_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, label) for state, label in LABELS.items()])
    bank_name = models.CharField(max_length=60)
    number = models.CharField(max_length=20)
    holder = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    contacts = models.JSONField(help_text="addresses that were the business's before, told of every step")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="until when the check is promised")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=500, blank=True, default="")
    remedy = models.CharField(max_length=500, blank=True, default="")
    stopped_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("vendor", condition=Q(state=S.PROPOSED), name="account_change_one_open"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{5,20}$") & ~Q(bank_name="") & ~Q(holder="") & ~Q(reason=""),
                name="account_change_is_whole",
            ),
            models.CheckConstraint(condition=~Q(contacts=[]), name="account_change_tells_somebody"),
            # The proposer never verifies (S7).
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="account_change_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_CHECKED, decided_by__isnull=False, decided_at__gte=F("proposed_at"))
                | (~Q(state__in=_CHECKED) & Q(decided_by=None, decided_at=None)),
                name="account_change_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.REFUSED) | (~Q(finding="") & ~Q(remedy="")),
                name="account_change_refused_with_remedy",
            ),
            models.CheckConstraint(
                condition=Q(state=S.STOPPED, stopped_by__isnull=False, stopped_at__gte=F("decided_at"))
                | (~Q(state=S.STOPPED) & Q(stopped_by=None, stopped_at=None)),
                name="account_change_stopped_by_somebody",
            ),
        ]
        indexes = [
            models.Index("government_id", "state", "due_at", name="account_change_waiting"),
            models.Index(fields=["vendor", "-proposed_at"], name="account_change_of_vendor"),
        ]

    def take(self, step: str, **changes: Any) -> None:
        """Go a step of the table: set the state and the named fields, and save exactly those."""
        self.state = STEPS[step].target
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *changes])


class WaitingTime(models.Model):
    """Hours that a new account waits for its first payment, by days (inclusive); filled from the book of law."""

    written_by_migrations = True

    since = models.DateField(primary_key=True)
    until = models.DateField(null=True)
    hours = models.PositiveIntegerField()
