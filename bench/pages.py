"""Read the pages of a city with 1,000 purchases and again with N: statement counts and p95, beside the limit.

usage: python bench/pages.py [--first 1000] [--purchases 10000] [--reads 60]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
LIMIT = 2.0
SEED = 1
OFFICER = f"petugas2.beban{SEED}@contoh.example"
"""The Pejabat Pengadaan of unit 0, the busiest of its half."""
SELLER = f"toko0.beban{SEED}@contoh.example"


def main() -> int:
    """Run the benchmark and say whether counts stayed and p95 at most doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1_000)
    parser.add_argument("--purchases", type=int, default=10_000)
    parser.add_argument("--reads", type=int, default=60)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    os.environ["EORDER_HOME"] = str(home)
    try:
        simulate(options.first)
        from eorder.cli.ready import ready

        ready()
        small = read_all(options.reads)
        simulate(options.purchases)
        large = read_all(options.reads)
        return compare(small, large, options)
    finally:
        from config import database
        from eorder.foundation.cluster import Cluster

        database.stop()
        Cluster(home).destroy()
        shutil.rmtree(home, ignore_errors=True)


def simulate(purchases: int) -> None:
    """Let the city grow to so many purchases, as `eorder simulate` does."""
    subprocess.run(
        [sys.executable, "-m", "eorder.cli", "simulate", "--purchases", str(purchases), "--seed", str(SEED)],
        cwd=HERE.parent, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def read_all(reads: int) -> dict[str, tuple[int, float]]:
    """Read each page so often in this process; statements of one reading, and p95 in milliseconds."""
    from django.db import connection
    from django.test import Client

    from eorder.parties.identity.models import Account

    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM orders_order ORDER BY placed_at DESC, id DESC LIMIT 1")
        (number,) = cursor.fetchone()
    clients = {"": Client(SERVER_NAME="localhost")}
    for email in (OFFICER, SELLER):
        clients[email] = Client(SERVER_NAME="localhost")
        account = Account.objects.get(email=email)
        clients[email].force_login(account, backend="eorder.parties.identity.sign_in.EmailOrNrkBackend")
    pages = {
        "inbox": (OFFICER, "/tugas"),
        "orders of a unit": (OFFICER, "/kerja/pesanan"),
        "packages": (OFFICER, "/kerja/paket"),
        "inbox of a seller": (SELLER, "/tugas"),
        "orders of a seller": (SELLER, "/kerja/pesanan"),
        "products of a seller": (SELLER, "/usaha/produk"),
        "products, public": ("", "/katalog"),
        "purchases, public": ("", "/pembelian"),
        "purchase, public": ("", f"/pembelian/{number}"),
    }
    return {name: measure(clients[who], path, reads) for name, (who, path) in pages.items()}


def measure(client, path: str, reads: int) -> tuple[int, float]:
    """Count the statements of a page and time its readings, the first one apart."""
    from django.db import connection

    counted = []

    def count(execute, sql, values, many, context):
        counted.append(sql)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(count):
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    times = []
    for _ in range(reads):
        began = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - began)
    return len(counted), sorted(times)[int(reads * 0.95)] * 1000


def compare(small: dict, large: dict, options: argparse.Namespace) -> int:
    print(f"{'page':<22} statements {options.first:>8} {options.purchases:>8}   p95 ms {options.first:>8} "
          f"{options.purchases:>8}  ratio (limit {LIMIT})")  # fmt: skip
    kept = True
    for name, (before, fast) in small.items():
        after, slow = large[name]
        held = after == before and slow <= LIMIT * fast
        kept = kept and held
        print(f"{name:<22} {before:>19} {after:>8} {fast:>17.1f} {slow:>8.1f}  {slow / fast:.2f} "
              f"{'kept' if held else 'NOT KEPT'}")  # fmt: skip
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
