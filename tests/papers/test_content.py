"""The data of papers: exact, re-readable, and refused where the figures do not agree."""

import json
from dataclasses import asdict, replace
from datetime import timedelta, timezone

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.papers.content import PaperLine, Party, canonical, digest, from_json
from tests.papers import paper_samples as samples


def test_canonical_data_when_read_back_gives_the_same_paper(paper):
    again = from_json(paper.kind, canonical(paper))
    assert again == paper
    assert digest(again) == digest(paper)


def test_digest_when_a_moment_is_written_in_another_zone_stays_the_same():
    moment = samples.BAST.received_at.astimezone(timezone(timedelta(hours=7)))
    assert digest(replace(samples.BAST, received_at=moment)) == digest(samples.BAST)


def test_digest_when_one_reason_changes_changes():
    first = replace(samples.BAST.lines[0], reason="kotak penyok")
    assert digest(replace(samples.BAST, lines=(first, samples.SNACKS))) != digest(samples.BAST)


def test_party_has_no_place_for_private_numbers():
    assert set(asdict(Party(name="x"))) == {"name", "parent", "address", "kecamatan", "city"}


@pytest.mark.parametrize(
    "change",
    [
        {"subtotal": 7_500_000.0},
        {"subtotal": "7500000"},
        {"nik": "3171"},
        {"kind": "kuitansi"},
        {"day": "2026-02-31"},
        {"lines": None},
    ],
)
def test_stored_data_that_is_not_this_paper_is_refused(change):
    fields = json.loads(canonical(samples.SURAT_PESANAN)) | change
    with pytest.raises(InvalidValueError, match="surat-pesanan"):
        from_json("surat-pesanan", json.dumps(fields))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "{"])
def test_stored_text_that_is_no_paper_is_refused(text):
    with pytest.raises(InvalidValueError, match="bast"):
        from_json("bast", text)


def test_unknown_kind_is_refused():
    with pytest.raises(InvalidValueError, match="tidak dikenal"):
        from_json("nota", "{}")


@pytest.mark.parametrize("change", [{"subtotal": 1}, {"total": 7_500_001}, {"ppn": 1}, {"ppn": -1}])
def test_paper_whose_figures_disagree_is_refused(change):
    with pytest.raises(InvalidValueError, match=samples.SURAT_PESANAN.number):
        replace(samples.SURAT_PESANAN, **change)


def test_line_rejected_without_a_reason_is_refused():
    with pytest.raises(InvalidValueError, match="tanpa alasan"):
        PaperLine(name="Nasi", unit="kotak", quantity=1, unit_price=1, amount=1, rejected=1)


def test_line_with_a_negative_figure_is_refused():
    with pytest.raises(InvalidValueError, match="negatif"):
        replace(samples.BOXES, amount=-1)
