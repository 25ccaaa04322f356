"""Governments, their units as a tree, delivery addresses and appointments."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.parties.identity.models import Person
from eorder.parties.regions.models import Region
from eorder.parties.workunits import lengths
from eorder.records.sorting import SortKeyField


class Government(models.Model):
    """A regional government: the tenant. One installation can serve many."""

    PUBLIC_FIELDS = ("code", "name", "time_zone")

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=lengths.GOVERNMENT_CODE, unique=True)
    name = models.CharField(max_length=lengths.GOVERNMENT_NAME)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")


class UnitLevel(models.TextChoices):
    """Where a unit stands in the tree."""

    SKPD = "skpd", "SKPD"
    UKPD = "ukpd", "UKPD"


class Unit(models.Model):
    """A work unit that buys; `short_code` is part of the numbers of its orders."""

    PUBLIC_FIELDS = ("id", "code", "short_code", "name", "level")
    changed_by_acts = ("name",)  # no act does; the lock of its addresses needs the right to change one column

    id = models.UUIDField(primary_key=True, default=new_id)
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    level = models.CharField(max_length=4, choices=UnitLevel.choices)
    code = models.CharField(max_length=lengths.UNIT_CODE)
    short_code = models.CharField(max_length=lengths.UNIT_SHORT_CODE)
    name = models.CharField(max_length=lengths.UNIT_NAME)
    sort_key = SortKeyField()
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("government", "code", name="unit_code_once"),
            models.UniqueConstraint("government", "short_code", name="unit_short_code_once"),
        ]


class Address(models.Model):
    """A place where a unit receives goods; exactly one is active."""

    PUBLIC_FIELDS = ("label", "street")
    changed_by_acts = ("is_active",)

    id = models.UUIDField(primary_key=True, default=new_id)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="addresses")
    label = models.CharField(max_length=120)
    sort_key = SortKeyField("label")
    street = models.CharField(max_length=200)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "unit", condition=models.Q(is_active=True), name="address_one_active_per_unit"
            ),
            models.UniqueConstraint("unit", "label", name="address_label_once"),
        ]


class Role(models.TextChoices):
    """Offices a person can be appointed to."""

    PA = "pa", "Pengguna Anggaran (PA)"
    KPA = "kpa", "Kuasa Pengguna Anggaran (KPA)"
    PPK = "ppk", "Pejabat Pembuat Komitmen (PPK)"
    PEJABAT_PENGADAAN = "pejabat_pengadaan", "Pejabat Pengadaan"
    PPTK = "pptk", "Pejabat Pelaksana Teknis Kegiatan (PPTK)"
    BENDAHARA = "bendahara", "Bendahara Pengeluaran"
    BENDAHARA_PEMBANTU = "bendahara_pembantu", "Bendahara Pengeluaran Pembantu"
    CURATOR = "curator", "Kurator"
    AUDITOR = "auditor", "Auditor (Inspektorat)"
    ADMIN = "admin", "Administrator"


class Appointment(models.Model):
    """One office of one person in one unit by one decree; `since` inclusive, `until` exclusive (O2)."""

    PUBLIC_FIELDS = ("role", "decree_number", "since", "until")

    id = models.UUIDField(primary_key=True, default=new_id)
    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    decree_number = models.CharField(max_length=80)
    decree_date = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("government", "unit", "person", "role", "since", name="appointment_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~models.Q(decree_number=""), name="appointment_has_decree"),
        ]
