"""Claims on identifiers that another business uses, and what was decided of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.foundation.reasons import LONGEST_REASON
from eorder.parties.claims.states import DECIDED, LABELS, STEPS, TITLES, ClaimKind, ClaimState, Which
from eorder.parties.identity.models import Account, Person
from eorder.parties.vendors.models import Vendor

S = ClaimState


class Claim(models.Model):
    """Somebody says that a number which another business uses is theirs, with a reason and a paper.

    Whom it is about is read from the number when it is made, and told to curators alone.
    """

    PUBLIC_FIELDS = ()
    changed_by_acts = ("state", "decided_by", "decided_at", "finding", "due_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    claimant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state.value, label) for state, label in LABELS.items()])
    which = models.CharField(max_length=4, choices=[(each.value, each.value.upper()) for each in Which])
    number = models.CharField(max_length=64, help_text="normalised; of a NIK the keyed digest alone")
    kind = models.CharField(max_length=8, choices=[(kind.value, label) for kind, label in TITLES.items()])
    reason = models.CharField(max_length=LONGEST_REASON)
    vendor = models.ForeignKey(Vendor, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", help_text="who is known by the NIK"
    )
    contacts = models.JSONField(help_text="addresses of whoever uses the number, told of every step")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="until when the decision is promised")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "government_id", "claimant", "which", "number", condition=Q(state=S.OPEN), name="claim_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(S), which__in=list(Which), kind__in=list(ClaimKind)),
                name="claim_words_known",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(number=""), name="claim_is_whole"),
            models.CheckConstraint(
                condition=Q(which=Which.NIK) | Q(holder=None), name="claim_holder_of_nik_alone"
            ),
            models.CheckConstraint(
                condition=Q(holder=None) | ~Q(holder=F("claimant")), name="claim_on_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("claimant")), name="claim_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(holder=None) | ~Q(decided_by=F("holder")),
                name="claim_decided_apart_from_holder",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=sorted(DECIDED), decided_by__isnull=False, decided_at__gte=F("made_at"))
                    & ~Q(finding="")
                )
                | (~Q(state__in=sorted(DECIDED)) & Q(decided_by=None, decided_at=None)),
                name="claim_decided_with_finding",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("government_id", "state", "due_at", name="claim_waiting"),
            models.Index(fields=["claimant", "-made_at"], name="claim_of_person"),
        ]

    def take(self, step: str, **changes: Any) -> None:
        """Go a step of the table: set the state and the named fields, and save exactly those."""
        self.state = STEPS[step].target
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *changes])
