"""Look into what was kept, with other eyes than those of the program that cleaned it."""

import io
import re

import pikepdf
from PIL import Image

from tests.records.hostile.picture_files import SECRET

ACTIVE = re.compile(
    rb"/(JavaScript|JS|AA|OpenAction|Launch|EmbeddedFiles?|EF|AF|RichMedia\w*|XFA|Collection|SubmitForm|ImportData"
    rb"|GoTo[RE]|Rendition|Movie|Sound|Screen|FileAttachment|Encrypt|Thread|Ref|3D)\b|/F \(|file://"
    rb"|java(\\t|\s)*script:",
    re.IGNORECASE,
)
FOREIGN = re.compile(rb"<script|<html|<svg|alert\(|\bMZ|\x7fELF|#!/|PK\x03\x04|" + SECRET, re.IGNORECASE)
PNG_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}
JPEG_MARKS = {0xC0, 0xC4, 0xDA, 0xDB, 0xE0}
"""Size, tables, points and the plain head; no place for words."""


def found_in(content, media_type):
    """What should not be in a kept file; empty when it is clean."""
    look = {"application/pdf": in_pdf, "image/png": in_png, "image/jpeg": in_jpeg}[media_type]
    return [*look(content), *(f"{each!r}" for each in FOREIGN.findall(content))]


def in_pdf(content):
    """Write the document out plainly, every object in sight and every name in its one form, and search the text."""
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        yield "something before or behind the document"
    if content.count(b"%%EOF") != 1:
        yield "several versions"
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    yield from (f"{each!r}" for each in ACTIVE.findall(plain.getvalue()))


def in_png(content):
    """Name every piece that says anything beyond the points."""
    place = 8
    while place < len(content):
        length, name = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        if name not in PNG_CHUNKS:
            yield f"{name!r}"
        place += 12 + length
        if name == b"IEND" and place != len(content):
            yield "something behind the picture"
    yield from _in_picture(content)


def in_jpeg(content):
    """Name every piece that says anything beyond the points."""
    place = 2
    while (mark := content[place + 1]) != 0xDA:
        if mark not in JPEG_MARKS:
            yield f"piece {mark:x}"
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    if content.find(b"\xff\xd9", place) != len(content) - 2:
        yield "something behind the picture"
    yield from _in_picture(content)


def _in_picture(content):
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        yield from (f"{key}" for key in {"exif", "icc_profile", "comment", "xmp"} & set(picture.info))
        if max(picture.size) > 2400:
            yield f"{picture.size} points"
