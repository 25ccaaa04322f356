"""Applications of businesses, the proof of an address before there is an account, and what a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.parties.identity.models import Account
from eorder.parties.joining.states import LABELS, OUTCOMES, RUNGS, STEPS, ApplicationState, Outcome, Rung
from eorder.parties.vendors.models import Vendor

if TYPE_CHECKING:
    from datetime import datetime

S = ApplicationState
_SENT = [S.APPLIED, S.CHECKED]


class ContactProof(models.Model):
    """Who asked for an account at which address; the account exists once the code of the letter comes back.

    The code itself is kept nowhere: it follows from the id and the key of the installation (`contact_code`).
    """

    changed_by_acts = ("proved_at", "password")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    password = models.CharField(max_length=128, help_text="hash; emptied once it went to the account")
    asked_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("email", "asked_at", name="contact_proof_by_email")]


class Application(models.Model):
    """One business that wants to sell: the answers of each step, as they were read, and where it stands.

    The NIK is kept only as a keyed digest; NIB and NPWP also stand apart, normalised, so that two applications of one
    business are seen.
    """

    changed_by_acts = (
        "state", "answers", "nik_digest", "nib", "npwp", "sent_at", "due_at", "vendor", "changed_at",
        "nib_released_at", "npwp_released_at",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, label) for state, label in LABELS.items()])
    answers = models.JSONField(default=dict, help_text="by step, then by field")
    nik_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    nib = models.CharField(max_length=13, blank=True, default="")
    npwp = models.CharField(max_length=16, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="until when the check is promised")
    vendor = models.OneToOneField(Vendor, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    nib_released_at = models.DateTimeField(null=True, help_text="like that of its business")
    npwp_released_at = models.DateTimeField(null=True, help_text="like that of its business")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account", condition=~models.Q(state=S.CHECKED), name="application_one_open"
            ),
            models.UniqueConstraint(
                "government_id",
                "nib",
                condition=models.Q(state__in=_SENT, nib_released_at=None),
                name="application_nib_once",
            ),
            models.UniqueConstraint(
                "government_id",
                "npwp",
                condition=models.Q(state__in=_SENT, npwp_released_at=None) & ~models.Q(npwp=""),
                name="application_npwp_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=_SENT)
                | (
                    models.Q(nib__regex=r"^\d{13}$")
                    & ~models.Q(nik_digest="")
                    & models.Q(sent_at__isnull=False)
                ),
                name="application_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(state=S.CHECKED, vendor__isnull=False)
                | (~models.Q(state=S.CHECKED) & models.Q(vendor__isnull=True)),
                name="application_checked_has_vendor",
            ),
        ]
        indexes = [models.Index("government_id", "state", "due_at", name="application_waiting")]

    def take(self, step: str, at: datetime, **changes: Any) -> None:
        """Go a step of the table: set the state and the named fields, and save exactly those."""
        self.state, self.changed_at = STEPS[step].target, at
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "changed_at", *changes])


class Remark(models.Model):
    """Why an application was sent back: criterion, what was seen, and what mends it; told to the applicant alone."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="remarks")
    criterion = models.CharField(max_length=16)
    evidence = models.CharField(max_length=500)
    remedy = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())


class QueueDecision(models.Model):
    """One decision of a curator: how long it took, which place it had in the queue, and why it was taken before others.

    It stands under the public number alone, so that the queue can be watched without names.
    """

    append_only = True
    PUBLIC_FIELDS = (
        "rung", "number", "outcome", "waiting_since", "decided_at", "waited_days", "place", "reason",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    rung = models.CharField(max_length=8, choices=[(each.value, label) for each, label in RUNGS.items()])
    number = models.CharField(max_length=10, help_text="public number of what was decided")
    outcome = models.CharField(
        max_length=9, choices=[(each.value, label) for each, label in OUTCOMES.items()]
    )
    waiting_since = models.DateTimeField()
    decided_at = models.DateTimeField()
    waited_days = models.PositiveIntegerField(help_text="working days; the day it began does not count")
    place = models.PositiveIntegerField(help_text="in the queue when it was decided; 1 is the first")
    reason = models.CharField(
        max_length=500, blank=True, default="", help_text="why it was taken before others"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place=1, reason="") | (models.Q(place__gt=1) & ~models.Q(reason="")),
                name="queue_decision_in_order_or_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__gte=models.F("waiting_since")),
                name="queue_decision_after_it_waited",
            ),
            models.CheckConstraint(
                condition=models.Q(rung=Rung.CHECK, outcome__in=[Outcome.ACCEPTED, Outcome.RETURNED])
                | models.Q(rung=Rung.CURATION, outcome__in=[Outcome.PASSED, Outcome.REFUSED])
                | models.Q(rung=Rung.APPEAL, outcome__in=[Outcome.UPHELD, Outcome.DISMISSED]),
                name="queue_decision_outcome_of_rung",
            ),
        ]
        indexes = [models.Index("government_id", "decided_at", name="queue_decision_latest")]
