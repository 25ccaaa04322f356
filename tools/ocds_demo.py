"""Load the demo city into a home of its own and check all its open data as `tools/ocds_home.py` does.

usage: EORDER_DATA=... python tools/ocds_demo.py FOLDER
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main(folder: Path) -> int:
    """Write every package into an emptied folder; the exit status is 1 when anything is wrong."""
    if not os.environ.get("EORDER_DATA"):
        print("EORDER_DATA is not set: it names the folder with the published standard.", file=sys.stderr)
        return 1
    home = Path(tempfile.mkdtemp(prefix="eorder-ocds-"))
    for given in ("EORDER_PUBLIC_URL", "EORDER_OCID_PREFIX", "EORDER_DATABASE_URL", "EORDER_OWNER_URL"):
        os.environ.pop(given, None)
    os.environ["EORDER_HOME"] = str(home)
    try:
        load()
        from tools.ocds_home import check

        return check(folder)
    finally:
        from config import database
        from eorder.foundation.cluster import Cluster

        database.stop()
        Cluster(home).destroy()
        shutil.rmtree(home, ignore_errors=True)


def load() -> None:
    """Fill a database of its own with the demo city."""
    from eorder.cli.ready import ready

    ready()
    from eorder.cli.migrate import bring_up_to_date

    bring_up_to_date()
    from eorder.simulator.demo_city import load_demo_city

    load_demo_city()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
