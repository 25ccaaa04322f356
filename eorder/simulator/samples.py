"""Files for demo acts: a photo and a paper with a text on them, so that no two are the same."""

from __future__ import annotations

import io
import time

from PIL import Image, ImageDraw

from eorder.records.documents.intake import Upload

_MADE_ON = time.struct_time((2026, 1, 2, 3, 4, 5, 4, 2, 0))
"""Stands in each paper instead of the clock, so that one text always gives the same bytes."""


def sample_photo(text: str) -> Upload:
    """Draw a picture of a delivery: boxes in our colours and the text that makes it unique."""
    picture = Image.new("RGB", (640, 420), "#fbf8f2")
    draw = ImageDraw.Draw(picture)
    for index in range(6):
        left, top = 60 + index % 3 * 180, 90 + index // 3 * 150
        draw.rectangle((left, top, left + 150, top + 120), fill="#e2f0e9", outline="#0b5d43", width=4)
        draw.line((left, top + 40, left + 150, top + 40), fill="#0b5d43", width=3)
    draw.text((60, 40), f"Contoh: {text}", fill="#1d1b18")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Upload("foto.png", out.getvalue())


def sample_pdf(text: str) -> Upload:
    """Draw a one-page paper with the text that makes it unique."""
    page = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((40, 40, 580, 837), outline="#8d8577", width=2)
    draw.text((70, 80), "DOKUMEN CONTOH", fill="#1d1b18")
    draw.text((70, 110), text, fill="#1d1b18")
    out = io.BytesIO()
    page.save(out, "PDF", creationDate=_MADE_ON, modDate=_MADE_ON)
    return Upload("dokumen.pdf", out.getvalue())
