import datetime as dt
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.foundation.tables import TableError, limits, open_table
from eorder.foundation.tables.workbook_parts import DEEPEST, column_letters, column_number
from tests.foundation.tables.measured import measured

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def workbook(folder: Path, rows, name="buku.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def altered(path: Path, changes: dict[str, bytes], name="ubah.xlsx") -> Path:
    """The same workbook with some parts replaced, added (or dropped: None)."""
    target = path.parent / name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member not in changes:
                new.writestr(member, old.read(member))
        for member, content in changes.items():
            if content is not None:
                new.writestr(member, content)
    return target


def sheet(body: str) -> bytes:
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()
    )


def rows_of(path: Path):
    with open_table(path) as table:
        return list(table.rows)


def refusal(path: Path) -> TableError:
    with pytest.raises(TableError) as caught:
        rows_of(path)
    return caught.value


@pytest.fixture
def small(tmp_path) -> Path:
    return workbook(tmp_path, [["kode", "pagu"], ["1.02", 7_700_000_000]])


def test_values_of_each_type_read_as_text(tmp_path):
    moment = dt.datetime(2025, 1, 2, 13, 45)  # noqa: DTZ001  # spreadsheets know no zone
    path = workbook(
        tmp_path, [["a", "b", "c", "d", "e"], [7_700_000_000, 12.345, True, dt.date(2025, 2, 28), moment]]
    )
    assert [list(cells.values()) for _, cells in rows_of(path)] == [
        ["7700000000", "12,345", "True", "2025-02-28", "2025-01-02 13:45:00"]
    ]


def test_workbook_under_a_csv_name_goes_by_content(tmp_path):
    assert rows_of(workbook(tmp_path, [["kode"], ["x"]], name="data.csv")) == [(2, {"kode": "x"})]


def test_empty_rows_keep_the_numbers_of_the_sheet(tmp_path):
    assert rows_of(workbook(tmp_path, [[], ["kode"], [], ["x"]])) == [(4, {"kode": "x"})]


def test_empty_workbook_is_refused(tmp_path):
    assert refusal(workbook(tmp_path, [])).code == "table_empty"


def test_formula_is_refused_with_its_cell(tmp_path):
    error = refusal(workbook(tmp_path, [["kode", "pagu"], ["1", "=1+1"]]))
    assert error.code == "table_formula"
    assert "Sel B2" in error.sentence


def test_formula_behind_a_namespace_prefix_is_found(small):
    body = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="7">'
        '<x:c r="C7"><x:f>1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert "Sel C7" in refusal(altered(small, {SHEET: body.encode()})).sentence


def test_value_in_a_far_corner_is_refused_before_it_costs_memory(small):
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    error = refusal(altered(small, {SHEET: sheet(body)}))
    assert error.code == "table_too_wide"
    assert "XFD1048576" in error.sentence


def test_format_without_value_in_a_far_corner_is_forgiven(small):
    body = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>kode</t></is></c><c r="XFD1" s="0"/></row>'
        '<row r="2"><c r="A2"><v>5</v></c></row>'
    )
    assert rows_of(altered(small, {SHEET: sheet(body)})) == [(2, {"kode": "5"})]


def test_external_link_is_refused(small):
    assert (
        refusal(altered(small, {"xl/externalLinks/externalLink1.xml": b"<a/>"})).code == "table_external_link"
    )


def test_macro_is_refused(small):
    assert refusal(altered(small, {"xl/vbaProject.bin": b"x"})).code == "table_macro"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", TEXTS, "[Content_Types].xml"])
def test_entities_are_refused_in_every_part(small, part):
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><l>&b;&x;</l>'
    assert refusal(altered(small, {part: laughs.encode()})).code == "table_unsafe_xml"


@pytest.mark.parametrize(
    "changes",
    [
        {"xl/workbook.xml": None},
        {SHEET: None},
        {SHEET: b"<worksheet><sheetData>"},
        {SHEET: sheet('<row r="1"><c r="1A"><v>1</v></c></row>')},
        {SHEET: sheet('<row r="x"><c r="A1"><v>1</v></c></row>')},
        {SHEET: b"\0\1\2"},
    ],
)
def test_damaged_workbook_is_refused(small, changes):
    assert refusal(altered(small, changes)).code == "table_damaged"


def test_sheet_under_a_name_that_is_not_looked_through_is_refused(small):
    with zipfile.ZipFile(small) as old:
        links = old.read("xl/_rels/workbook.xml.rels").replace(b"sheet1.xml", b"sheet1.png")
        content = old.read(SHEET)
    path = altered(
        small, {"xl/_rels/workbook.xml.rels": links, "xl/worksheets/sheet1.png": content, SHEET: None}
    )
    assert refusal(path).code == "table_damaged"


