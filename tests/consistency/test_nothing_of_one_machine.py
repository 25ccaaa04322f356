"""What is kept names no machine, no package registry, and leaves no work to nobody."""

import re
from pathlib import Path

from tests.consistency.source import ROOT, name, text_files

SYSTEM = {Path("/"), *map(Path, ("/home", "/opt", "/root", "/srv", "/tmp", "/var"))}  # noqa: S108 - not used
HOSTS = ("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "proxy" + r"\.golang\.org")
REGISTRY = re.compile("|".join([*HOSTS, "index" + "-url", '"resolved"' + r":\s*\"http"]))
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" * 3]) + r")\b")
HOMES = re.compile(r"(?<![\w.])/(home|Users)/[a-z]\w*/")
NO_LINKS = ["uv.lock", "poetry.lock", "pylock.toml", "package-lock.json", "yarn.lock"]


def lines_with(pattern):
    return [
        f"{name(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_files_when_read_then_no_address_of_a_package_registry():
    allowed = [each for each in lines_with(REGISTRY) if not each.startswith("Makefile:")]  # forbids it itself
    assert allowed == []
    assert [name(path) for path in text_files() if path.name in NO_LINKS] == []


def test_files_when_read_then_no_path_of_this_machine():
    places = [str(ROOT), *([] if ROOT.parent in SYSTEM else [f"{ROOT.parent}/"])]
    assert lines_with(re.compile("|".join(map(re.escape, places)))) == []
    assert lines_with(HOMES) == []


def test_files_when_read_then_nothing_is_left_to_be_done():
    assert lines_with(UNFINISHED) == []
