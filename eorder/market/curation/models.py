"""Cases of products before curators, what came of them, which never changes, and appeals against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.market.catalogue.models import Product
from eorder.market.curation.marks import GRADES, HIGHEST, LOWEST, PARTS
from eorder.market.curation.states import APPEAL_LABELS, LABELS, AppealState, CaseState
from eorder.parties.identity.models import Person
from eorder.parties.vendors.models import Vendor

if TYPE_CHECKING:
    from datetime import datetime

S = CaseState
LONGEST_APPEAL, LONGEST_REASONS = 2000, 500
_IN_RANGE = models.Q(points__range=(LOWEST, HIGHEST))


class CurationCase(models.Model):
    """One product that waits for a curator, or was judged; handed in again it has another case.

    So it has when an appeal was upheld: that one `reviews` the case whose judgement was appealed against.
    """

    changed_by_acts = ("state", "decided_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    reviews = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(max_length=8, choices=[(state.value, label) for state, label in LABELS.items()])
    handed_in_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="until when the decision is promised")
    decided_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "product", condition=models.Q(state=S.WAITING), name="curation_case_one_waiting"
            ),
            models.CheckConstraint(
                condition=models.Q(state=S.WAITING, decided_at__isnull=True)
                | (
                    ~models.Q(state=S.WAITING)
                    & models.Q(decided_at__isnull=False, decided_at__gte=models.F("handed_in_at"))
                ),
                name="curation_case_decided_once",
            ),
        ]
        indexes = [
            models.Index("government_id", "state", "handed_in_at", name="curation_case_waiting"),
            models.Index("product", "handed_in_at", name="curation_case_of_product"),
        ]

    def decide(self, state: CaseState, at: datetime) -> None:
        """Set what a curator decided, and save exactly that."""
        self.state, self.decided_at = state, at
        self.save(update_fields=["state", "decided_at"])


class Grading(models.Model):
    """A curator's judgement of a case: the grade that followed from the points, with number and last day of validity.

    A product that did not pass has neither grade nor number nor day.
    """

    append_only = True
    PUBLIC_FIELDS = ("number", "grade", "total", "graded_at", "valid_until", "rule")

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField(CurationCase, on_delete=models.PROTECT, related_name="grading")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="gradings")
    curator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=1, blank=True, default="")
    total = models.PositiveIntegerField(help_text="part of all points, in parts per 10,000")
    number = models.CharField(max_length=60, blank=True, default="", help_text="of the certificate")
    graded_at = models.DateTimeField()
    valid_until = models.DateField(null=True, help_text="last day of the grade, inclusive")
    rule = models.CharField(max_length=60, help_text="value of the parameter that the grade follows from")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("number", condition=~models.Q(number=""), name="grading_number_once"),
            models.CheckConstraint(
                condition=(models.Q(grade__in=GRADES, valid_until__isnull=False) & ~models.Q(number=""))
                | models.Q(grade="", number="", valid_until__isnull=True),
                name="grading_whole_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(total__range=(0, PARTS)), name="grading_total_in_range"
            ),
        ]
        indexes = [
            models.Index("product", "graded_at", condition=~models.Q(grade=""), name="grading_of_product"),
            models.Index("valid_until", condition=~models.Q(grade=""), name="grading_by_end"),
        ]


class Score(models.Model):
    """Points of one criterion of a product that passed, with what the curator saw; everybody may read it."""

    append_only = True
    PUBLIC_FIELDS = ("position", "criterion", "name", "points", "seen")

    id = models.UUIDField(primary_key=True, default=new_id)
    grading = models.ForeignKey(Grading, on_delete=models.PROTECT, related_name="scores")
    position = models.PositiveIntegerField(help_text="from 1, in the template's order")
    criterion = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    points = models.PositiveIntegerField()
    seen = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint("grading", "criterion", name="score_once"),
            models.CheckConstraint(condition=_IN_RANGE, name="score_in_range"),
            models.CheckConstraint(condition=~models.Q(seen=""), name="score_has_evidence"),
        ]


class Finding(models.Model):
    """Points of one criterion of a product that did not pass, told to its seller alone.

    Where the criterion is lacking, `remedy` says what mends it; elsewhere it is empty.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    grading = models.ForeignKey(Grading, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveIntegerField(help_text="from 1, in the template's order")
    criterion = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    points = models.PositiveIntegerField()
    evidence = models.CharField(max_length=500)
    remedy = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint("grading", "criterion", name="finding_once"),
            models.CheckConstraint(condition=_IN_RANGE, name="finding_in_range"),
            models.CheckConstraint(condition=~models.Q(evidence=""), name="finding_has_evidence"),
        ]


class Appeal(models.Model):
    """What a seller says against what came of a case, once; its curators and its seller read it.

    What was found stands until another curator has decided, and longer where the appeal is dismissed.
    """

    changed_by_acts = ("state", "decided_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(CurationCase, on_delete=models.PROTECT, related_name="appeal")
    state = models.CharField(
        max_length=9, choices=[(state.value, label) for state, label in APPEAL_LABELS.items()]
    )
    text = models.CharField(max_length=LONGEST_APPEAL)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="until when the decision is promised")
    decided_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=AppealState.WAITING, decided_at__isnull=True)
                | models.Q(
                    state__in=[AppealState.UPHELD, AppealState.DISMISSED],
                    decided_at__isnull=False,
                    decided_at__gte=models.F("made_at"),
                ),
                name="curation_appeal_decided_once",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="curation_appeal_says_why"),
        ]
        indexes = [models.Index("government_id", "state", "made_at", name="curation_appeal_waiting")]

    def decide(self, state: AppealState, at: datetime) -> None:
        """Set what another curator decided, and save exactly that."""
        self.state, self.decided_at = state, at
        self.save(update_fields=["state", "decided_at"])


class AppealAnswer(models.Model):
    """Why an appeal was upheld or dismissed, by another curator than the one who judged (a trigger sees to it).

    The reasons are open where the judgement is: a grade's are `reasons`. A refusal is told to its seller alone, and so
    is what answers the appeal against it: `told`. One of the two is empty.
    """

    append_only = True
    PUBLIC_FIELDS = ("outcome", "reasons", "decided_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(
        max_length=9, choices=[(AppealState.UPHELD, "upheld"), (AppealState.DISMISSED, "dismissed")]
    )
    reasons = models.CharField(max_length=LONGEST_REASONS, blank=True, default="")
    told = models.CharField(max_length=LONGEST_REASONS, blank=True, default="")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(reasons="") & ~models.Q(told=""))
                | (~models.Q(reasons="") & models.Q(told="")),
                name="appeal_answer_has_reasons",
            ),
        ]
