"""Write the demo city's release and record packages as the site serves them, each checked against OCDS 1.1.5.

usage: EORDER_DATA=... python tools/ocds_demo.py FOLDER
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGES = "/ocds/releases"


def main(folder: Path) -> int:
    """Write the packages into an emptied folder; the exit status is 1 when one is not valid."""
    if not os.environ.get("EORDER_DATA"):
        print("EORDER_DATA is not set: it names the folder with the published standard.", file=sys.stderr)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    home = Path(tempfile.mkdtemp(prefix="eorder-ocds-"))
    for given in ("EORDER_PUBLIC_URL", "EORDER_OCID_PREFIX", "EORDER_DATABASE_URL", "EORDER_OWNER_URL"):
        os.environ.pop(given, None)
    os.environ["EORDER_HOME"] = str(home)
    try:
        load()
        for name, text in packages():
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
    finally:
        from config import database
        from eorder.foundation.cluster import Cluster

        database.stop()
        Cluster(home).destroy()
        shutil.rmtree(home, ignore_errors=True)
    return validated(folder)


def load() -> None:
    """Fill a database of its own with the demo city."""
    from eorder.cli.ready import ready

    ready()
    from eorder.cli.migrate import bring_up_to_date

    bring_up_to_date()
    from eorder.simulator.demo_city import load_demo_city

    load_demo_city()


def packages() -> Iterator[tuple[str, str]]:
    """List every page of releases and every record, by file name."""
    from django.conf import settings

    from eorder.openness.opendata.packaging import record_package, release_package
    from eorder.openness.opendata.queries import releases_after, releases_of

    site, mark, number, known = settings.EORDER_PUBLIC_URL, "", 0, set()
    while mark is not None:
        page, following = releases_after(mark)
        links = [f"{PAGES}?{urlencode({'after': each})}" if each else PAGES for each in (mark, following)]
        next_page = links[1] if following else None
        yield f"releases-{number}", release_package(page, site=site, path=links[0], following=next_page)
        known |= {each.ocid for each in page}
        mark, number = following, number + 1
    for ocid in sorted(known):
        yield f"record-{ocid}", record_package(releases_of(ocid), site=site, path=f"/ocds/records/{ocid}")
    from django.db import connections

    connections.close_all()


def validated(folder: Path) -> int:
    """Check every package against the schema with our extensions and print how many are not valid."""
    from tests.ocds_standard import complaints, package_validator

    files = sorted(folder.glob("*.json"))
    failures = 0
    for file in files:
        kind = "record" if file.name.startswith("record") else "release"
        found = complaints(package_validator(kind), json.loads(file.read_text(encoding="utf-8")))
        failures += bool(found)
        for each in found[:10]:
            print(f"{file.name}: {each}")
    print(f"schema 1.1.5: {len(files)} packages, {failures} not valid")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
