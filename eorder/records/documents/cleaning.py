"""Clean one file at a time in a process of its own: a PDF, picture or table can hide more than memory holds.

Run as a program, this keeps the libraries loaded and lets a fresh child with limits look at each file, so that a
bomb or a fault in a library ends that child and nothing else. It knows no Django, no database and no secrets.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import resource
import signal
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from PIL import Image, ImageOps

from eorder.foundation.tables import TableError
from eorder.records.documents.cells import read_cells

MOST_PIXELS = 24_000_000
"""Most pixels of a picture (inclusive)."""
Image.MAX_IMAGE_PIXELS = None  # the library's own limit is higher and says less
LONGEST_SIDE = 2400
"""Pictures are drawn anew at most this many pixels wide and high."""
MOST_PAGES = 200
MOST_PARTS = 1_000_000
"""Most dictionaries, arrays and values of a PDF that are looked at."""
MOST_UNPACKED = 500_000_000
"""Most bytes that the packed streams of a PDF hold together (inclusive): who reads it has to unpack them."""
MOST_KEPT = 20_000_000
"""Most bytes of a file written anew (inclusive); an upload is smaller, so more of them is no honest file."""
MEMORY = 240_000_000
"""Bytes of memory for one file, with what the libraries take; their unread pages may come on top, 256 MB in all."""
CPU_SECONDS = 3
WALL_SECONDS = 4
PIECE = 1_000_000
SIZES = ((320, 60_000), (640, 150_000), (1280, 400_000))
"""A product's photo is drawn at most so many pixels wide, a third more high, in at most so many bytes."""
LEAST_LONG, LEAST_SHORT, MOST_TIMES = 320, 240, 3
"""Fewest pixels of a photo's longer and shorter side, and how many times the shorter one the longer may be."""
QUALITIES = (82, 70, 55, 40, 25, 10)
LENGTH = struct.Struct(">I")
ANSWER = struct.Struct(">III")
"""Before each answer: its length in bytes, the most memory that the file took in KiB, and milliseconds of work."""
SIZE = struct.Struct(">HHI")
"""Before each size of a photo: its width and height in pixels, and its length in bytes."""

