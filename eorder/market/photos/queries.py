"""Reads of photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import F, QuerySet

from eorder.market.photos.models import Photo, Rendition


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a photo: the digest of its bytes, width and height in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as pages show it, with its sizes from small to large."""

    id: UUID
    alt: str
    sizes: tuple[Size, ...]


def first_photos(product_ids: Iterable[UUID]) -> dict[UUID, Shown]:
    """Give the photo that lists show of each product that has one; 1 statement, none without products."""
    ids = list(product_ids)
    found = _shown(Photo.objects.filter(product_id__in=ids, position=1)) if ids else []
    return dict(found)


def photos_of(product_id: UUID) -> list[Shown]:
    """List the photos of a product that are shown, in their order; 1 statement."""
    return [photo for _, photo in _shown(Photo.objects.filter(product_id=product_id).exclude(position=None))]


def is_photo(sha256: str) -> bool:
    """Tell whether bytes with this digest are a photo that anybody may see; 1 statement."""
    return Rendition.objects.filter(sha256=sha256).exists()


def product_of_photo(photo_id: UUID) -> UUID | None:
    """Find the product of a photo that is shown; 1 statement."""
    found = Photo.objects.filter(id=photo_id).exclude(position=None)
    return found.values_list("product_id", flat=True).first()


def _shown(photos: QuerySet[Photo]) -> Sequence[tuple[UUID, Shown]]:
    rows = photos.order_by("product_id", "position", "picture__renditions__width").values_list(
        "product_id",
        "id",
        "alt",
        F("picture__renditions__sha256"),
        F("picture__renditions__width"),
        F("picture__renditions__height"),
    )
    return [
        (product, Shown(photo, alt, tuple(Size(*row[3:]) for row in sizes)))
        for (product, photo, alt), sizes in groupby(rows, key=lambda row: row[:3])
    ]
