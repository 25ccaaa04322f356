"""The papers of a purchase that was made, as anybody fetches them from its public page."""

import re
from types import SimpleNamespace

import pikepdf
import pytest

from tests.pdf_tools import run_tool

KINDS = ("surat-pesanan", "bast", "kuitansi")


@pytest.fixture(scope="module")
def story(browser, site, tmp_path_factory):
    """The public page of a closed purchase: its address, number and total, and its papers as files by kind."""
    page = browser.new_context().new_page()
    page.goto(f"{site.url}/pembelian")
    page.locator(".task-list li").filter(has_text="Selesai").last.get_by_role("link").click()
    page.get_by_role("heading", name="Jalannya pembelian").wait_for()
    folder, papers = tmp_path_factory.mktemp("papers"), {}
    for link in page.locator("main a[href$='.pdf']").all():
        answer = page.request.get(site.url + link.get_attribute("href"))
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        kind = answer.url.rpartition("/")[2].removesuffix(".pdf")
        papers[kind] = folder / f"{kind}.pdf"
        papers[kind].write_bytes(answer.body())
    total = page.locator(".money--big").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    yield SimpleNamespace(url=page.url, number=page.url.rpartition("/")[2], total=total, papers=papers)
    page.context.close()


def test_story_of_a_closed_purchase_when_read_then_links_every_paper(story):
    assert sorted(story.papers) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_paper_when_fetched_then_is_pdf_a_2b_whole_and_sound(kind, story):
    path = story.papers[kind]
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert not {"/OpenAction", "/AA", "/Names"} & set(pdf.Root.keys())
    fonts = run_tool("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts)
    assert "No syntax or stream encoding errors found" in run_tool("qpdf", "--check", path)


@pytest.mark.parametrize("kind", KINDS)
def test_paper_when_read_then_holds_number_total_and_the_address_of_the_story(kind, story, tmp_path):
    path = story.papers[kind]
    text = run_tool("pdftotext", "-layout", path, "-")
    assert story.number in text
    assert story.total in text
    run_tool("pdftoppm", "-r", "200", "-png", path, tmp_path / "page")
    (page,) = tmp_path.glob("page*.png")
    assert run_tool("zbarimg", "--quiet", "--raw", page).strip() == story.url
