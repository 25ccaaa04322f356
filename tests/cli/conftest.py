"""An installation of its own for the tests of the command, as people run it: programs, one after the other."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from eorder.foundation.cluster import Cluster
from tests.databases import ROOT


@dataclass(frozen=True)
class Installation:
    """A home with a migrated, durable database that stays up between the commands."""

    home: Path
    cluster: Cluster

    def environment(self, **changes):
        """What a command of this installation is told."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("EORDER_", "DJANGO_"))}
        return {**kept, "COLUMNS": "200", "EORDER_HOME": str(self.home), **changes}

    def eorder(self, *arguments, **changes):
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "eorder.cli", *map(str, arguments)],
            env=self.environment(**changes), cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip

    def query(self, statement, *values):
        """Rows of one statement, as the runtime role."""
        with psycopg.connect(self.cluster.urls().runtime_url) as connection:
            return connection.execute(statement, values).fetchall()


@pytest.fixture(scope="session")
def installation():
    """One for all tests of this process; each test keeps to records of its own."""
    with tempfile.TemporaryDirectory(prefix="eo", dir="/tmp") as name:
        Path(name).chmod(0o711)
        cluster = Cluster(Path(name) / "home")
        cluster.acquire()
        try:
            made = Installation(cluster.home, cluster)
            migrated = made.eorder("migrate")
            assert (migrated.returncode, migrated.stderr) == (0, "")
            yield made
        finally:
            cluster.destroy()
