"""An installation for a file of crash tests, reused by all of them: only the killing makes them slow."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash.gates import build_gates
from tests.crash.installation import SITE, Installation


@contextmanager
def installed(site=SITE, within="/tmp"):  # noqa: S108 - a folder of its own is made in it
    """A new installation with its ground laid and its gates open; it and what clients must know."""
    with tempfile.TemporaryDirectory(prefix="crash", dir=within) as name:
        Path(name).chmod(0o711)
        made = Installation(Path(name) / "home", site)
        try:
            ground = made.build()
            build_gates(made.cluster.urls().owner_url)
            yield made, ground
        finally:
            made.close()


@pytest.fixture(scope="module")
def installation():
    """The installation and its ground."""
    with installed() as made:
        yield made
