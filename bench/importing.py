"""Import the 16,430 announced packages of a province within 10 s, and a seller's products at 12,000 a second.

Reading twice and writing once are included. The products are those that the demo city makes up, over and over.

usage: EORDER_DATA=... python bench/importing.py [PRODUCTS]   (100,000 products without a number)
"""

from __future__ import annotations

import csv
import os
import resource
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


RATE = 12_000
"""Products a second at least."""
MOST_MEGABYTES = 400
"""Memory of the command at most, however many products the file holds."""


def main() -> int:
    """Time the commands as people run them, on a database that stands already; returns the exit code."""
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the announcements; nothing was measured")
        return 1
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    home = tempfile.mkdtemp(prefix="eorder-bench-")
    os.environ["EORDER_HOME"] = home
    try:
        eorder("migrate", quiet=True)
        took = timed("import", "rup", str(Path(data) / FILE))
        eorder("purchase", quiet=True)
        file = Path(home) / "products.csv"
        write_products(file, count)
        listing = timed("import", "products", str(file), "--government", "KOTA-CONTOH", "--vendor", SELLER)
    finally:
        Cluster(Path(home)).destroy()
        shutil.rmtree(home, ignore_errors=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    rate = count / listing
    kept = took <= LIMIT, rate >= RATE, memory <= MOST_MEGABYTES
    words = ["kept" if each else "NOT KEPT" for each in kept]
    print(f"import of 16,430 packages: {took:.1f} s, limit {LIMIT:.0f} s {words[0]}")
    print(f"import of {count:,} products: {listing:.1f} s, {rate:,.0f}/s, limit {RATE:,}/s {words[1]}")
    print(f"memory: {memory} MB, limit {MOST_MEGABYTES} MB {words[2]}")
    return 0 if all(kept) else 1


SELLER = "9900000000506"
"""NIB of the demo's stationer."""


def eorder(*words: str, quiet: bool = False) -> None:
    """Run the command."""
    subprocess.run(
        [sys.executable, "-m", "eorder.cli", *words], check=True, stdout=subprocess.DEVNULL if quiet else None
    )


def timed(*words: str) -> float:
    """Run the command; returns the seconds it took."""
    began = time.perf_counter()
    eorder(*words)
    return time.perf_counter() - began


def write_products(file: Path, count: int) -> None:
    """Write a sheet of products that differ by their names."""
    from eorder.cli.ready import ready

    ready()
    from eorder.simulator.assortment import products_of

    made = [each for number in range(300) for each in products_of(number)]
    answers = sorted({key for each in made for key in each.answers})
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.DictWriter(
            out,
            ["kategori", "nama", "satuan", "harga", "minimum", "hari", "keterangan", *answers],
            restval="",
        )
        sheet.writeheader()
        for number in range(count):
            form = made[number % len(made)].form
            sheet.writerow(
                {
                    "kategori": form.category_code, "nama": f"{form.name} {number}", "satuan": form.unit,
                    "harga": form.price, "minimum": form.minimum, "hari": form.lead_days,
                    "keterangan": form.description, **made[number % len(made)].answers,
                }
            )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
