"""The book of law as tables."""

from datetime import date

import pytest

from eorder.law import book
from eorder.law.drawing import markdown_table, value_text
from eorder.law.value import percent_text


@pytest.mark.parametrize(
    ("parts", "text"),
    [(0, "0 %"), (5, "0,05 %"), (10, "0,1 %"), (50, "0,5 %"), (150, "1,5 %"), (200, "2 %"), (1_000, "10 %")],
)
def test_percent_text_when_written_then_uses_the_decimal_comma(parts, text):
    assert percent_text(parts) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("order_ceiling", "Rp 50.000.000"),
        ("pph22_rate", "1,5 %"),
        ("payment_term", "3 hari kerja"),
        ("new_price_cooling_time", "72 jam"),
        ("new_account_waiting_time", "72 jam"),
        ("meeting_min_duration", "120 menit"),
        ("pph22_without_npwp", "2 kali"),
        ("order_ceiling_includes_ppn", "ya"),
        ("pmk58_mode", "tidak"),
        ("meterai_bands", "bands: above 5.000.000 fee 10.000"),
        ("holidays_override", "added: kosong; removed: kosong"),
        ("pbjt_exemption", "sales: 42.000.000; per: bulan"),
    ],
)
def test_value_text_when_written_then_reads_in_indonesian(name, text):
    assert value_text(book.parameter(name).on(date(2026, 8, 10))) == text


def test_markdown_table_when_drawn_then_has_a_row_for_every_value():
    lines = markdown_table().splitlines()
    assert len(lines) == 2 + sum(len(each.values) for each in book.parameters().values())
    assert len({line.count("|") - 2 * line.count("\\|") for line in lines}) == 1
    row = next(line for line in lines if line.startswith("| `ppn_rate` "))
    assert "| 2010-04-01 | 2022-03-31 | 10 % | UU 42/2009 ps. 7 ayat (1) | second-hand |" in row


def test_value_text_when_a_table_holds_dates_and_pairs_then_writes_them():
    page = """
label = "Contoh"
unit = "table"
[[values]]
since = 2020-01-01
source = "ps. 1"
certainty = "assumed"
[values.value]
added = [2026-11-27]
pairs = [["ppk", "ppspm"], ["ppk", "bendahara"]]
"""
    (value,) = book.read_parameter("contoh", page).values
    assert value_text(value) == "added: 2026-11-27; pairs: ppk + ppspm, ppk + bendahara"
