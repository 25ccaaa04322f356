"""The whole product as a stranger starts it: `eorder run` in a home of its own, ended with the tests."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import ROOT

PATIENCE = 180  # seconds for the database, the migrations and the demo city on a busy machine
PACKAGES = {
    "script": "Konsumsi rapat warga Melati",
    "plain": "Konsumsi rapat warga Kenanga",
    "back": "Alat tulis warga Anggrek",
}
"""Packages that wait for the PA: one for each way through the chain, and one that comes back."""


@dataclass(frozen=True)
class Site:
    """A running site with the demo city."""

    url: str
    home: Path

    def command(self, *arguments: str) -> None:
        """Run a program of the project beside the site."""
        subprocess.run([sys.executable, *arguments], env=self.environment, cwd=ROOT, check=True)

    @property
    def environment(self) -> dict[str, str]:
        """What the programs of this site are told."""
        ours = ("EORDER_", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**kept, "EORDER_HOME": str(self.home), "EORDER_PUBLIC_URL": self.url}


@contextmanager
def running_site(home: Path):
    """Serve the demo city on a free port until the end of the block."""
    port = _free_port()
    site = Site(f"http://127.0.0.1:{port}", home)
    log = home / "run.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "eorder.cli", "run", "--port", str(port), "--sellers", "0"],
            env=site.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(process, log, f"e-Order: {site.url.replace('127.0.0.1', 'localhost')}")
        site.command("-m", "tests.journeys.announce", *PACKAGES.values())
        yield site
    finally:
        process.terminate()
        process.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(process: subprocess.Popen, log: Path, sign: str) -> None:
    end = time.monotonic() + PATIENCE
    while sign not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"the site did not start:\n{log.read_text()}")
        time.sleep(0.1)
