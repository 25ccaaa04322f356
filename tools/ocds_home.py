"""Check all open data of a home as its site serves it: every page, every record, every process merged anew.

usage: EORDER_HOME=... EORDER_DATA=... python tools/ocds_home.py FOLDER [--sample 500] [--seed 1]

Pages and records are held against the official schema with our extensions. Each process is merged once more, by the
merge rules of the official schema instead of our own, and must equal the compiled release of its record. FOLDER is
emptied and gets what `tools/ocds_check.py` is to look at: everything, or a sample of the releases.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from eorder.openness.opendata.packaging import StoredRelease

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGES = "/ocds/releases"
TOGETHER = 50
"""Sampled releases in one package: few enough to find a fault, enough to start the checker seldom."""
PER_RECORD = 25
"""For so many sampled releases one record goes along."""
SHOWN = 10


@dataclass
class Findings:
    """What was seen, and what was wrong with it."""

    pages: int = 0
    releases: set[str] = field(default_factory=set)
    ocids: set[str] = field(default_factory=set)
    in_records: set[str] = field(default_factory=set)
    merged: int = 0
    faults: list[str] = field(default_factory=list)

    def blame(self, name: str, complaints: list[str]) -> None:
        """Note what is wrong with one package."""
        self.faults += [f"{name}: {each}" for each in complaints[:SHOWN]]


class Sample:
    """So many of all releases, each with the same chance, though their number is known only at the end."""

    def __init__(self, wanted: int, seed: int) -> None:
        self.wanted, self.seen = wanted, 0
        self.kept: list[StoredRelease] = []
        self._choose = random.Random(seed)  # noqa: S311 - a repeat takes the same ones

    def offer(self, release: StoredRelease) -> None:
        """Keep a release or let it pass."""
        self.seen += 1
        if len(self.kept) < self.wanted:
            self.kept.append(release)
        elif (place := self._choose.randrange(self.seen)) < self.wanted:
            self.kept[place] = release


def main() -> int:
    """Check the home that the environment names; the exit status is 1 when anything is wrong."""
    arguments = _arguments()
    if not os.environ.get("EORDER_DATA"):
        print("EORDER_DATA is not set: it names the folder with the published standard.", file=sys.stderr)
        return 1
    from eorder.cli.ready import ready

    ready()
    try:
        return check(arguments.folder, sample=arguments.sample, seed=arguments.seed)
    finally:
        from config import database

        database.stop()


def check(folder: Path, *, sample: int = 0, seed: int = 1) -> int:
    """Check the open data of the database that Django knows; print figures, return the exit status.

    Args:
        folder: Emptied; gets the packages for the official checker.
        sample: How many releases the official checker is to see; 0 gives it every page and record as served.
        seed: Which ones.
    """
    began, found, chosen = time.monotonic(), Findings(), Sample(sample, seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    read_pages(found, chosen, None if sample else folder)
    picked = random.Random(seed).sample(sorted(found.ocids), min(len(found.ocids), sample // PER_RECORD))  # noqa: S311
    read_records(found, folder, set(picked) if sample else found.ocids)
    write_sample(chosen.kept, folder)
    compare_counts(found)
    from django.db import connections

    connections.close_all()
    tell(found, len(chosen.kept) or len(found.releases), time.monotonic() - began)
    return 1 if found.faults or not found.releases else 0


def read_pages(found: Findings, chosen: Sample, folder: Path | None) -> None:
    """Read all releases page by page; each page must be a valid package, each release stand on one page."""
    from tests.ocds_standard import complaints, package_validator

    for releases, text in pages():
        name = f"releases-{found.pages}"
        found.blame(name, complaints(package_validator("release"), json.loads(text)))
        for each in releases:
            key = f"{each.ocid} {each.release_id}"
            if key in found.releases:
                found.blame(name, [f"{key} stood on a page before"])
            found.releases.add(key)
            found.ocids.add(each.ocid)
            chosen.offer(each)
        found.pages += 1
        if folder:
            write(folder, name, text)


def pages() -> Iterator[tuple[list[StoredRelease], str]]:
    """List every page of releases, and its text as the site serves it."""
    from django.conf import settings

    from eorder.openness.opendata.packaging import release_package
    from eorder.openness.opendata.queries import releases_after

    mark: str | None = ""
    while mark is not None:
        releases, following = releases_after(mark)
        here, after = (
            f"{PAGES}?{urlencode({'after': each})}" if each else PAGES for each in (mark, following)
        )
        yield (
            releases,
            release_package(
                releases,
                site=settings.EORDER_PUBLIC_URL,
                path=here,
                following=after if following else None,
            ),
        )
        mark = following


def read_records(found: Findings, folder: Path, written: set[str]) -> None:
    """Read every record; it must be valid, and its releases, merged anew, must give its compiled release."""
    from django.conf import settings
    from ocdsmerge import Merger

    from eorder.openness.opendata.packaging import record_package
    from eorder.openness.opendata.queries import releases_of
    from tests.ocds_standard import complaints, package_validator, release_schema

    official = Merger(schema=release_schema())
    for ocid in sorted(found.ocids):
        name = f"record-{ocid}"
        text = record_package(
            releases_of(ocid), site=settings.EORDER_PUBLIC_URL, path=f"/ocds/records/{ocid}"
        )
        package = json.loads(text)
        found.blame(name, complaints(package_validator("record"), package))
        (record,) = package["records"]
        found.in_records |= {f"{ocid} {each['id']}" for each in record["releases"]}
        complaint = differences(official, record)
        found.blame(name, complaint)
        found.merged += not complaint
        if ocid in written:
            write(folder, name, text)


def differences(official: Any, record: dict[str, Any]) -> list[str]:
    """Merge the releases of a record and say in which parts the result is not its compiled release."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # ambiguous input is told by a warning only
        merged = official.create_compiled_release(record["releases"])
    ours = record["compiledRelease"]
    return [
        f"compiled release differs in {each}"
        for each in sorted({*merged, *ours})
        if merged.get(each) != ours.get(each)
    ]


