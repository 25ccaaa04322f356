"""Read the pages and do the acts of a city at two sizes, in turns: statement counts and p95, beside the limit.

usage: python bench/pages.py [--first 1000] [--copies 99] [--reads 60]
       python bench/pages.py --small HOME --large HOME    two databases that stand already, the large one enlarged
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
LIMIT = 2.0
ROUNDS = 3
SEED = 1


def main() -> int:
    """Run the benchmark and say whether counts stayed and p95 at most doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1_000)
    parser.add_argument("--copies", type=int, default=99)
    parser.add_argument("--reads", type=int, default=60)
    parser.add_argument("--small", type=Path)
    parser.add_argument("--large", type=Path)
    parser.add_argument("--only", default="", help="only pages whose name this pattern finds")
    options = parser.parse_args()
    if options.small and options.large:
        return measure(options.small, options.large, options)
    with tempfile.TemporaryDirectory(prefix="eorder-bench-") as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        try:
            run(small, "-m", "eorder.cli", "simulate", "--purchases", str(options.first), "--seed", str(SEED))
            shutil.copytree(small, large, symlinks=True, copy_function=shutil.copy2)
            _own_like(small, large)
            run(large, str(HERE / "enlarge.py"), "--copies", str(options.copies))
            return measure(small, large, options)
        finally:
            from eorder.foundation.cluster import Cluster

            for home in (small, large):
                Cluster(home).destroy()


def run(home: Path, *arguments: str) -> None:
    """Run one of our programs at a database."""
    subprocess.run(
        [sys.executable, *arguments],
        cwd=HERE.parent,
        env={**os.environ, "EORDER_HOME": str(home)},
        check=True,
    )


def _own_like(small: Path, large: Path) -> None:
    """Give the copied files of the database to the user of the server, as those that were copied."""
    for path in small.rglob("*"):
        there, info = large / path.relative_to(small), path.lstat()
        if there.exists():
            os.chown(there, info.st_uid, info.st_gid, follow_symlinks=False)


class Reader:
    """One process at one database."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "pages_reader.py")], env={**os.environ, "EORDER_HOME": str(home)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent,
        )  # fmt: skip

    def ask(self, *request):
        """Ask one thing and wait for the answer."""
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("a reader ended; what it said stands above")
        return json.loads(answer)

    def end(self) -> None:
        """Let it end."""
        self.process.stdin.close()
        self.process.wait(60)


def measure(small: Path, large: Path, options: argparse.Namespace) -> int:
    """Measure both in turns."""
    readers = Reader(small), Reader(large)
    try:
        print(
            f"{'page or act':<24} statements      p50 ms            p95 ms         ratio of p95 (limit {LIMIT})"
        )
        kept = [
            compare(name, *(_read(reader, who, path, options.reads) for reader in _turns(readers)))
            for name, (who, path) in readers[0].ask("pages").items()
            if not options.only or re.search(options.only, name)
        ]
        if not options.only:
            kept += acts(readers, max(10, options.reads // 3))
        return 0 if all(kept) else 1
    finally:
        for reader in readers:
            reader.end()


def _turns(readers):
    return [reader for _ in range(ROUNDS) for reader in readers]


def _read(reader: Reader, who: str, path: str, reads: int):
    return reader.ask("read", who, path, reads // ROUNDS)


def acts(readers: tuple[Reader, Reader], times: int) -> list[bool]:
    """Do each act so often on both sides, in turns."""
    numbers = readers[0].ask("meals", times)
    for reader in readers:
        reader.ask("act", numbers[0])  # warm
    done = [[reader.ask("act", number) for reader in readers] for number in numbers]
    return [
        compare(f"act: {name}", *((turn[name][0], [turn[name][1]]) for both in done for turn in both))
        for name in done[0][0]
    ]


def compare(name: str, *turns) -> bool:
    """Print one line: small and large took turns, each turn with its statements and times."""
    small, large = turns[::2], turns[1::2]
    counts = [sorted({count for count, _ in side}) for side in (small, large)]
    times = [sorted(each for _, taken in side for each in taken) for side in (small, large)]
    p50 = [statistics.median(each) for each in times]
    p95 = [each[int(len(each) * 0.95)] for each in times]
    ratio = p95[1] / p95[0]
    kept = counts[0] == counts[1] and ratio <= LIMIT
    told = ["/".join(map(str, each)) for each in counts]
    print(
        f"{name:<24} {told[0]:>6} {told[1]:>6} {p50[0]:>9.1f} {p50[1]:>8.1f} {p95[0]:>9.1f} {p95[1]:>8.1f} "
        f"{ratio:>8.2f} {'kept' if kept else 'NOT KEPT'}", flush=True
    )  # fmt: skip
    return kept


if __name__ == "__main__":
    sys.exit(main())
