"""The smallest photo and paper there can be, each unlike every other: evidence that the source lacks."""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from eorder.records.documents.intake import Upload


def small_photo(text: str) -> Upload:
    """Draw a picture of 8 by 8 dots from the digest of a text."""
    digest = hashlib.sha512(text.encode()).digest() * 3
    out = io.BytesIO()
    Image.frombytes("RGB", (8, 8), digest).save(out, "PNG")
    return Upload("andaian.png", out.getvalue())


def small_pdf(text: str) -> Upload:
    """Write a page of one line whose place is the digest of a text."""
    digest = int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
    stream = f"0 0 m {digest} 1 l S"
    parts = (
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj",
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj",
    )
    body, places = "%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += f"{part}\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size 5>>\nstartxref\n{len(body)}\n%%EOF\n"
    return Upload("andaian.pdf", (body + end).encode())
