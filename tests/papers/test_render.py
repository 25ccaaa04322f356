"""The files: archival, self-contained, without script, readable back, and the same for the same data."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from eorder.foundation.money import Rupiah
from eorder.papers.content import canonical, digest, from_json
from eorder.papers.render import render
from tests.papers import paper_samples as samples

FORBIDDEN = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/RichMedia"}
HOSTILE = (
    '#import "/etc/passwd": *',
    "] } ) #read(sys.inputs.qr) [",
    "\\ $x^2$ *tebal* _miring_ `kode` <label> @ref",
    "= judul // komentar /* lagi",
    "<script>alert(1)</script>",
    '","rows":[{"x":"',
)
UNWRITABLE = ("Nasi 🍚 kotak", "مرحبا بالعالم", "a\u202eb", "a\x00b", "漢字", "\u200bkosong", "☺")


def flat(text: str) -> str:
    return re.sub(r"\s+|\u200b", "", text)


def names_in(item: pikepdf.Object) -> set[str]:
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return set()
    pairs = dict(item.items())
    return set(pairs) | {str(value) for value in pairs.values() if isinstance(value, pikepdf.Name)}


def test_file_of_each_paper_declares_pdf_a_2b_with_output_intent(paper, printed):
    with pikepdf.open(printed(paper)) as pdf:
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert pdf.Root.Lang == "id-ID"


def test_file_of_each_paper_carries_title_author_and_day_of_the_data(paper, printed):
    with pikepdf.open(printed(paper)) as pdf:
        assert paper.number in str(pdf.docinfo.Title)
        assert str(pdf.docinfo.Author) == paper.unit.name
        assert f"{paper.day:D:%Y%m%d}" in str(pdf.docinfo.CreationDate)


def test_file_of_each_paper_holds_no_script_action_or_attachment(paper, printed):
    with pikepdf.open(printed(paper)) as pdf:
        found = set().union(*(names_in(item) for item in pdf.objects))
    assert "/Catalog" in found
    assert found & FORBIDDEN == set()


def test_fonts_of_each_paper_are_all_embedded(paper, printed, tool):
    rows = tool("pdffonts", printed(paper)).splitlines()[2:]
    assert rows
    assert all("PlusJakartaSans" in row and re.search(r"\byes yes yes\b", row) for row in rows)


def test_file_of_each_paper_passes_qpdf_check(paper, printed, tool):
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", printed(paper))


def test_text_of_each_paper_holds_number_total_words_digest_and_address(paper, printed, tool):
    text = tool("pdftotext", "-layout", printed(paper), "-")
    for expected in (
        paper.number,
        str(Rupiah(paper.total)),
        paper.words,
        digest(paper)[:20],
        paper.public_url,
    ):
        assert expected in text
    assert "Ditandatangani secara elektronik dalam sistem" in text
    assert "Halaman 1 dari 1" in text


def test_qr_code_of_each_paper_leads_to_its_public_page(paper, printed, tool, tmp_path):
    tool("pdftoppm", "-r", "200", "-png", printed(paper), tmp_path / "page")
    (page,) = tmp_path.glob("page*.png")
    assert tool("zbarimg", "--quiet", "--raw", page).strip() == samples.ADDRESS


def test_bast_with_a_rejected_line_names_count_and_reason(printed, tool):
    text = tool("pdftotext", "-layout", printed(samples.BAST), "-")
    assert "Ditolak 3 kotak: kotak rusak, isinya tumpah" in text
    assert re.search(r"122\s+3\s+kotak", text)


@pytest.mark.parametrize(("fee", "shown"), [(10_000, True), (0, False)])
def test_kuitansi_shows_meterai_when_one_is_due(fee, shown, printed, tool):
    text = tool("pdftotext", printed(replace(samples.KUITANSI, meterai_fee=fee)), "-")
    assert ("Meterai Rp 10.000" in text) is shown


def test_order_with_ppn_shows_subtotal_ppn_and_total(printed, tool):
    line = replace(samples.BOXES, name="Kertas", quantity=1_000, unit_price=14_000_000, amount=14_000_000)
    taxed = replace(
        samples.SURAT_PESANAN, lines=(line,), subtotal=14_000_000, ppn=1_540_000, total=15_540_000
    )
    text = tool("pdftotext", "-layout", printed(taxed), "-")
    for label, amount in (("Subtotal", "14.000.000"), ("PPN", "1.540.000"), ("seluruhnya", "15.540.000")):
        assert re.search(rf"{label}\s+Rp {re.escape(amount)}", text)


def test_paper_with_300_lines_repeats_head_and_qr_on_every_page(paper, printed, tool):
    long = samples.with_lines(paper, *(samples.line_named(f"Barang ke-{at}") for at in range(1, 301)))
    path = printed(long)
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    text = tool("pdftotext", "-layout", path, "-")
    sheets = text.split("\f")[:pages]
    assert pages > 5
    assert f"Halaman {pages} dari {pages}" in text
    assert all("Barang/jasa" in sheet for sheet in sheets if "Barang ke-" in sheet)
    assert all(samples.ADDRESS in sheet for sheet in sheets)
    assert all(f"Barang ke-{at} " in text for at in range(1, 301))
    assert str(Rupiah(300 * 18_000)) in text
    assert "No syntax" in tool("qpdf", "--check", path)


@pytest.mark.parametrize("name", HOSTILE)
def test_product_name_that_looks_like_markup_is_printed_as_text(name, printed, tool):
    hostile = samples.with_lines(samples.SURAT_PESANAN, samples.line_named(name))
    hostile = replace(hostile, package=name, terms=(name,), seller=replace(hostile.seller, name=name))
    text = tool("pdftotext", "-layout", printed(hostile), "-")
    assert flat(text).count(flat(name)) >= 4


@pytest.mark.parametrize("name", UNWRITABLE)
def test_product_name_beyond_the_typeface_shows_squares_and_stays_pdf_a(name, printed, tool):
    path = printed(samples.with_lines(samples.BAST, samples.line_named(name)))
    text = tool("pdftotext", path, "-")
    assert "□" in text
    assert "tulisan lengkapnya ada di halaman publik" in text
    assert "PlusJakartaSans" in tool("pdffonts", path)


@pytest.mark.parametrize("letter", ["x", "W", "漢", "/"])
def test_product_name_of_500_unbroken_letters_stays_inside_the_page(letter, printed, tool):
    right_edge, foot = 595 - 50, 842 - 120  # points
    path = printed(samples.with_lines(samples.BAST, samples.line_named(letter * 500, amount=10**15)))
    boxes = tool("pdftotext", "-bbox", path, "-")
    name_boxes = [box for box in boxes.splitlines() if letter * 4 in box or "□□□□" in box]
    assert len(name_boxes) > 5
    assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)) < right_edge
    assert max(float(edge) for edge in re.findall(r'yMax="([\d.]+)"', "".join(name_boxes))) < foot
    assert "1.000.000.000.000.000" in tool("pdftotext", path, "-")


def test_same_data_read_back_from_json_gives_the_same_bytes(paper, fonts):
    again = from_json(paper.kind, canonical(paper))
    assert render(again, cache=fonts) == render(paper, cache=fonts)


def test_same_data_with_a_fresh_font_cache_gives_the_same_bytes(fonts, tmp_path):
    first = render(samples.BAST, cache=fonts)
    time.sleep(1.1)  # a clock in the file would show: PDF dates count seconds
    assert render(samples.BAST, cache=tmp_path) == first


def test_other_data_gives_other_bytes(fonts):
    later = replace(samples.BAST, day=date(2026, 8, 14))
    assert render(later, cache=fonts) != render(samples.BAST, cache=fonts)


def test_papers_made_by_threads_at_once_equal_those_made_alone(fonts):
    papers = [replace(samples.KUITANSI, number=f"KW/{at}") for at in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: render(each, cache=fonts), papers))
    assert together == [render(each, cache=fonts) for each in papers]