def test_truncated_workbook_and_other_zip_are_refused(small, tmp_path):
    short = tmp_path / "pendek.xlsx"
    short.write_bytes(small.read_bytes()[:-200])
    other = tmp_path / "lain.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "kode\n1\n")
    assert [refusal(short).code, refusal(other).code] == ["table_damaged", "table_damaged"]


def test_part_that_stands_twice_is_refused(small):
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(small, "a") as archive:
        archive.writestr(SHEET, sheet(""))
    assert refusal(small).code == "table_damaged"


def test_zip_bomb_is_refused_by_ratio(small):
    bomb = sheet(" " * (limits.RATIO_FREE * 2))
    assert refusal(altered(small, {SHEET: bomb})).code == "table_unpacks_too_large"


def test_bomb_beside_the_sheet_counts_too(small):
    bomb = bytes(limits.RATIO_FREE * 2)
    assert refusal(altered(small, {"xl/media/image1.png": bomb})).code == "table_unpacks_too_large"


def test_workbook_of_too_many_parts_is_refused(small):
    many = {f"xl/media/{n}.png": b"" for n in range(limits.MAX_WORKBOOK_MEMBERS)}
    assert refusal(altered(small, many)).code == "table_damaged"


def test_shared_texts_beyond_the_limit_are_refused(small, monkeypatch):
    monkeypatch.setattr(limits, "MAX_WORKBOOK_TEXTS", 1000)
    texts = f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * 1001}</sst>'
    assert refusal(altered(small, {TEXTS: texts.encode()})).code == "table_too_many_texts"


def text_cells(rows, text="0"):
    return f'<row><c t="s"><v>{text}</v></c><c t="s"><v>{text}</v></c></row>' * rows


def test_long_text_that_many_cells_share_is_refused_before_each_gets_its_own(small):
    texts = f'<sst xmlns="{MAIN}"><si><t>{"a" * 9_000}</t></si></sst>'.encode()
    path = altered(small, {TEXTS: texts, SHEET: sheet(text_cells(6_000))})
    assert refusal(path).code == "table_too_much"


@pytest.mark.parametrize("text", ["<![CDATA[1]]>", "<!-- -->1", "&#49;", " 1\n"])
def test_shared_text_that_is_named_in_another_way_counts_too(small, text):
    texts = f'<sst xmlns="{MAIN}"><si><t>a</t></si><si><t>{"a" * 9_000}</t></si></sst>'.encode()
    path = altered(small, {TEXTS: texts, SHEET: sheet(text_cells(6_000, text))})
    assert refusal(path).code == "table_too_much"


@pytest.mark.parametrize("part", [SHEET, TEXTS, "xl/styles.xml"])
@pytest.mark.parametrize("name", [b"a", b"worksheet", b"sst", b"row"])
def test_elements_deep_in_each_other_are_refused(small, part, name):
    deep = b"<%s>" % name * (DEEPEST + 1) + b"</%s>" % name * (DEEPEST + 1)
    assert refusal(altered(small, {part: deep})).code == "table_damaged"


def test_tag_that_does_not_end_is_refused_early(small):
    endless = b"<worksheet><c a='" + os.urandom(2_000_000).hex().encode() + b"'/></worksheet>"
    assert refusal(altered(small, {SHEET: endless})).code == "table_damaged"


def test_million_formats_are_refused(small):
    styles = b"<styleSheet>" + b"<numFmt numFmtId='1' formatCode='0'/>" * 500_000 + b"</styleSheet>"
    assert refusal(altered(small, {"xl/styles.xml": styles})).code == "table_damaged"


READ = """
import sys
from eorder.foundation.tables import open_table
with open_table(sys.argv[1]) as table:
    print(sum(1 for _ in table.rows))
"""
LARGEST = {
    "numbers": lambda: {SHEET: sheet(FIRST + ("<row>" + "<c><v>1</v></c>" * 5 + "</row>") * 220_000)},
    "texts": lambda: {
        TEXTS: f'<sst xmlns="{MAIN}">{"".join(f"<si><t>teks {n}</t></si>" for n in range(5 * 10**5))}</sst>'.encode(),
        SHEET: sheet(FIRST + text_cells(300_000)),
    },
    "long texts": lambda: {
        TEXTS: f'<sst xmlns="{MAIN}"><si><t>{"a" * 9_000}</t></si></sst>'.encode(),
        SHEET: sheet(FIRST + text_cells(5_000)),
    },
}
FIRST = "<row>" + "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in "abcde") + "</row>"


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGEST)
def test_largest_workbook_that_is_read_stays_within_256_megabytes(small, name):
    path = altered(small, LARGEST[name]())
    done = measured(
        "-c", f"from eorder.foundation.tables import limits; limits.MAX_RATIO = 10**6{READ}", path
    )
    assert (done.stderr, int(done.stdout) > 4_500) == ("", True)
    assert done.megabytes <= 256


@given(st.integers(1, 16_384))
def test_column_letters_and_numbers_are_each_others_inverse(number):
    assert column_number(column_letters(number)) == number
