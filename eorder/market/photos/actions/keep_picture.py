"""Keep a picture in its sizes; part of another act's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from eorder.market.photos.models import Picture, Rendition
from eorder.records.documents.intake import PhotoSize
from eorder.records.documents.store import put


def keep_picture(sizes: Sequence[PhotoSize]) -> str:
    """Write the rows of a picture and the bytes of its sizes; a picture that is kept already stays as it is.

    Args:
        sizes: As `check_photo` gives them, smallest first.

    Returns:
        Its key, the SHA-256 of its largest size.
    """
    key = sizes[-1].sha256
    Picture.objects.bulk_create([Picture(sha256=key)], ignore_conflicts=True)
    rows = [
        Rendition(
            picture_id=key, width=each.width, height=each.height, size=len(each.content), sha256=each.sha256
        )
        for each in sizes
    ]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)
    for each in sizes:  # what the database refused leaves no file
        put(each.sha256, each.content)
    return key
