"""The certificate: archival, readable back, the same for the same data, and made only of what is sound."""

from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.papers.certificate import (
    CertificateContent,
    CertificateScore,
    canonical_certificate,
    certificate_digest,
    certificate_from_json,
)
from eorder.papers.render import render_certificate

ADDRESS = "http://localhost:8000/kurasi/KUR-KOTA-CONTOH-2026-00001"
CONTENT = CertificateContent(
    number="KUR-KOTA-CONTOH-2026-00001", day=date(2026, 8, 11), government="Pemerintah Kota Contoh",
    seller="Dapur Contoh Cempaka", kecamatan="Gambir", product="Nasi kuning contoh", category="Nasi kotak",
    grade="A", total=9_000, valid_until=date(2028, 8, 10), curator="Kurator Contoh",
    scores=(
        CertificateScore(name="Rasa", points=5, most=5, seen="Tiga contoh dicicipi."),
        CertificateScore(name="Foto", points=4, most=5, seen='#import "/etc/passwd": * <script>'),
    ),
    public_url=ADDRESS,
)  # fmt: skip


def printed(content, fonts, tmp_path):
    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(render_certificate(content, cache=fonts))
    return path


def test_certificate_when_made_then_pdf_a_with_everything_it_says(fonts, tmp_path, tool):
    path = printed(CONTENT, fonts, tmp_path)
    with pikepdf.open(path) as pdf:
        assert pdf.open_metadata()["pdfaid:part"] == "2"
        assert pdf.docinfo["/Title"] == f"Sertifikat kurasi {CONTENT.number}"
    text = " ".join(tool("pdftotext", "-layout", path, "-").replace("\u200b", "").split())
    for said in (
        CONTENT.number, "Nasi kuning contoh", "Dapur Contoh Cempaka", "10 Agustus 2028", "90 dari 100", "5 dari 5",
        "Tiga contoh dicicipi.", '#import "/etc/passwd": * <script>', certificate_digest(CONTENT)[:20],
    ):  # fmt: skip
        assert said in text


def test_certificate_when_its_code_is_scanned_then_leads_to_the_page_that_checks_it(fonts, tmp_path, tool):
    path = printed(CONTENT, fonts, tmp_path)
    tool("pdftoppm", "-r", "200", "-png", "-singlefile", path, tmp_path / "sertifikat")
    assert tool("zbarimg", "-q", "--raw", tmp_path / "sertifikat.png").strip() == ADDRESS


def test_certificate_when_made_twice_then_the_same_bytes(fonts):
    assert render_certificate(CONTENT, cache=fonts) == render_certificate(CONTENT, cache=fonts)


def test_certificate_when_read_back_then_the_same_and_otherwise_refused():
    assert certificate_from_json(canonical_certificate(CONTENT)) == CONTENT
    for spoilt in ("{", "[]", canonical_certificate(CONTENT).replace('"total":9000', '"total":"9000"')):
        with pytest.raises(InvalidValueError):
            certificate_from_json(spoilt)


def test_certificate_when_without_points_or_ending_before_it_begins_then_refused():
    for change in ({"scores": ()}, {"valid_until": date(2026, 8, 10)}):
        with pytest.raises(InvalidValueError):
            replace(CONTENT, **change)
    for points in (0, 6):
        with pytest.raises(InvalidValueError):
            CertificateScore(name="Rasa", points=points, most=5, seen="Ada.")
