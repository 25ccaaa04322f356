"""The book of law: dates, articles, certainty."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from eorder.foundation.errors import ConfigurationError
from eorder.foundation.money import Rupiah
from eorder.law import book
from eorder.law.value import Certainty

SECOND_VALUE = '[[values]]\nsince = {since}\nvalue = 2\nsource = "ps. 2"\ncertainty = "stated"\n'
PAGE = """
label = "Contoh"
unit = "rupiah"
[[values]]
since = 2020-01-01
value = 1
source = "ps. 1"
certainty = "stated"
"""


def page(**changes):
    text = PAGE
    for key, line in changes.items():
        kept = [each for each in text.splitlines() if not each.startswith(f"{key} ")]
        text = "\n".join([*kept, line])
    return text


@pytest.mark.parametrize("parameter", book.parameters().values(), ids=lambda each: each.name)
def test_parameter_when_read_then_has_source_certainty_and_separate_periods(parameter):
    for value in parameter.values:
        assert value.source.strip()
        assert value.certainty in Certainty
    for value, following in pairwise(parameter.values):
        assert value.until < following.since


@pytest.mark.parametrize(
    "text",
    [
        page(source='source = ""'),
        page(source=""),
        page(certainty=""),
        page(certainty='certainty = "sure"'),
        page(value='value = "1"'),
        page(value="value = true"),
        page(value="value = 1.5"),
        page(since="since = 2020-01-01T00:00:00Z"),
        page(until="until = 2019-12-31"),
        page(extra="extra = 1"),
        PAGE.replace('"Contoh"', '" "'),
        PAGE.replace('"rupiah"', '"dollar"'),
        'label = "Contoh"\nunit = "rupiah"\nvalues = []',
        "label =",
        PAGE + SECOND_VALUE.format(since="2020-01-01"),
        PAGE + "until = 2021-06-30\n" + SECOND_VALUE.format(since="2021-06-30"),
    ],
)
def test_read_parameter_when_the_page_breaks_a_rule_then_refuses(text):
    with pytest.raises(ConfigurationError) as refusal:
        book.read_parameter("contoh", text)
    assert refusal.value.code == "faulty_law"
    assert "contoh.toml" in refusal.value.sentence


def test_on_when_the_next_value_begins_then_the_earlier_one_has_ended():
    rate = book.parameter("ppn_rate")
    assert rate.on(date(2022, 3, 31)).amount == 1_000
    assert rate.on(date(2022, 4, 1)).amount == 1_100
    assert rate.on(date(2024, 12, 31)).amount == 1_100
    assert rate.on(date(2025, 1, 1)).amount == 1_200
    assert rate.values[0].until == date(2022, 3, 31)


def test_on_when_nothing_held_then_raises_no_law():
    with pytest.raises(book.NoLawError) as refusal:
        book.parameter("pmk58_rate").on(date(2022, 4, 30))
    assert refusal.value.code == "no_law"
    assert "2022-04-30" in refusal.value.sentence
    assert book.parameter("pmk58_rate").find(date(2022, 4, 30)) is None


def test_on_when_a_period_has_ended_without_a_successor_then_raises_no_law():
    ended = book.read_parameter("contoh", PAGE + "until = 2020-01-31\n")
    assert ended.on(date(2020, 1, 31)).amount == 1
    with pytest.raises(book.NoLawError):
        ended.on(date(2020, 2, 1))


def test_on_when_a_value_held_for_one_day_only_then_is_found_on_that_day():
    alone = book.read_parameter("contoh", PAGE + "until = 2020-01-01\n")
    followed = book.read_parameter("contoh", PAGE + SECOND_VALUE.format(since="2020-01-02"))
    for short in (alone, followed):
        assert short.on(date(2020, 1, 1)).amount == 1
        assert short.values[0].until == date(2020, 1, 1)
    assert followed.on(date(2020, 1, 2)).amount == 2


def test_parameter_when_unknown_then_refuses():
    with pytest.raises(ConfigurationError):
        book.parameter("nothing_like_this")


def test_value_when_read_then_carries_its_version_and_unit():
    value = book.parameter("order_ceiling").on(date(2026, 8, 10))
    assert value.version == "order_ceiling@2018-07-01"
    assert value.rupiah == Rupiah(50_000_000)
    assert value.amount == 50_000_000
    assert book.parameter("order_ceiling_includes_ppn").on(date(2026, 8, 10)).flag is True
    assert book.by_version(value.version) == value
    with pytest.raises(ConfigurationError):
        book.by_version("order_ceiling@2018-07-02")


@pytest.mark.parametrize(
    ("name", "accessor"),
    [("ppn_rate", "rupiah"), ("ppn_rate", "flag"), ("ppn_rate", "table"), ("pmk58_mode", "amount")],
)
def test_value_when_read_in_another_unit_then_refuses(name, accessor):
    value = book.parameter(name).on(date(2026, 8, 10))
    with pytest.raises(ConfigurationError):
        getattr(value, accessor)


def test_all_on_when_asked_then_lists_only_what_held():
    names = [value.name for value in book.all_on(date(2021, 12, 31))]
    assert names == sorted(names)
    assert "pph_final_exempt_sales" not in names
    later = {value.name for value in book.all_on(date(2022, 1, 1))}
    assert later - set(names) == {"pph_final_exempt_sales"}


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("order_ceiling", 50_000_000),
        ("payment_term", 3),
        ("vendor_answer_term", 3),
        ("new_price_cooling_time", 72),
        ("new_account_waiting_time", 72),
        ("account_check_term", 3),
        ("claim_check_term", 5),
        ("pph22_rate", 150),
        ("pph22_floor", 2_000_000),
        ("pph22_without_npwp", 2),
        ("pph23_rate", 200),
        ("pph23_rate_without_npwp", 400),
        ("pph_final_rate", 50),
        ("pph_final_exempt_sales", 500_000_000),
        ("pbjt_rate", 1_000),
        ("pmk58_rate", 50),
        ("late_fine_rate", 10),
        ("attendance_tolerance", 500),
        ("hps_exempt_epurchasing", 100_000_000),
    ],
)
def test_parameter_when_read_in_2026_then_says_what_the_domain_says(name, amount):
    assert book.parameter(name).on(date(2026, 8, 18)).amount == amount


def test_periods_when_pbjt_replaced_the_restaurant_tax_then_the_day_is_5_january_2024():
    exemption = book.parameter("pbjt_exemption")
    assert exemption.on(date(2024, 1, 4)).table == {"sales": 200_000_000, "per": "tahun"}
    assert exemption.on(date(2024, 1, 5)).table == {"sales": 42_000_000, "per": "bulan"}
    assert exemption.on(date(2024, 1, 5)).since - timedelta(days=1) == exemption.on(date(2024, 1, 4)).until
