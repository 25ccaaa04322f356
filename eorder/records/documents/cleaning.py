"""Clean one file at a time in a process of its own: a PDF or picture can hide more than memory holds.

Run as a program, this keeps the libraries loaded and lets a fresh child with limits look at each file, so that a
bomb or a fault in a library ends that child and nothing else. It knows no Django, no database and no secrets.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from PIL import Image, ImageOps

MOST_PIXELS = 24_000_000
"""Most pixels of a picture (inclusive)."""
LONGEST_SIDE = 2400
"""Pictures are drawn anew at most this many pixels wide and high."""
MOST_PAGES = 200
MOST_PARTS = 1_000_000
"""Most dictionaries, arrays and values of a PDF that are looked at."""
MEMORY = 400_000_000
"""Bytes of address space for one file, on top of what the libraries take."""
CPU_SECONDS = 5
WALL_SECONDS = 8
LENGTH = struct.Struct(">I")

ACTIVE_KEYS = frozenset(
    {"/JavaScript", "/JS", "/AA", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/RichMedia"}
    | {"/RichMediaContent", "/RichMediaSettings", "/XFA", "/Collection"}
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMedia"}
    | {"/RichMediaExecute", "/Movie", "/Sound"}
)
ACTIVE_PARTS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
_ACTIVE_VALUES = {"/S": ACTIVE_ACTIONS, "/Subtype": ACTIVE_PARTS}


class RefusedError(Exception):
    """The file is not one we keep; the text is a code word and perhaps figures."""


def clean(kind: str, content: bytes) -> tuple[str, bytes]:
    """Check a file and write it anew; the same bytes always give the same bytes.

    Args:
        kind: `pdf` or `picture`.
        content: The file as it was sent.

    Returns:
        Its media type and its new bytes.

    Raises:
        RefusedError: `active`, `locked`, `pages`, `pixels` or `unreadable`.
    """
    return _clean_pdf(content) if kind == "pdf" else _draw_anew(content)


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
    for _ in range(MOST_PARTS):
        if not left:
            return
        item = left.pop()
        if isinstance(item, pikepdf.Stream):
            item = item.stream_dict
        if isinstance(item, pikepdf.Dictionary):
            yield item
            left += [value for _, value in item.items() if _is_inside(value)]
        elif isinstance(item, pikepdf.Array):
            left += [value for value in item if _is_inside(value)]
    raise RefusedError("heavy")


def _is_inside(value: object) -> bool:
    """Whether a value is a container written in place; one that is referred to stands in the list of objects."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_active(part: pikepdf.Dictionary) -> bool:
    if any(key in ACTIVE_KEYS or key == "/OpenAction" for key in part.keys()):  # noqa: SIM118 - not a dict
        return True
    return any(str(part.get(key, "")) in values for key, values in _ACTIVE_VALUES.items())


def _draw_anew(content: bytes) -> tuple[str, bytes]:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RefusedError(f"pixels {picture.width} x {picture.height}")
        kind = "PNG" if picture.format == "PNG" else "JPEG"  # phones send several pictures in one JPEG (MPO)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        drawn = picture.convert("RGB")
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(drawn, in_place=True)
    bare = Image.new("RGB", drawn.size)  # without place, camera, comments and colour profile
    bare.paste(drawn)
    out = io.BytesIO()
    bare.save(out, kind, quality=85)
    return f"image/{kind.lower()}", out.getvalue()


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more: kind, new line, length and bytes; each in a child with limits."""
    while kind := asked.readline():
        (length,) = LENGTH.unpack(asked.read(LENGTH.size))
        answer = _in_a_child(kind.strip().decode(), asked.read(length))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _in_a_child(kind: str, content: bytes) -> bytes:
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _limit()
        with os.fdopen(sending, "wb") as out:
            out.write(_answer(kind, content))
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as results:
        answer = results.read()
    os.waitpid(child, 0)
    return answer or b"heavy\n"


def _answer(kind: str, content: bytes) -> bytes:
    try:
        media_type, cleaned = clean(kind, content)
    except RefusedError as error:
        return f"{error}\n".encode()
    except MemoryError:
        return b"heavy\n"
    except Exception:  # noqa: BLE001 - whatever a library stumbles over, the file is not one we keep
        return b"unreadable\n"
    return f"clean {media_type}\n".encode() + cleaned


def _limit() -> None:
    """Bound memory and time of this process; nothing is written but to the pipe."""
    with open("/proc/self/statm") as pages:  # noqa: PTH123 - no more libraries here than needed
        taken = int(pages.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)


if __name__ == "__main__":
    Image.init()
    serve(sys.stdin.buffer, sys.stdout.buffer)
