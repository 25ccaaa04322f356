"""Make hostile pictures, and files that are two things at once or nothing at all."""

import base64
import gzip
import io
import random
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

from tests.records.hostile.pdf_files import document, packed

PNG = b"\x89PNG\r\n\x1a\n"
SCRIPT = b"<script>alert(document.domain)</script>"
SECRET = b"RAHASIA"
"""Stands in everything that must not be kept."""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">%s<script>alert(1)</script>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="javascript:a()"/></body>
</foreignObject></svg>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">
<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


def picture(kind="PNG", size=(64, 32), **how):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **how)
    return out.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, data, *between, bits=8, colours=0):
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + b"".join(between) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def huge(side):
    """A real picture of so many points, all black: rows of one bit each."""
    return png(side, side, packed(bytes(1 + side // 8), side), bits=1)


def of_nothing(width, height, kind):
    """A head that promises so many points, and no points."""
    if kind == "PNG":
        return png(width, height, zlib.compress(b""))
    plain = bytearray(picture("JPEG"))
    place = plain.index(b"\xff\xc0") + 5
    plain[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(plain)


def largest(mode, kind="PNG", **how):
    """As many points as are allowed, in the costliest form."""
    out = io.BytesIO()
    Image.new(mode, (6000, 4000)).save(out, kind, **how)
    return out.getvalue()


def many_scans(size):
    """A JPEG of the largest size that is drawn over and over: its last scan, as often as so many bytes allow."""
    plain = largest("L", "JPEG", progressive=True)
    last = plain[plain.rindex(b"\xff\xda") : -2]
    return plain[:-2] + last * (size // len(last)) + b"\xff\xd9"


def said(kind):
    """A picture that says where and by whom it was taken, with a script in every place for words."""
    told = Image.Exif()
    told[0x010E], told[0x013B], told[0x8298] = (SECRET + SCRIPT).decode(), SECRET.decode(), SECRET.decode()
    told[0x8825] = {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 37.0), 29: SECRET.decode()}
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", (SECRET + SCRIPT).decode())
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    extra = {"comment": SECRET + SCRIPT, "xmp": SECRET} if kind == "JPEG" else {"pnginfo": text}
    return picture(kind, exif=told, icc_profile=SECRET * 40, **extra)


def moving(count):
    """An animated PNG."""
    frames = [Image.new("RGB", (200, 200), (shade % 256, 0, 0)) for shade in range(count)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def damaged(seed):
    """A sound picture or document with a few of its bytes changed."""
    chance = random.Random(seed)  # noqa: S311 - the same files in every run
    content = bytearray(chance.choice((picture("JPEG", (300, 200)), picture("PNG", (300, 200)), document())))
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(9, len(content))] = chance.randrange(256)
    return bytes(content)


def zipped(levels):
    """An archive in an archive in an archive."""
    content = bytes(10_000_000)
    for level in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{level}-{number}.zip", content)
        content = out.getvalue()
    return content


BOMBS = {
    "PNG of 60,000 x 60,000": (lambda: huge(60_000), "pixels"),
    "PNG that promises 2^31 points each way": (lambda: of_nothing(2**31 - 1, 2**31 - 1, "PNG"), "pixels"),
    "PNG that promises much and holds nothing": (lambda: of_nothing(6000, 4000, "PNG"), "unreadable"),
    "PNG of no width": (lambda: of_nothing(0, 4000, "PNG"), "unreadable"),
    "JPEG that promises 65,535 x 65,535": (lambda: of_nothing(65_535, 65_535, "JPEG"), "pixels"),
    "JPEG that promises more than it holds": (lambda: of_nothing(6000, 4000, "JPEG"), "clean"),
    "PNG with a note of 1 GB": (
        lambda: png(1, 1, zlib.compress(b"\0\0"), chunk(b"zTXt", b"a\0\0" + packed(bytes(10**6), 1_000))),
        "unreadable",
    ),
    "PNG with a profile of 1 GB": (
        lambda: png(1, 1, zlib.compress(b"\0\0"), chunk(b"iCCP", b"a\0\0" + packed(bytes(10**6), 1_000))),
        "unreadable",
    ),
    "PNG with more rows than it says": (lambda: png(9, 9, packed(bytes(10**6), 1_000)), "clean"),
    "PNG of a thousand frames": (lambda: moving(1_000), "clean"),
    "PNG with a wrong check sum": (lambda: picture()[:-20] + bytes(20), "unreadable"),
    "largest PNG with transparency": (lambda: largest("RGBA"), "clean"),
    "largest PNG in 16 bits": (lambda: largest("I;16"), "clean"),
    "largest PNG of a palette": (lambda: largest("P"), "clean"),
    "largest JPEG in steps": (lambda: largest("RGB", "JPEG", progressive=True), "clean"),
    "largest JPEG in four colours": (lambda: largest("CMYK", "JPEG", progressive=True), "unreadable"),
    "largest JPEG in many scans": (lambda: many_scans(4_000_000), "heavy"),
}
SAYING = {
    f"{kind} with place, maker and scripts": (lambda kind=kind: said(kind), "clean")
    for kind in ("JPEG", "PNG")
}
TWO_AT_ONCE = {
    "PDF and archive": (lambda: document() + zipped(1), "clean"),
    "PDF and page": (lambda: document() + b"<html>" + SCRIPT, "clean"),
    "PDF behind a page": (lambda: b"<html>" + SCRIPT + b"\n" + document(), "kind"),
    "PDF behind a picture": (lambda: picture("JPEG") + document(), "clean"),
    "PNG and page": (lambda: picture() + b"<html>" + SECRET + SCRIPT, "clean"),
    "PNG and program": (lambda: picture() + b"#!/bin/sh\n" + SECRET, "clean"),
    "JPEG and archive": (lambda: picture("JPEG") + zipped(1), "clean"),
    "JPEG with a program in it": (lambda: picture("JPEG", comment=b"*/=alert('" + SECRET + b"')/*"), "clean"),
    "GIF and program": (lambda: b"GIF89a/*" + picture("GIF")[8:] + b"*/=1;alert(1)", "kind"),
    "two pictures": (lambda: picture() + picture(size=(9, 9)), "clean"),
    "PNG named JPEG inside a PDF's head": (lambda: b"%PDF-1.7\n" + picture(), "unreadable"),
}
OF_ANOTHER_KIND = {
    "GIF of 10,000 frames": lambda: b"GIF89a" + bytes(10_000),
    "SVG with a script": lambda: SVG % b"",
    "SVG with entities": lambda: LAUGHS + SVG % b"&c;&x;",
    "SVG, packed": lambda: gzip.compress(SVG % b""),
    "TIFF": lambda: picture("TIFF"),
    "WebP": lambda: picture("WEBP"),
    "BMP": lambda: picture("BMP"),
    "ICO": lambda: picture("ICO"),
    "PostScript": lambda: b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
    "page named .pdf": lambda: b"<!doctype html>" + SCRIPT,
    "archive in an archive in an archive": lambda: zipped(3),
    "gzip of 100 MB": lambda: gzip.compress(bytes(10**8)),
    "program of Windows": lambda: b"MZ" + bytes(200),
    "program of Linux": lambda: b"\x7fELF" + bytes(200),
    "old document with macros": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "text in UTF-16": lambda: "%PDF-1.7".encode("utf-16"),
    "PDF behind a mark": lambda: b"\xef\xbb\xbf" + document(),
    "picture as letters": lambda: base64.b64encode(picture()),
    "zeros": lambda: bytes(5_000_000),
}
BROKEN = {
    "PDF cut short": (lambda: document()[:150], "unreadable"),
    "PDF without its end": (lambda: document()[:-40], "clean"),
    "PDF of a head only": (lambda: b"%PDF-", "unreadable"),
    "PNG cut short": (lambda: picture(size=(500, 500))[:300], "unreadable"),
    "PNG of a head only": (lambda: PNG, "unreadable"),
    "JPEG cut short": (lambda: picture("JPEG", (500, 500))[:-500], "unreadable"),
    "JPEG of a head only": (lambda: b"\xff\xd8\xff", "unreadable"),
    "PDF of noise": (lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(4_900_000), "unreadable"),  # noqa: S311
    "nothing": (lambda: b"", "empty"),
    "one byte too many": (lambda: document().ljust(5_000_001, b"\n"), "large"),
    "a hundred million bytes": (lambda: document() + bytes(100_000_000), "larger"),
}
