"""A table from a stranger is read apart, within bounds, and only the text of its cells comes back."""

import gzip
import io
import zipfile

import pytest

from eorder.foundation.tables.writing import workbook_of
from eorder.records.documents.apart import HELPER
from eorder.records.documents.intake import InvalidFileError, Upload, check_table
from tests.foundation.tables.test_workbook import SHEET, TEXTS, sheet

MOST_MEGABYTES, MOST_MILLISECONDS = 256, 5_000
PLAIN = [["kode", "isi"], ["1", "=1+1"], [2, "dua"]]


def altered(changes):
    """The plain workbook with some of its parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_of({"A": PLAIN}))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes.get(name) or old.read(name))
    return out.getvalue()


def packed_rows(count):
    return gzip.compress(b"kode\n" + b"0\n" * count)


HOSTILE = {
    "a workbook that unpacks to 400 MB": (
        lambda: altered({SHEET: sheet("<row/>").replace(b"<row/>", b" " * 400_000_000)}),
        "melebihi batas",
    ),
    "a workbook with entities": (
        lambda: altered({TEXTS: b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'}),
        "XML",
    ),
    "a workbook with a macro": (lambda: altered({"xl/vbaProject.bin": b"x"}), "makro"),
    "a workbook that asks other files": (
        lambda: altered({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "tautan ke berkas lain",
    ),
    "a cell in a far corner": (
        lambda: altered({SHEET: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
        "XFD1048576",
    ),
    "a packed text of 1 GB": (
        lambda: gzip.compress(b"kode\n" + bytes(1_000_000_000)),
        "bukan teks",
    ),
    "more rows than a page takes": (lambda: packed_rows(10_001), "lebih dari 10.000 baris"),
    "more cells than anybody types": (
        lambda: workbook_of({"A": [[f"k{each}" for each in range(150)], *([["x"] * 150] * 1_667)]}),
        "lebih dari 250.000 sel",
    ),
    "one endless line": (lambda: gzip.compress(b"a" * 4_000_000), "terlalu panjang"),
    "an archive in an archive": (lambda: gzip.compress(altered({})), "masih ada arsip lain"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_table_when_hostile_then_refused_within_bounds(name):
    make, sentence = HOSTILE[name]
    content = make()
    assert len(content) <= 5_000_000
    HELPER.kilobytes = HELPER.milliseconds = 0
    with pytest.raises(InvalidFileError, match=sentence):
        check_table(Upload("tabel", content))
    assert HELPER.kilobytes <= MOST_MEGABYTES * 1024
    assert HELPER.milliseconds <= MOST_MILLISECONDS


def test_table_when_it_may_be_read_then_its_texts_come_back_with_the_numbers_of_their_rows():
    read = check_table(Upload("tabel.xlsx", workbook_of({"A": PLAIN})))
    assert list(read.rows) == [(2, {"kode": "1", "isi": "=1+1"}), (3, {"kode": "2", "isi": "dua"})]
    assert read.malformed == []


def test_table_when_a_row_is_malformed_then_told_beside_the_others():
    read = check_table(Upload("tabel.csv", b"a;b\n1;2\n3\n5;6\n"))
    assert [number for number, _ in read.rows] == [2, 4]
    ((number, error),) = read.malformed
    assert (number, error.code) == (3, "row_short")


def test_table_when_as_long_as_may_be_then_within_bounds():
    rows = [["katering-rapat", f"Nasi kotak nomor {each}", "kotak", 20_000 + each] for each in range(10_000)]
    HELPER.kilobytes = HELPER.milliseconds = 0
    read = check_table(Upload("p.xlsx", workbook_of({"P": [["kategori", "nama", "satuan", "harga"], *rows]})))
    assert len(read.cells) == 10_000
    assert HELPER.kilobytes <= MOST_MEGABYTES * 1024
