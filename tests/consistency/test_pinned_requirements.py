"""Every installed package is pinned by version and hash, and no file says where it comes from."""

import re

import pytest

from tests.consistency.source import ROOT

LOCKS = ("runtime", "dev", "ocds-check")
ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]*\])?==\S+( ; .*)? \\$")


def entries(lock):
    """Split a lock into its packages: the first line and those below it that belong to it."""
    text = (ROOT / f"requirements/{lock}.txt").read_text()
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = []
    for line in lines:
        if line.startswith(" "):
            found[-1].append(line.strip())
        else:
            found.append([line])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_when_read_then_each_package_has_a_version_and_hashes(lock):
    loose = [
        first
        for first, *hashes in entries(lock)
        if not ENTRY.match(first)
        or not hashes
        or not all(each.startswith("--hash=sha256:") for each in hashes)
    ]
    assert entries(lock)
    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_requirements_when_read_then_without_addresses(lock):
    for end in ("in", "txt"):
        text = (ROOT / f"requirements/{lock}.{end}").read_text()
        assert "://" not in text
        assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_requirement_when_named_then_with_its_reason(lock):
    lines = (ROOT / f"requirements/{lock}.in").read_text().splitlines()
    head = any(line.startswith("#") for line in lines)
    named = [line for line in lines if line.strip() and not line.startswith(("#", "-r"))]
    assert head
    assert named


def test_dev_lock_when_compared_then_holds_all_of_runtime():
    runtime, dev = ({first for first, *_ in entries(lock)} for lock in ("runtime", "dev"))
    assert sorted(runtime - dev) == []
