"""Sanctions with their dates and deciders, appeals and the answers to them, and likenesses with the national list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.parties.identity.models import Person
from eorder.parties.sanctions.states import STEPS, UNDECIDED, SanctionKind, SanctionState
from eorder.parties.vendors.models import Vendor
from eorder.parties.workunits.models import Unit

LONGEST_REASON, LONGEST_APPEAL, LONGEST_DECREE = 500, 2000, 80
LONGEST_NAME, LONGEST_SOURCE, LONGEST_PROVINCE = 160, 160, 60

_DATES = ("since", "until", "starts_at", "ends_at", "decided_by", "decided_at")
_DATED = models.Q(**{f"{name}__isnull": False for name in _DATES})
_UNDATED = models.Q(**{f"{name}__isnull": True for name in _DATES})


def _choices(kinds: type[SanctionKind | SanctionState]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kinds]


class Sanction(models.Model):
    """One sanction of one seller; a proposal that was dismissed stays as one that never had dates.

    `since` and `until` are the days of the decree, both inclusive. `starts_at` (inclusive) and `ends_at` (exclusive)
    are the moments between which it has its effect: never before it was decided, and no longer than until an appeal
    lifts it. Once it was decided, a trigger lets nothing change but the state and an earlier end.
    """

    PUBLIC_FIELDS = (
        "id", "vendor", "kind", "state", "ground", "article", "reason", "since", "until", "decree_number", "source",
        "decided_role", "decided_at",
    )  # fmt: skip
    changed_by_acts = (
        "state", "article", "rule", "since", "until", "starts_at", "ends_at", "decided_by", "decided_role",
        "decided_at", "decree_number", "appeal_due_at",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=10, choices=_choices(SanctionKind))
    state = models.CharField(max_length=10, choices=_choices(SanctionState))
    ground = models.CharField(max_length=20, help_text="code of the law's ground; empty of the national list")
    article = models.CharField(max_length=200)
    rule = models.CharField(max_length=60, blank=True, default="", help_text="version of the law's term")
    reason = models.CharField(max_length=LONGEST_REASON)
    order_id = models.UUIDField(null=True, help_text="order that a blacklist was proposed on")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_role = models.CharField(max_length=20, blank=True, default="")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_role = models.CharField(max_length=20, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decree_number = models.CharField(max_length=LONGEST_DECREE, blank=True, default="")
    source = models.CharField(
        max_length=LONGEST_SOURCE, blank=True, default="", help_text="the list it is from"
    )
    province = models.CharField(max_length=LONGEST_PROVINCE, blank=True, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    appeal_due_at = models.DateTimeField(null=True, help_text="none of the national list")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(SanctionKind)), name="sanction_kind_known"),
            models.CheckConstraint(
                condition=(models.Q(state__in=sorted(UNDECIDED)) & _UNDATED)
                | (models.Q(state__in=sorted(set(SanctionState) - UNDECIDED)) & _DATED),
                name="sanction_dated_once_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="sanction_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="sanction_moments_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="sanction_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=SanctionKind.BLACKLIST)
                | models.Q(unit__isnull=False, proposed_by__isnull=False),
                name="sanction_blacklist_proposed",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=SanctionKind.SUSPENSION)
                | models.Q(decided_at__isnull=True)
                | ~models.Q(decree_number=""),
                name="sanction_has_decree",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="sanction_has_reason"),
            models.UniqueConstraint(
                "vendor", condition=models.Q(state=SanctionState.PROPOSED), name="sanction_one_proposal"
            ),
            models.UniqueConstraint(
                "vendor",
                "decree_number",
                condition=models.Q(kind=SanctionKind.NATIONAL, state=SanctionState.IMPOSED),
                name="sanction_listed_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("vendor", "ends_at", name="sanction_by_vendor"),
            models.Index("ends_at", name="sanction_by_end"),
        ]

    def take(self, step: str, **changes: Any) -> None:
        """Go a step of the table: set the state and the named fields, and save exactly those."""
        self.state = STEPS[step].target
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *changes])


class Appeal(models.Model):
    """What a seller says against a sanction, once; everybody may read it."""

    PUBLIC_FIELDS = ("text", "made_at")
    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    sanction = models.OneToOneField(Sanction, on_delete=models.PROTECT, related_name="appeal")
    text = models.CharField(max_length=LONGEST_APPEAL)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())


class AppealAnswer(models.Model):
    """Why a sanction was upheld or lifted, by somebody who neither proposed nor decided it (a trigger sees to it).

    It answers an appeal, or strikes off what the national list has no more.
    """

    PUBLIC_FIELDS = ("outcome", "reasons", "decided_role", "decided_at")
    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    sanction = models.OneToOneField(Sanction, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(
        max_length=10, choices=[(SanctionState.UPHELD, "upheld"), (SanctionState.LIFTED, "lifted")]
    )
    reasons = models.CharField(max_length=LONGEST_REASON)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_role = models.CharField(max_length=20)
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())


class Likeness(models.Model):
    """A row of the national list whose name is like a seller's and whose numbers say nothing.

    The keeper looks at it; it has no effect whatsoever.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    listed_name = models.CharField(max_length=LONGEST_NAME)
    decree_number = models.CharField(max_length=LONGEST_DECREE)
    province = models.CharField(max_length=LONGEST_PROVINCE, blank=True, default="")
    since = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    noted_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("vendor", "decree_number", "listed_name", name="likeness_once"),
        ]
