"""Pictures in their sizes, and the products that show them; a photo taken away stays readable in history."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from eorder.foundation.ids import new_id
from eorder.market.catalogue.models import Product
from eorder.market.photos.limits import LONGEST_ALT, MOST_PHOTOS


class Picture(models.Model):
    """What was drawn anew from an upload, named by the SHA-256 of its largest size; products may share it."""

    append_only = True
    PUBLIC_FIELDS = ("sha256",)

    sha256 = models.CharField(max_length=64, primary_key=True)
    recorded_at = models.DateTimeField(db_default=Now())


class Rendition(models.Model):
    """One size of a picture as WebP; the bytes lie in the store under their SHA-256."""

    append_only = True
    PUBLIC_FIELDS = ("sha256", "width", "height", "size")

    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        related_name="renditions",
        db_index=False,  # the constraint has it
    )
    width = models.PositiveSmallIntegerField(help_text="pixels")
    height = models.PositiveSmallIntegerField(help_text="pixels")
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("picture", "width", name="rendition_once")]
        indexes = [models.Index("sha256", name="rendition_by_digest")]


class Photo(models.Model):
    """A picture of a product at its place among the others, the first in lists; without a place it was taken away."""

    PUBLIC_FIELDS = ("id", "alt", "position")
    changed_by_acts = ("position",)

    id = models.UUIDField(primary_key=True, default=new_id)
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        related_name="photos",
        db_index=False,  # an index below begins with it
    )
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+", db_index=False)
    alt = models.CharField(max_length=LONGEST_ALT, help_text="what is seen, for those who do not see it")
    position = models.PositiveSmallIntegerField(null=True, help_text="from 1; none when it was taken away")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(  # looked at when a statement ends, so that one may move several
                fields=["product", "position"],
                name="photo_place_once",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                "product", "picture", condition=~models.Q(position=None), name="photo_shown_once"
            ),
            models.CheckConstraint(
                condition=models.Q(position=None) | models.Q(position__range=(1, MOST_PHOTOS)),
                name="photo_place_in_range",
            ),
        ]
