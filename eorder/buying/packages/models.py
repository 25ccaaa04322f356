"""Announced packages (RUP), their disposition, and the meetings that consumption is bought for."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.packages import lengths
from eorder.buying.packages.states import STEPS, PackageState
from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.parties.workunits.models import Appointment, Unit


class Package(models.Model):
    """One package of the general procurement plan (RUP); orders are placed within it, up to its ceiling.

    `ordered` counts the totals of its orders that still stand; the ceiling and it are whole rupiah.
    """

    PUBLIC_FIELDS = ("rup_id", "fiscal_year", "name", "ceiling", "method", "kind", "state")
    changed_by_acts = (
        # as announced
        "name",
        "ceiling",
        "method",
        "kind",
        "is_pdn",
        "is_umkm",
        "source",
        "announced_at",
        # on its way
        "ordered",
        "state",
        "budget_line",
        "pa_appointment",
        "ppk_appointment",
        "officer_appointment",
        "changed_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="packages")
    fiscal_year = models.PositiveSmallIntegerField()
    rup_id = models.BigIntegerField()
    name = models.TextField()
    ceiling = models.BigIntegerField()
    ordered = models.BigIntegerField(default=0)
    method = models.CharField(max_length=lengths.METHOD)
    kind = models.CharField(max_length=lengths.KIND)
    is_pdn = models.BooleanField(default=True)
    is_umkm = models.BooleanField(default=True)
    source = models.JSONField(default=dict, help_text="remaining public columns of the announcement")
    announced_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=PackageState.IMPORTED)
    budget_line = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="packages")
    pa_appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    ppk_appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    officer_appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "fiscal_year", "rup_id", name="package_rup_once"),
            models.CheckConstraint(
                condition=models.Q(ordered__gte=0, ordered__lte=models.F("ceiling")),
                name="package_not_over_ceiling",
            ),
            models.CheckConstraint(
                condition=models.Q(ceiling__gte=0, ceiling__lte=LARGEST_AMOUNT),
                name="package_ceiling_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in PackageState]),
                name="package_state_known",
            ),
        ]
        indexes = [
            models.Index("unit", "state", "rup_id", name="package_by_unit_state"),
            models.Index("government_id", "rup_id", name="package_by_rup"),
        ]

    @property
    def ppk_id(self) -> UUID | None:
        """The natural person it was disposed to as PPK; load `ppk_appointment` with it."""
        return self.ppk_appointment.person_id if self.ppk_appointment else None

    @property
    def officer_id(self) -> UUID | None:
        """The natural person it was disposed to as Pejabat Pengadaan; load `officer_appointment` with it."""
        return self.officer_appointment.person_id if self.officer_appointment else None

    def take(self, step: str, **changed: object) -> None:
        """Move along the table of steps and save the named fields; the caller's rule has allowed it."""
        self.state = STEPS[step].target
        for name, value in changed.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *changed])


class Meeting(models.Model):
    """The meeting that food and drink are ordered for; without it such spending is not accountable."""

    PUBLIC_FIELDS = (
        "title",
        "starts_at",
        "ends_at",
        "place",
        "insiders",
        "outsiders",
        "attended",
        "attendance_note",
    )
    changed_by_acts = ("attended", "attendance_note")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    insiders = models.PositiveIntegerField(help_text="participants of this unit")
    outsiders = models.PositiveIntegerField(help_text="participants of other units, bodies or the public")
    participants_from = models.CharField(max_length=200, blank=True, default="")
    invitation_number = models.CharField(max_length=60)
    attended = models.PositiveIntegerField(null=True)
    attendance_note = models.CharField(
        max_length=500, blank=True, default="", help_text="why fewer came than portions were served"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="Jam selesai rapat harus sesudah jam mulai.",
            ),
        ]
