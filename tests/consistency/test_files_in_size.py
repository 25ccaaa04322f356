"""A file near 300 lines holds two ideas; one that is longer says why."""

import tomllib
from pathlib import Path

from tests.consistency.source import name, text_files

LONGEST = 300
REASONS = tomllib.loads((Path(__file__).parent / "long_files.toml").read_text())
WRITTEN = {".py", ".jinja", ".css", ".js", ".typ", ".sh"}


def lengths():
    return {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in text_files()
        if path.suffix in WRITTEN and "/migrations/" not in name(path)
    }


def test_file_when_longer_than_300_lines_then_named_with_a_reason():
    assert {each: lines for each, lines in lengths().items() if lines > LONGEST and each not in REASONS} == {}


def test_reason_when_given_then_the_file_is_still_long():
    long = {each for each, lines in lengths().items() if lines > LONGEST}
    assert sorted(set(REASONS) - long) == []
    assert all(reason.strip() for reason in REASONS.values())


def test_readme_when_counted_then_at_most_150_lines():
    readme = next(path for path in text_files() if name(path) == "README.md")
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 150
