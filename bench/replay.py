"""Replay a province's real year, then make papers of it; limits: 5 minutes, 300 MB, 60 papers a second on one core.

usage: EORDER_DATA=... python bench/replay.py [--first N] [--papers N]
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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from eorder.foundation.cluster import Cluster

FILE = "toko-daring-kalbar/toko_daring_transaksi.csv.gz"
NAME = "ukur"
SECONDS, MEGABYTES, PAPERS = 300.0, 300.0, 60.0
KINDS = ("surat-pesanan", "bast", "kuitansi")


def main() -> int:
    """Replay as people do it, watch its memory, then make papers one after another."""
    options = _read_options()
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the transactions; nothing was measured")
        return 1
    above = Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    home = above / "putaran" / NAME
    try:
        took, most = _replay(Path(data) / FILE, above, options.first)
        rate = _make_papers(home, options.papers)
    finally:
        Cluster(home).destroy()
        shutil.rmtree(above, ignore_errors=True)
    kept = [
        _told("replay without papers", took, "s", took <= SECONDS, f"at most {SECONDS:.0f} s"),
        _told("largest memory", most, "MB", most <= MEGABYTES, f"at most {MEGABYTES:.0f} MB"),
        _told("papers on one core", rate, "per second", rate >= PAPERS, f"at least {PAPERS:.0f}"),
    ]
    return 0 if all(kept) else 1


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="only so many purchases; 0 for all")
    parser.add_argument("--papers", type=int, default=600, help="papers to make")
    return parser.parse_args()


def _replay(file: Path, above: Path, first: int) -> tuple[float, float]:
    """Run the command; returns seconds, and the largest proportional memory of its processes in MB."""
    command = [sys.executable, "-m", "eorder.cli", "replay", "toko-daring", str(file), "--into", NAME]
    began, most = time.perf_counter(), 0.0
    with subprocess.Popen(
        [*command, "--first", str(first)], env={**os.environ, "EORDER_HOME": str(above)}, stdout=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        while process.poll() is None:
            most = max(most, _memory_of(process.pid))
            time.sleep(1)
        took = time.perf_counter() - began
        told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"the replay ended with {process.returncode}: {told}")
    print("\n".join(line for line in told.splitlines() if "tidak sama" not in line))
    return took, most


def _memory_of(first: int) -> float:
    """Add up the proportional memory of a process and those below it, without the database's, in MB."""
    parents: dict[int, list[int]] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                fields = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(each.name))
    total, waiting = 0, [first]
    while waiting:
        process = waiting.pop()
        waiting += parents.get(process, [])
        try:
            name = Path(f"/proc/{process}/comm").read_text()
            told = "" if name.startswith("postgres") else Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _make_papers(home: Path, count: int) -> float:
    """Make papers of purchases in one process on one core; returns papers per second."""
    os.environ["EORDER_HOME"] = str(home)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from eorder.cli.ready import ready

    ready()
    from django.db import connection

    from config import database
    from eorder.papers.actions.make_paper import make_paper

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM orders_order ORDER BY md5(number) LIMIT %s", [-(-count // len(KINDS)) + 1]
        )
        orders = [row[0] for row in cursor.fetchall()]
    for kind in KINDS:  # the fonts are laid out once
        make_paper(orders[0], kind)
    began, made = time.perf_counter(), 0
    for order in orders[1:]:
        for kind in KINDS:
            make_paper(order, kind)
            made += 1
    took = time.perf_counter() - began
    connection.close()
    database.stop()
    return made / took


def _told(what: str, measured: float, unit: str, kept: bool, limit: str) -> bool:  # noqa: FBT001
    print(f"{what}: {measured:.0f} {unit}, {limit}: {'kept' if kept else 'NOT KEPT'}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
