"""Put stored releases into OCDS packages; the releases' own bytes are copied, never written anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.foundation.canonical import canonical_text, utc_text
from eorder.openness.opendata.merging import compiled_release

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
POLICY = "/data-terbuka"
_REGISTERED = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS = tuple(
    f"{_REGISTERED}/{name}/extension.json"
    for name in (
        "ocds_partyDetails_scale_extension/master",
        "ocds_budget_breakdown_extension/master",
        "ocds_metrics_extension/1.1",
        "ocds_transactions_relatedMilestone_extension/master",
        "ocds_contract_completion_extension/master",
        "ocds_withheldInformation_extension/master",
        "ocds_pagination_extension/master",
    )
)
"""Registered extensions whose fields the releases and packages use."""


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """One release as it was stored with its event."""

    event_id: UUID
    ocid: str
    release_id: str
    date: datetime
    body: str
    digest: str


def release_package(
    releases: Sequence[StoredRelease], *, site: str, path: str, following: str | None = None
) -> str:
    """Wrap releases in a release package.

    Args:
        releases: At least one.
        site: Public address of the installation, without a slash at the end.
        path: Path and query of the package itself.
        following: Path and query of the next page, if there is one.
    """
    head = _head(releases, site, path)
    if following:
        head["links"] = {"next": f"{site}{following}"}
    return _joined(head, "releases", [each.body for each in releases])


def record_package(releases: Sequence[StoredRelease], *, site: str, path: str) -> str:
    """Wrap all releases of one process and their compiled release in a record package.

    Args:
        releases: All of the process, at least one, oldest first.
        site: Public address of the installation, without a slash at the end.
        path: Path of the package itself.
    """
    merged = compiled_release([json.loads(each.body) for each in releases])
    record: dict[str, object] = {"ocid": releases[0].ocid, "compiledRelease": merged}
    return _joined(
        _head(releases, site, path),
        "records",
        [_joined(record, "releases", [each.body for each in releases])],
    )


def package_tag(releases: Sequence[StoredRelease], *more: str) -> str:
    """Compute an HTTP entity tag (quoted) from the releases' digests and what else the package holds."""
    text = canonical_text([[each.digest for each in releases], *more, EXTENSIONS])
    return f'"{hashlib.sha256(text.encode()).hexdigest()}"'


def newest(releases: Sequence[StoredRelease]) -> datetime:
    """Find when the package last changed: the date of its newest release."""
    return max(each.date for each in releases)


def _head(releases: Sequence[StoredRelease], site: str, path: str) -> dict[str, object]:
    return {
        "uri": f"{site}{path}",
        "version": "1.1",
        "publishedDate": utc_text(newest(releases)),
        "publisher": {"name": "e-Order", "uri": site},
        "license": LICENSE,
        "publicationPolicy": f"{site}{POLICY}",
        "extensions": list(EXTENSIONS),
    }


def _joined(head: dict[str, object], name: str, members: Sequence[str]) -> str:
    start = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'{start[:-1]},"{name}":[{",".join(members)}]}}'