ACTIVE_KEYS = frozenset(
    {"/JavaScript", "/JS", "/AA", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/RichMedia"}
    | {"/RichMediaContent", "/RichMediaSettings", "/XFA", "/Collection"}
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMedia"}
    | {"/RichMediaExecute", "/Movie", "/Sound", "/Thread"}
)
ACTIVE_PARTS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
_ACTIVE_VALUES = {"/S": ACTIVE_ACTIONS, "/Subtype": ACTIVE_PARTS}
_PAGE_INSIDE = re.compile(rb"<(?:script|html|\?php|!doctype\s+html|svg\s[^>]{0,200}xmlns)", re.IGNORECASE)
_LINK_THAT_RUNS = re.compile(r"[\x00-\x20]*(?!(?:https?|mailto|tel):)[a-z][a-z0-9+.\s-]*:", re.IGNORECASE)


class RefusedError(Exception):
    """The file is not one we keep; the text is a code word and perhaps figures."""


def clean(kind: str, content: bytes) -> tuple[str, bytes]:
    """Check a file and write it anew; the same bytes always give the same bytes.

    Args:
        kind: `pdf`, `picture`, `photo` or `table`.
        content: The file as it was sent.

    Returns:
        Its media type and its new bytes; of a photo each size, smallest first, with its `SIZE` before it; of a table
        its cells as JSON.

    Raises:
        RefusedError: `active`, `locked`, `pages`, `pixels` or `heavy`; of a photo also `double`, `small` or `shape`;
            of a table `table` with the sentence of who reads it.
    """
    cleaners = {"pdf": _clean_pdf, "picture": _draw_anew, "photo": _draw_sizes, "table": _read_table}
    media_type, cleaned = cleaners[kind](content)
    if len(cleaned) > MOST_KEPT:
        raise RefusedError("heavy")
    return media_type, cleaned


def _clean_pdf(content: bytes) -> tuple[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            raise RefusedError("locked")
        _forget_where_to_open(pdf.Root)
        if any(_is_active(part) for part in _parts(pdf)):
            raise RefusedError("active")
        if not 1 <= len(pdf.pages) <= MOST_PAGES:
            raise RefusedError(f"pages {MOST_PAGES}")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)  # nothing before, behind or beside the document survives
    return "application/pdf", out.getvalue()


def _forget_where_to_open(root: pikepdf.Object) -> None:
    """Drop a harmless wish to open at some page; an action in its place is looked at like any other."""
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Array) or (
        isinstance(opening, pikepdf.Dictionary)
        and opening.get("/S") == pikepdf.Name.GoTo
        and "/Next" not in opening
    ):
        del root["/OpenAction"]


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Give every dictionary of the document, however deep in others; each object is opened once."""
    left: list[pikepdf.Object] = [*pdf.objects, pdf.trailer]
    room = MOST_UNPACKED
    for _ in range(MOST_PARTS):
        if not left:
            return
        item = left.pop()
        if isinstance(item, pikepdf.Stream):
            room -= _unpacked_size(item, room)
            item = item.stream_dict
        if isinstance(item, pikepdf.Dictionary):
            yield item
            left += [value for _, value in item.items() if _is_inside(value)]
        elif isinstance(item, pikepdf.Array):
            left += [value for value in item if _is_inside(value)]
    raise RefusedError("heavy")


def _unpacked_size(stream: pikepdf.Stream, room: int) -> int:
    """Count the bytes of a stream that is kept as it is packed; other packings are undone when it is written anew.

    Raises:
        RefusedError: There are more than there is room for, or they lie in another file.
    """
    if "/F" in stream:
        raise RefusedError("active")
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing):
        packing = packing[0]  # what it is packed in besides may be left as it is too
    if packing != pikepdf.Name.FlateDecode:
        return 0
    size, unpacking, left = 0, zlib.decompressobj(), stream.read_raw_bytes()
    while left and not unpacking.eof:
        try:
            size += len(unpacking.decompress(left, PIECE))
        except zlib.error:
            break  # no reader gets further
        left = unpacking.unconsumed_tail
        if size > room:
            raise RefusedError("heavy")
    return size


def _is_inside(value: object) -> bool:
    """Whether a value is a container written in place; one that is referred to stands in the list of objects."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_active(part: pikepdf.Dictionary) -> bool:
    if any(key in ACTIVE_KEYS or key == "/OpenAction" for key in part.keys()):  # noqa: SIM118 - not a dict
        return True
    if any(str(part.get(key, "")) in values for key, values in _ACTIVE_VALUES.items()):
        return True
    return _leads_elsewhere(part)


def _leads_elsewhere(part: pikepdf.Dictionary) -> bool:
    """Whether it is a link that may run something, or shows a page of another file."""
    links = (part.get("/URI"), part.get("/Base"))
    if any(isinstance(link, pikepdf.String) and _LINK_THAT_RUNS.match(str(link)) for link in links):
        return True
    shown = part.get("/Ref")
    return isinstance(shown, pikepdf.Dictionary) and "/F" in shown


def _draw_anew(content: bytes) -> tuple[str, bytes]:
    bare, kind = _drawn(content, LONGEST_SIDE, LONGEST_SIDE)
    out = io.BytesIO()
    bare.save(out, kind, quality=85)
    return f"image/{kind.lower()}", out.getvalue()


def _drawn(content: bytes, width: int, height: int) -> tuple[Image.Image, str]:
    """Draw a picture anew within a box, on white: without place, camera, comments and colour profile."""
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RefusedError(f"pixels {picture.width} x {picture.height}")
        kind = "PNG" if picture.format == "PNG" else "JPEG"  # phones send several pictures in one JPEG (MPO)
        picture.draft("RGB", (width, height))
        picture.load()
    whole: Image.Image = picture
    del picture  # before the next copy is made
    clear = None
    if whole.has_transparency_data:
        whole = whole if whole.mode == "RGBA" else whole.convert("RGBA")
        clear = ImageOps.invert(whole.getchannel("A"))
        clear.thumbnail((width, height))
    drawn = whole.convert("RGB")
    del whole
    drawn.thumbnail((width, height))
    if clear:
        drawn.paste("white", mask=clear)
    ImageOps.exif_transpose(drawn, in_place=True)
    bare = Image.new("RGB", drawn.size)
    bare.paste(drawn)
    return bare, kind


