"""Turn the data of a paper into PDF/A-2b, the same bytes for the same data."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

from eorder.papers.certificate import CertificateContent, certificate_sheet
from eorder.papers.content import Paper
from eorder.papers.fonts import PLACEHOLDER, font_directory, writable
from eorder.papers.sheet import sheet_of

LONGEST_WORD_IN_TEXT = 40
LONGEST_WORD_IN_ROW = 24
"""Longer words may break; numbers of papers and the largest amount stay whole."""

TEMPLATES = Path(__file__).parent / "templates"

# One compiler serves all threads of a process: its warm cache is what makes a paper quick.
_one_at_a_time = Lock()


def render(paper: Paper, *, cache: Path) -> bytes:
    """Make the PDF/A-2b of a paper; all its data reaches the template as JSON, never as markup.

    Args:
        paper: What the paper says; its day is the day of the file's metadata.
        cache: Directory for the static fonts, made on first use and shared by all processes.

    Returns:
        The file; the same data give the same bytes.
    """
    return _compile("paper.typ", sheet_of(paper), paper.day, cache)


def render_certificate(content: CertificateContent, *, cache: Path) -> bytes:
    """Make the PDF/A-2b of a certificate, as `render` makes that of a paper."""
    return _compile("certificate.typ", certificate_sheet(content), content.day, cache)


def _compile(template: str, sheet: dict[str, Any], day: date, cache: Path) -> bytes:
    inputs = {
        "sheet": json.dumps(_writable_sheet(sheet), ensure_ascii=False),
        "qr": _qr_picture(sheet["url"]),
    }
    midnight = datetime.combine(day, time(), UTC)
    with _one_at_a_time:
        made: bytes = _compiler(template, cache)(
            format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=int(midnight.timestamp())
        )
    return made


@functools.cache
def _compiler(template: str, cache_directory: Path) -> Callable[..., Any]:
    compiler = typst.Compiler(
        input=TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[font_directory(cache_directory)],
        ignore_system_fonts=True,
    )
    return compiler.compile


@functools.lru_cache(maxsize=64)  # the papers of a purchase, made one after another, share their address
def _qr_picture(address: str) -> str:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _writable_sheet(sheet: dict[str, Any]) -> dict[str, Any]:
    address = sheet["url"]
    shown = {
        **_each_text(sheet, LONGEST_WORD_IN_TEXT),
        "rows": _each_text(sheet["rows"], LONGEST_WORD_IN_ROW),
        "url": writable(address, longest_word=len(address)),
    }
    return {**shown, "has_placeholder": PLACEHOLDER in json.dumps(shown, ensure_ascii=False)}


def _each_text(value: Any, longest: int) -> Any:
    match value:
        case str():
            return writable(value, longest_word=longest)
        case dict():
            return {key: _each_text(item, longest) for key, item in value.items()}
        case list() | tuple():
            return [_each_text(item, longest) for item in value]
        case _:
            return value