def compare_counts(found: Findings) -> None:
    """See that the pages, the records and the table hold the same releases."""
    from eorder.records.journal.models import Release

    stored = Release.objects.count()
    if stored != len(found.releases):
        found.faults.append(f"{stored} releases are stored, {len(found.releases)} stand on the pages")
    if found.in_records != found.releases:
        odd = sorted(found.in_records ^ found.releases)
        found.faults.append(f"{len(odd)} releases stand on pages or in records only: {odd[:SHOWN]}")


def write_sample(releases: list[StoredRelease], folder: Path) -> None:
    """Write sampled releases as packages."""
    from django.conf import settings

    from eorder.openness.opendata.packaging import release_package

    for start in range(0, len(releases), TOGETHER):
        package = release_package(
            releases[start : start + TOGETHER], site=settings.EORDER_PUBLIC_URL, path=PAGES
        )
        write(folder, f"sample-{start // TOGETHER}", package)


def write(folder: Path, name: str, text: str) -> None:
    """Write one package."""
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def tell(found: Findings, sampled: int, seconds: float) -> None:
    """Print what was seen; the first faults by name."""
    for each in found.faults[:SHOWN]:
        print(each)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"schema 1.1.5: {len(found.releases)} releases on {found.pages} pages, {len(found.ocids)} records, "
        f"{found.merged} merged equal, {len(found.faults)} faults; {sampled} releases for the official checker; "
        f"{seconds:.0f} s, {peak} MB"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder for what the official checker is to see; emptied")
    parser.add_argument(
        "--sample", type=int, default=500, help="releases for the official checker; 0 all (default: 500)"
    )
    parser.add_argument("--seed", type=int, default=1, help="which releases (default: 1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
