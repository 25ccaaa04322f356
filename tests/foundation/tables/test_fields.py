from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.foundation.tables import RowError, fields
from eorder.foundation.tables.errors import FieldError


def refused(parse, text):
    with pytest.raises(FieldError) as caught:
        parse(text)
    assert caught.value.sentence.endswith(".")
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("7700000000", 7_700_000_000),
        ("7.700.000.000", 7_700_000_000),
        ("Rp 7.700.000", 7_700_000),
        ("rp7.700.000,-", 7_700_000),
        ("Rp. 500", 500),
        (" 50000000 ", 50_000_000),
        ("0", 0),
        ("1000000000000000", 10**15),
    ],
)
def test_rupiah_in_each_spelling_reads_whole_rupiah(text, amount):
    assert fields.read_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rupiah_empty"),
        ("  ", "rupiah_empty"),
        ("-1", "rupiah_negative"),
        ("Rp -5.000", "rupiah_negative"),
        ("(5.000)", "rupiah_negative"),
        ("7700000,50", "rupiah_fraction"),
        ("7.700,5", "rupiah_fraction"),
        ("7700000.50", "rupiah_fraction"),
        ("12,345", "rupiah_fraction"),
        ("7.70.000", "rupiah_invalid"),
        ("7,700,000", "rupiah_invalid"),
        ("1e9", "rupiah_invalid"),
        ("tujuh juta", "rupiah_invalid"),
        ("٧٧٠", "rupiah_invalid"),
        ("1_000", "rupiah_invalid"),
        ("=1+1", "rupiah_invalid"),
        ("1000000000000001", "rupiah_too_large"),
        ("1.000.000.000.000.001", "rupiah_too_large"),
        ("9" * 9000, "rupiah_too_large"),
    ],
)
def test_rupiah_that_is_not_whole_is_refused_with_its_code(text, code):
    assert refused(fields.read_rupiah, text) == code


@given(st.integers(0, 10**15))
def test_rupiah_written_with_dots_reads_back(amount):
    assert fields.read_rupiah(f"Rp {amount:,}".replace(",", ".")) == amount


PARSERS = (
    fields.read_rupiah,
    fields.read_date,
    fields.read_year,
    fields.read_boolean,
    fields.read_moment(UTC),
    fields.read_line(50),
    fields.read_text(50),
    fields.read_code("[0-9]+", "12"),
    fields.read_choice({"a": 1}),
)


@given(st.text(max_size=40))
def test_any_text_reads_or_is_refused_by_every_parser(text):
    for parse in PARSERS:
        with suppress(FieldError):
            parse(text)


@pytest.mark.parametrize("text", ["2024-02-29", "29/02/2024", "29-2-2024", " 29/2/2024 "])
def test_date_in_each_form_reads_the_leap_day(text):
    assert fields.read_date(text) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_empty"),
        ("2025-02-31", "date_not_in_calendar"),
        ("31/02/2025", "date_not_in_calendar"),
        ("29/02/2025", "date_not_in_calendar"),
        ("12/31/2025", "date_not_in_calendar"),
        ("1999-12-31", "year_out_of_range"),
        ("2101-01-01", "year_out_of_range"),
        ("0000-01-01", "date_not_in_calendar"),
        ("45659", "date_invalid"),
        ("1 Jan 2025", "date_invalid"),
        ("2025-1-1", "date_invalid"),
        ("20250101", "date_invalid"),
    ],
)
def test_date_that_is_none_is_refused_with_its_code(text, code):
    assert refused(fields.read_date, text) == code


def test_31_february_is_told_as_such():
    with pytest.raises(FieldError, match="tanggal 31 bulan 2 tahun 2025 tidak ada di kalender"):
        fields.read_date("31/02/2025")


def test_moment_in_jakarta_reads_as_utc():
    parse = fields.read_moment(ZoneInfo("Asia/Jakarta"))
    assert parse("2024-11-22 22:22:47") == datetime(2024, 11, 22, 15, 22, 47, tzinfo=UTC)
    assert parse("2024-11-22") == datetime(2024, 11, 21, 17, tzinfo=UTC)
    assert refused(parse, "2024-11-22 25:00:00") == "moment_invalid"
    assert refused(parse, "2024-02-31 10:00:00") == "date_not_in_calendar"


@pytest.mark.parametrize(("text", "year"), [("2000", 2000), (" 2025 ", 2025), ("2100", 2100)])
def test_year_within_bounds_reads(text, year):
    assert fields.read_year(text) == year


@pytest.mark.parametrize("text", ["", "25", "1999", "2101", "2025,5", "dua", "²⁰²⁵", "0000"])
def test_year_out_of_bounds_is_refused(text):
    assert refused(fields.read_year, text) in {"year_invalid", "year_out_of_range"}


def test_boolean_reads_words_of_both_languages():
    assert [fields.read_boolean(word) for word in ("Ya", "TRUE", "1", "tidak", "False", "0")] == [
        True
    ] * 3 + [False] * 3
    assert refused(fields.read_boolean, "mungkin") == "boolean_invalid"


def test_line_collapses_space_and_composes_letters():
    assert fields.read_line(20)("\tBelanja \r\n  Cafe\u0301 ") == "Belanja Café"


def test_line_at_its_length_passes_and_one_more_is_refused():
    assert fields.read_line(5)("abcde") == "abcde"
    assert refused(fields.read_line(5), "abcdef") == "text_too_long"
    assert refused(fields.read_line(5), " ") == "text_empty"
    assert fields.read_line(5, empty=True)(" ") == ""


@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[31mb", "a\u202eb", "a\u2066b", "a\x7f", "a\x9bb"])
def test_text_with_control_or_direction_characters_is_refused(text):
    assert refused(fields.read_line(50), text) == "text_control"
    assert refused(fields.read_text(50), text) == "text_control"


def test_text_keeps_its_lines():
    assert fields.read_text(50)("a\r\n\tb\rc\n") == "a\n\tb\nc"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(A1:A2)",
        "+A1",
        "-A1+B2",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1",
        "+SUM(1;2)",
        "-$B$2*1",
    ],
)
def test_text_that_is_a_formula_is_refused(text):
    assert refused(fields.read_line(50), text) == "text_formula"


@pytest.mark.parametrize(
    "text", ["-", "---; ", "-REHABILITASI IRIGASI (D.I.)", "@25 Strip", "+62 812 000", "-5 derajat"]
)
def test_text_that_only_starts_like_a_formula_passes(text):
    assert fields.read_line(50)(text) == text.strip()


def test_choice_ignores_case_and_names_the_choices():
    parse = fields.read_choice({"PDN": True, "Non-PDN": False})
    assert (parse("pdn "), parse("NON-PDN")) == (True, False)
    with pytest.raises(FieldError, match="'PDN', 'Non-PDN'"):
        parse("impor")


def test_row_with_several_problems_names_all_of_them():
    row = fields.Fields({"pagu": "-1"})
    assert row.take("pagu", fields.read_rupiah) is None
    assert row.take("tahun", fields.read_year) is None
    assert not row.is_sound
    with pytest.raises(RowError) as caught:
        row.done()
    assert [(each.column, each.value, each.code) for each in caught.value.problems] == [
        ("pagu", "-1", "rupiah_negative"),
        ("tahun", "", "year_invalid"),
    ]
    assert caught.value.sentence.startswith("Kolom 'pagu': nilai rupiah tidak boleh negatif.")
