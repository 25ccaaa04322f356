"""Pages carry no script or style of their own, and no template lies about unused."""

import re

import pytest

from tests.consistency.source import ROOT, name, text_files

TEMPLATES = ROOT / "eorder/web/templates"
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script\b(?![^>]*\bsrc\s*=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
BY_STATUS = re.compile(r"errors/\d{3}\.jinja")  # chosen by the status of the answer


def templates():
    return [path for path in text_files() if path.suffix == ".jinja" and path.is_relative_to(TEMPLATES)]


def test_template_when_read_then_without_inline_script_or_style():
    assert [name(path) for path in templates() if INLINE.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("text", "is_inline"),
    [
        ("<p style='color: red'>", True),
        ("<style>p {}</style>", True),
        ("<script>alert(1)</script>", True),
        ('<a onclick="go()">', True),
        ('<a href="javascript:go()">', True),
        ('<script defer src="/static/js/eorder.js"></script>', False),
        ('<link rel="stylesheet" href="/static/css/eorder.css">', False),
    ],
)
def test_inline_when_hidden_in_a_line_then_seen(text, is_inline):
    assert bool(INLINE.search(text)) is is_inline


def test_template_when_standing_then_used_by_a_page_or_a_template():
    sources = {
        path: path.read_text(encoding="utf-8")
        for path in text_files()
        if name(path).startswith("eorder/") and path.suffix in {".py", ".jinja"}
    }
    unused = []
    for template in templates():
        called = template.relative_to(TEMPLATES).as_posix()
        others = (text for path, text in sources.items() if path != template)
        if not BY_STATUS.fullmatch(called) and not any(called in text for text in others):
            unused.append(called)
    assert unused == []
