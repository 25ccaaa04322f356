"""Reads of stored releases."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from eorder.foundation.canonical import utc_text
from eorder.foundation.errors import InvalidValueError, NotFoundError
from eorder.openness.opendata.packaging import StoredRelease
from eorder.records.journal.models import Release

PAGE_SIZE = 100
_LATER = "(date, event_id) > (%s, %s)"  # one range of the index release_by_date
_FIELDS = ("event_id", "ocid", "release_id", "date", "body", "digest")


def find_release(release_id: str) -> StoredRelease:
    """Load one release; 1 statement.

    Raises:
        NotFoundError: There is none of this id.
    """
    found = _stored(Release.objects.filter(release_id=release_id).order_by("date", "event_id")[:1])
    if not found:
        raise NotFoundError("Rilis ini tidak ada. Periksa kembali nomor rilisnya.", code="no_such_release")
    return found[0]


def releases_of(ocid: str) -> list[StoredRelease]:
    """Load all releases of a process, oldest first; 1 statement.

    Raises:
        NotFoundError: The process is not known.
    """
    found = _stored(Release.objects.filter(ocid=ocid).order_by("date", "event_id"))
    if not found:
        raise NotFoundError("Proses ini tidak ada. Periksa kembali ocid-nya.", code="no_such_process")
    return found


def releases_after(mark: str) -> tuple[list[StoredRelease], str | None]:
    """Load a page of releases in the order of their dates; 1 statement.

    Args:
        mark: Where the page before ended (exclusive), as `mark_of` writes it; empty for the first page.

    Returns:
        At most `PAGE_SIZE` releases, and the mark for the next page if there are more.

    Raises:
        InvalidValueError: The mark is not one that `mark_of` writes.
        NotFoundError: There is no release after the mark.
    """
    releases = Release.objects.order_by("date", "event_id")
    if mark:
        date, event_id = read_mark(mark)
        releases = releases.filter(RawSQL(_LATER, (date, event_id), BooleanField()))  # noqa: S611 (bound parameters)
    found = _stored(releases[: PAGE_SIZE + 1])
    if not found:
        raise NotFoundError("Belum ada rilis sesudah itu. Coba lagi nanti.", code="no_more_releases")
    page = found[:PAGE_SIZE]
    return page, mark_of(page[-1]) if len(found) > PAGE_SIZE else None


def mark_of(release: StoredRelease) -> str:
    """Write the place of a release in the order of dates."""
    return f"{utc_text(release.date)}_{release.event_id}"


def read_mark(mark: str) -> tuple[datetime, UUID]:
    """Read a mark that `mark_of` wrote.

    Raises:
        InvalidValueError: It is not one.
    """
    date, _, event_id = mark.partition("_")
    try:
        return datetime.strptime(date, "%Y-%m-%dT%H:%M:%S.%f%z"), UUID(event_id)
    except ValueError:
        raise InvalidValueError(
            "Penanda halaman 'after' tidak dikenal. Pakai alamat 'next' dari halaman sebelumnya.",
            code="invalid_mark",
        ) from None


def _stored(rows: QuerySet[Release]) -> list[StoredRelease]:
    return [StoredRelease(*row) for row in rows.values_list(*_FIELDS)]
