"""How `eorder check` says what it found."""

from eorder.cli.check import as_plain, lines_of
from eorder.openness.consistency.findings import Finding, Offender


def test_lines_when_it_holds_then_one_line():
    finding = Finding("M1", "mata anggaran tidak melampaui pagu", 12, 0, ())
    assert lines_of(finding) == ["M1  ok    mata anggaran tidak melampaui pagu  (12 baris dilihat)"]


def test_lines_when_it_fails_then_the_rows_are_named_and_the_rest_is_counted():
    offenders = (
        Offender("GBR-2026-00001", "nilai 5, batas 4"),
        Offender("GBR-2026-00002", "nilai 6, batas 4"),
    )
    assert lines_of(Finding("M6", "pesanan tidak melampaui batas", 9, 5, offenders)) == [
        "M6  FAIL  pesanan tidak melampaui batas  (9 baris dilihat)",
        "         GBR-2026-00001: nilai 5, batas 4",
        "         GBR-2026-00002: nilai 6, batas 4",
        "         dan 3 lagi",
    ]


def test_plain_when_it_fails_then_code_and_rows_are_there():
    plain = as_plain(Finding("M6", "batas", 9, 1, (Offender("A", "b"),)))
    assert (plain["code"], plain["holds"], plain["broken"]) == ("M6", False, 1)
    assert plain["offenders"] == [{"key": "A", "fault": "b"}]
