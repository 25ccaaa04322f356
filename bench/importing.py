"""Import the 16,430 announced packages of a province; the limit is 10 s, reading twice and writing once included.

usage: EORDER_DATA=... python bench/importing.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from eorder.foundation.cluster import Cluster

LIMIT = 10.0
FILE = "rup-penyedia-2025/rup_paket_penyedia_kalbar_2025.csv.gz"


def main() -> int:
    """Time the command as people run it, on a database that stands already."""
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the announcements; nothing was measured")
        return 1
    home = tempfile.mkdtemp(prefix="eorder-bench-")
    environment = {**os.environ, "EORDER_HOME": home}
    eorder = [sys.executable, "-m", "eorder.cli"]
    try:
        subprocess.run([*eorder, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        subprocess.run([*eorder, "import", "rup", str(Path(data) / FILE)], env=environment, check=True)
        took = time.perf_counter() - began
    finally:
        Cluster(Path(home)).destroy()
        shutil.rmtree(home, ignore_errors=True)
    print(
        f"import of 16,430 packages: {took:.1f} s, limit {LIMIT:.0f} s {'kept' if took <= LIMIT else 'NOT KEPT'}"
    )
    return 0 if took <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
