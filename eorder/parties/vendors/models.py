"""Businesses that sell, the people behind them, and the dated evidence about their scale and taxes."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.parties.identity.models import Person
from eorder.parties.regions.models import Region
from eorder.records.sorting import SortKeyField


class VendorState(models.TextChoices):
    """How far a business has come; only an active one that is under no sanction receives orders (O9)."""

    APPLIED = "applied", "Mendaftar"
    CHECKED = "checked", "Diperiksa"
    CURATED = "curated", "Dikurasi"
    ACTIVE = "active", "Aktif"


class Scale(models.TextChoices):
    """Business scales of PP 7/2021 that sell here; procurement counts micro and small, never medium."""

    MICRO = "micro", "usaha mikro"
    SMALL = "small", "usaha kecil"


class LegalForm(models.TextChoices):
    """Legal form, which decides the tax rules."""

    INDIVIDUAL = "individual", "perorangan"
    CV = "cv", "CV"
    PT = "pt", "PT"
    COOPERATIVE = "cooperative", "koperasi"


class Vendor(models.Model):
    """A micro or small business; the public sees its name, district and scale, never the identifiers."""

    PUBLIC_FIELDS = ("id", "name", "scale", "legal_form", "state", "region")
    changed_by_acts = ("state", "nib_released_at", "npwp_released_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    government_id = models.UUIDField()
    name = models.CharField(max_length=120)
    sort_key = SortKeyField()
    legal_form = models.CharField(max_length=12, choices=LegalForm.choices)
    nib = models.CharField(max_length=13)
    npwp = models.CharField(max_length=16, blank=True, default="")
    kbli = models.CharField(max_length=5)
    scale = models.CharField(max_length=8, choices=Scale.choices)
    scale_evidence = models.CharField(max_length=120)
    scale_date = models.DateField(help_text="date of the evidence")
    yearly_sales = models.BigIntegerField(null=True, help_text="whole rupiah, of a running business")
    capital = models.BigIntegerField(
        null=True, help_text="whole rupiah without land and building, of a new business"
    )
    is_pkp = models.BooleanField(default=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    street = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=12, choices=VendorState.choices)
    nib_released_at = models.DateTimeField(
        null=True, help_text="when it was found to be somebody else's number"
    )
    npwp_released_at = models.DateTimeField(
        null=True, help_text="when it was found to be somebody else's number"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "government_id", "nib", condition=models.Q(nib_released_at=None), name="vendor_nib_once"
            ),
            models.UniqueConstraint(
                "government_id",
                "npwp",
                condition=~models.Q(npwp="") & models.Q(npwp_released_at=None),
                name="vendor_npwp_once",
            ),
            models.CheckConstraint(condition=models.Q(nib__regex=r"^\d{13}$"), name="vendor_nib_13_digits"),
            models.CheckConstraint(
                condition=models.Q(npwp="") | models.Q(npwp__regex=r"^\d{16}$"), name="vendor_npwp_16_digits"
            ),
            models.CheckConstraint(condition=models.Q(kbli__regex=r"^\d{5}$"), name="vendor_kbli_5_digits"),
            models.CheckConstraint(condition=models.Q(scale__in=Scale.values), name="vendor_micro_or_small"),
            models.CheckConstraint(condition=~models.Q(scale_evidence=""), name="vendor_scale_has_evidence"),
            models.CheckConstraint(
                condition=models.Q(yearly_sales=None) | models.Q(capital=None),
                name="vendor_scale_by_one_amount",
            ),
            models.CheckConstraint(
                condition=(models.Q(yearly_sales=None) | models.Q(yearly_sales__range=(0, LARGEST_AMOUNT)))
                & (models.Q(capital=None) | models.Q(capital__range=(0, LARGEST_AMOUNT))),
                name="vendor_scale_amount_in_range",
            ),
        ]


class BankAccount(models.Model):
    """One version of the account that a business is paid to: the first it was registered with, later ones changed to.

    It holds from `since`, and payments may go to it from `payable_from`, until a later version may be paid to.
    """

    append_only = True

    id = models.UUIDField(
        primary_key=True, default=new_id, help_text="of a later version: that of its change"
    )
    government_id = models.UUIDField()
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="bank_accounts")
    seq = models.PositiveSmallIntegerField(default=1)
    bank_name = models.CharField(max_length=60)
    number = models.CharField(max_length=30)
    holder = models.CharField(max_length=120)
    since = models.DateTimeField()
    payable_from = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("vendor", "seq", name="bank_account_seq_once"),
            models.CheckConstraint(
                condition=models.Q(seq__gte=1, payable_from__gte=models.F("since")),
                name="bank_account_waits_forward",
            ),
        ]


SINCE_EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when a tie holds whose beginning was not recorded."""


class Tie(models.TextChoices):
    """How a person belongs to a business."""

    OWNER = "owner", "pemilik"
    STAFF = "staff", "pegawai"
    ACCOUNT_HOLDER = "account_holder", "pemilik rekening"


class Member(models.Model):
    """A person's tie to a business; an official of an order has none to its vendor when acting (S3)."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    tie = models.CharField(max_length=14, choices=Tie.choices)
    since = models.DateTimeField(db_default=SINCE_EVER)

    class Meta:
        constraints = [models.UniqueConstraint("vendor", "person", "tie", name="member_once")]


class ProvenNumber(models.Model):
    """An identifier that was found to be a person's, after somebody else had used it; nobody else may use it again."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, help_text="of the claim that was upheld")
    government_id = models.UUIDField()
    which = models.CharField(max_length=4, help_text="nik, nib or npwp")
    number = models.CharField(max_length=64, help_text="of a NIK the keyed digest alone")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint("government_id", "which", "number", name="number_proven_once"),
        ]


class StatementKind(models.TextChoices):
    """Dated papers on which the tax decision rests."""

    SUKET_PP55 = "suket_pp55", "Surat Keterangan PP 55/2022"
    TURNOVER_500M = "turnover_500m", "Surat pernyataan omzet sampai Rp 500 juta"
    PBJT_EXEMPT = "pbjt_exempt", "Pernyataan omzet sampai Rp 42 juta sebulan (PBJT)"
    PBJT_INCLUDED = "pbjt_included", "Harga termasuk PBJT"


class TaxStatement(models.Model):
    """One dated tax paper of a vendor; `since` and `until` inclusive."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=14, choices=StatementKind.choices)
    number = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint("vendor", "kind", "number", name="statement_once")]