def _draw_sizes(content: bytes) -> tuple[str, bytes]:
    if _PAGE_INSIDE.search(content) or b"%PDF-" in content[:1024] or zipfile.is_zipfile(io.BytesIO(content)):
        raise RefusedError("double")
    bare, _kind = _drawn(content, *_box(SIZES[-1][0]))
    short, long = sorted(bare.size)
    if long < LEAST_LONG or short * MOST_TIMES < long or short < LEAST_SHORT:
        raise RefusedError(
            f"{'shape' if short * MOST_TIMES < long else 'small'} {bare.width} x {bare.height}"
        )
    found, drawn = b"", (0, 0)
    for width, most in SIZES:
        sized = bare.copy()
        sized.thumbnail(_box(width))
        if sized.size != drawn:  # a photo is never drawn larger than it is
            packed = _packed(sized, most)
            found += SIZE.pack(*sized.size, len(packed)) + packed
        drawn = sized.size
    return "image/webp", found


def _box(width: int) -> tuple[int, int]:
    return width, -(-width * 4 // 3)


def _packed(picture: Image.Image, most: int) -> bytes:
    """Write a picture in at most so many bytes, as well as they allow."""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=2)
        if out.tell() <= most:
            return out.getvalue()
    raise RefusedError("heavy")


def _read_table(content: bytes) -> tuple[str, bytes]:
    try:
        return "application/json", read_cells(content)
    except TableError as error:
        raise RefusedError(f"table {error}") from None


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more: kind, new line, length and bytes; each in a child with limits."""
    while kind := asked.readline():
        (length,) = LENGTH.unpack(asked.read(LENGTH.size))
        found, *cost = _in_a_child(kind.strip().decode(), asked.read(length))
        answers.write(ANSWER.pack(len(found), *cost) + found)
        answers.flush()


def _in_a_child(kind: str, content: bytes) -> tuple[bytes, int, int]:
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _limit()
        with os.fdopen(sending, "wb") as out:
            out.write(answer(kind, content))
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as results:
        found = results.read()
    _, _, used = os.wait4(child, 0)
    return found or b"heavy\n", used.ru_maxrss, round((used.ru_utime + used.ru_stime) * 1000)


def answer(kind: str, content: bytes) -> bytes:
    """Clean a file in this very process; returns the verdict, a new line, and the new bytes if it is clean."""
    try:
        media_type, cleaned = clean(kind, content)
    except RefusedError as error:
        return f"{error}\n".encode()
    except pikepdf.PasswordError:
        return b"locked\n"
    except MemoryError:
        return b"heavy\n"
    except Exception:  # noqa: BLE001 - whatever a library stumbles over, the file is not one we keep
        return b"unreadable\n"
    return f"clean {media_type}\n".encode() + cleaned


def _limit() -> None:
    """Bound memory and time of this process, and leave it nothing but the pipe for its answer.

    It can open neither a file nor a socket, whoever it runs as, and cannot speak for the helper.
    """
    with open("/proc/self/statm") as pages:  # noqa: PTH123 - no more libraries here than needed
        size, resident = (int(each) * resource.getpagesize() for each in pages.read().split()[:2])
    os.close(0)
    os.close(1)
    resource.setrlimit(resource.RLIMIT_AS, (size - resident + MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS,) * 2)
    for nothing in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))
    signal.alarm(WALL_SECONDS)


def _load_libraries() -> None:
    """Load what the libraries load when first needed: a child can open no file."""
    Image.init()
    for kind in ("PNG", "JPEG"):
        out = io.BytesIO()
        Image.new("RGB", (LONGEST_SIDE, LEAST_SHORT * 4)).save(out, kind, exif=Image.Exif())
        clean("picture", out.getvalue())
        clean("photo", out.getvalue())
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        plain, locked = io.BytesIO(), io.BytesIO()
        pdf.save(plain)
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x"))
    clean("pdf", plain.getvalue())
    for name in ("cp437", "utf-8-sig", "utf-16"):  # of the names in a workbook, and of a CSV
        codecs.lookup(name)
    clean("table", b"a,b\n1,2\n")
    pikepdf.open(locked).close()


if __name__ == "__main__":
    _load_libraries()
    serve(sys.stdin.buffer, sys.stdout.buffer)
